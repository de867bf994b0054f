/** The readable part of a topic's address: at most 60 letters and digits, never empty. The id alone finds the topic. */
export function slugOf(title: string): string {
  const plain = title.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, 60).replace(/^-+|-+$/g, "");
  return plain || "topic";
}
