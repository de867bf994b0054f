/** What a list of messages is shown by. */
type Shown = { seq: number; root: number | null; createdAt: string; author: { id: string } | null; kind: string; deletedAt: string | null };
/** A line of a room: a day, where the unread begins, or a message; `leads` begins what one person said in one go. */
export type Row<M> = { kind: "day"; key: string; at: string } | { kind: "new"; key: string } | { kind: "message"; key: string; message: M; leads: boolean };

const together = 5 * 60_000;
const dayOf = (at: string): string => new Date(at).toDateString();

function leads(before: Shown | undefined, message: Shown, broken: boolean): boolean {
  if (!before || broken || before.kind !== "text" || message.kind !== "text" || before.deletedAt || message.deletedAt) return true;
  return before.author?.id !== message.author?.id || Date.parse(message.createdAt) - Date.parse(before.createdAt) > together;
}

/** The lines of a stretch of messages: grouped by who spoke and when, days apart, unread from where reading stopped. */
export function rowsOf<M extends Shown>(messages: readonly M[], { readSeq, mine }: { readSeq: number | undefined; mine: string | undefined }): Row<M>[] {
  const rows: Row<M>[] = [];
  let before: M | undefined;
  let marked = false;
  for (const message of messages) {
    const day = !before || dayOf(before.createdAt) !== dayOf(message.createdAt);
    if (day) rows.push({ kind: "day", key: `day ${message.seq}`, at: message.createdAt });
    // What one wrote oneself is not news.
    const news = !marked && readSeq !== undefined && message.seq > readSeq && message.author?.id !== mine && Boolean(before && before.seq <= readSeq);
    if (news) { rows.push({ kind: "new", key: "new" }); marked = true; }
    rows.push({ kind: "message", key: `message ${message.seq}`, message, leads: leads(before, message, day || news) });
    before = message;
  }
  return rows;
}
