// The rule is published here and at the desk: a request with one of these words, or beginnings of words, stands first. It changes
// nothing else, and a concierge can take the mark away.
export const complaintWords = [
  "complain", "complaint", "unacceptable", "disappointed", "faulty", "broken on arrival", "arrived broken", "arrived damaged", "wrong item", "never arrived", "refund", "money back", "still waiting",
  "réclamation", "plainte", "inacceptable", "déçu", "défectueux", "arrivé cassé", "arrivé abîmé", "mauvais article", "jamais arrivé", "rembours", "toujours pas reçu",
] as const;

const folded = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ");
const beginnings = complaintWords.map((word) => new RegExp(`(?<![\\p{L}\\p{N}])${folded(word)}`, "u"));

/** Whether a text reads like a complaint, by the published words. */
export const readsLikeComplaint = (text: string): boolean => { const said = folded(text); return beginnings.some((one) => one.test(said)); };

let judge: (text: string) => boolean = readsLikeComplaint;
/** Names who says whether a text is a complaint, for a room that knows better than a list of words. The server does it once. */
export function knowComplaints(by: (text: string) => boolean): void {
  judge = by;
}
/** Whether a text is a complaint, as far as anybody who was named can tell. */
export const isComplaint = (text: string): boolean => judge(text);
