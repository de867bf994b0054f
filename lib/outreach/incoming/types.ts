import type { MailRoute } from "#lib/mail/in/answering.ts";

export type RouteType = MailRoute;
/**
 * What came of a mail: it waits to be handled; its sender was asked whether they wrote it; it is where it belongs; it stands in
 * the conversation with its sender alone; a moderator looks at it; it was not taken, and its sender knows why; no person wrote it; it could not be handled.
 */
export type IncomingState = "waiting" | "asked" | "done" | "kept" | "held" | "refused" | "ignored" | "failed";
/** A mail as lists show it. `text` is what was new in it, `path` the page it became part of, `whole` that all of it can still be read. */
export type IncomingView = {
  id: number; accountId: string | null; from: { name: string; address: string | null }; subject: string; text: string; at: string; state: IncomingState; reason: string;
  route: { type: RouteType; id: number | null } | null; path: string | null; whole: boolean;
};
export type IncomingPage = { mails: IncomingView[]; next: string | null };
/** A post or message that came by mail (`of`), and the mail it came by. */
export type CameByMail = { of: number; id: number };
/** All of a mail, as plain text. */
export type WholeMail = { id: number; at: string; subject: string; head: { name: string; value: string }[]; text: string; files: { name: string; bytes: number }[] };
/** A mail about which its owner is asked: what came in their name, and what became of it. */
export type AskedMail = { from: string; subject: string; text: string; at: string; state: IncomingState; path: string | null };
