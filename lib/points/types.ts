/** What an entry or a lot is about: the room's own words. */
export type Subject = { type: string; id: string };
/** What someone has: to spend now, still pending (with the next date), and what the next points will pay first. */
export type Balance = { available: number; pending: number; nextAt: string | null; owed: number };
export const entryKinds = ["earned", "spent", "returned", "expired", "taken-back", "given-back"] as const;
export type EntryKind = (typeof entryKinds)[number];
/** One change of somebody's points, as they see it. */
export type EntryView = { id: string; kind: EntryKind; points: number; cause: string; subject: Subject; at: string; availableAt: string; expiresAt: string | null };
export type Entries = { entries: EntryView[]; next: string | null };
