import type { Member } from "#lib/core/actor.ts";
import type { Refusal } from "#lib/core/errors.ts";
import type { Answerable } from "../reply-token.ts";

/** What a mail can go to: what a letter of ours was about, a category, or the desk of requests. */
export type MailRoute = Answerable | "category" | "needs";
/** Something a person said by mail, ready for a room: what was new in it, and the files it brought, kept already. The same mail has the same client id, however often it is handled. */
export type SaidByMail = { actor: Member; id: number; subject: string; text: string; files: readonly { id: string; markdown: string }[]; clientId: string };
/** What a mail became part of: a post of a topic, or a message of a room or request. */
export type Became = { type: "post" | "message"; id: number };
/** Where it stands now and as what, that it waits for a moderator, or why it was not taken. */
export type MailOutcome = { path: string; became?: Became } | { held: true } | Refusal;
/** `joins` says that the room writes in the transaction it is called in. */
export type MailHandler = { joins: boolean; handle: (said: SaidByMail) => Promise<MailOutcome> };

const handlers = new Map<MailRoute, MailHandler>();

/** Names the rooms that mail goes to. The server does so once. */
export function answersGoTo(rooms: Partial<Record<MailRoute, MailHandler>>): void {
  for (const [route, handler] of Object.entries(rooms)) handlers.set(route as MailRoute, handler);
}

/** Who handles mail of a route, or undefined where nobody does. */
export const handlerOf = (route: MailRoute): MailHandler | undefined => handlers.get(route);
