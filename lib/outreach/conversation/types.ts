/**
 * One letter of a conversation. What is nobody's business but the reader's (a notice of a private message, a request) stands there
 * as having been sent or received, without its words: `text` is null then, and `path` leads whoever may go there. `incomingId` names
 * a mail that this reader can read all of. `proven` is false where nothing shows that they wrote it: then `by` is the name it came with.
 */
export type Said = {
  key: string; way: "out" | "in"; letter: string; at: string; subject: string | null; text: string | null; by: string | null; state: string; clickedAt: string | null; path: string | null; incomingId: number | null; proven: boolean;
};
export type Conversation = { person: { id: string; name: string; handle: string; address: boolean; wantsNews: boolean }; said: Said[]; next: string | null };
/** Somebody who wrote to us: what they said last, and whether anybody answered since. */
export type Written = { id: number; accountId: string | null; name: string; subject: string; text: string; at: string; answered: boolean; proven: boolean };
export type WrittenPage = { mails: Written[]; next: string | null };
