import type { Actor } from "#lib/core/actor.ts";
import { newId } from "#lib/core/ids.ts";
import type { Tx } from "#lib/core/transact.ts";
import { cook } from "#lib/markdown/cook.ts";
import { attach } from "#lib/media/attachments.ts";
import { appendMessages } from "#lib/threads/messages.ts";
import type { Author } from "#lib/threads/types.ts";

/** Who writes, as a thread names them. */
export const authorOf = (actor: { id: string; name: string; handle: string; role: string; tier: number }): Author => ({ id: actor.id, name: actor.name, handle: actor.handle, role: actor.role, tier: actor.tier });

export type Said = { body: string; media: readonly string[]; clientId?: string };

/** Writes one message into a request's thread, with its files; resolves to its id and number. Only the author's own files go along. */
export async function writeMessage(tx: Tx, { threadId, author }: { threadId: number; author: Author }, said: Said): Promise<{ id: number; seq: number }> {
  const [written] = await appendMessages(tx, [{ threadId, author, clientId: said.clientId ?? newId(), kind: "text", source: said.body, html: said.body ? cook(said.body) : "", replyTo: null, root: null, mentions: [] }]);
  if (!written) throw new Error("a message was written into no thread");
  const { id, seq } = written.message;
  if (said.media.length > 0) await attach(tx, { mediaIds: [...said.media], subject: { type: "request-message", id: String(id) }, by: author.id });
  return { id, seq };
}

/** The message an author sent under this client id before, when there is one. */
export async function saidBefore(tx: Tx, actor: Actor & { id: string }, clientId: string): Promise<{ id: number; seq: number } | undefined> {
  const [row] = await tx.query<{ id: number; seq: number }>("SELECT id, seq FROM message WHERE author_id = $1 AND client_id = $2", [actor.id, clientId]);
  return row;
}
