import type { Stretch } from "./types.ts";

/** The marks `ts_headline` sets around what was found; they are taken out of every text first, so that no text can set them. */
export const open = "\ue000";
export const close = "\ue001";

const entities: Record<string, string> = { lt: "<", gt: ">", quot: '"', amp: "&", "#39": "'" };

/** A marked text as stretches of plain text: no HTML, whatever was written. */
export function stretches(marked: string): Stretch[] {
  const text = marked.replace(/&(lt|gt|quot|amp|#39);/g, (_, name: string) => entities[name] ?? "").replace(/\s+/g, " ").trim();
  return text.split(open).flatMap((piece, at): Stretch[] => {
    if (at === 0) return piece ? [{ text: piece.replaceAll(close, ""), mark: false }] : [];
    const end = piece.indexOf(close);
    const [marks, rest] = end < 0 ? [piece, ""] : [piece.slice(0, end), piece.slice(end + 1).replaceAll(close, "")];
    return [...(marks ? [{ text: marks, mark: true }] : []), ...(rest ? [{ text: rest, mark: false }] : [])];
  });
}

/** What was looked for, marked where the database could not: in texts without spaces between their words. */
export function markPlain(found: Stretch[], terms: readonly string[], length = 160): Stretch[] {
  if (found.some((one) => one.mark)) return found;
  const text = found.map((one) => one.text).join("");
  const lower = text.toLowerCase();
  const hits = terms.map((term) => ({ at: lower.indexOf(term.toLowerCase()), term })).filter(({ at }) => at >= 0).sort((a, b) => a.at - b.at);
  const [hit] = hits;
  if (!hit || lower.length !== text.length) return [{ text: text.slice(0, length), mark: false }];
  const from = Math.max(0, hit.at - length / 3);
  return stretches(`${from > 0 ? "…" : ""}${text.slice(from, hit.at)}${open}${text.slice(hit.at, hit.at + hit.term.length)}${close}${text.slice(hit.at + hit.term.length, from + length)}`);
}
