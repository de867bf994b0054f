import { z } from "zod";
import type { Member } from "#lib/core/actor.ts";
import { db, transact } from "#lib/core/transact.ts";
import { lookBehind, wantingLinks } from "#lib/media/link-cards.ts";
import { lockMessage, redraw } from "#lib/threads/changes.ts";
import { tellChange } from "./events.ts";
import { cookMessage } from "./text.ts";
import type { RoomAudience } from "./types.ts";

const cardsBegin = '<div class="link-cards">';
const payloadOf = z.object({ messageId: z.number() });
type Written = Omit<Member, "kind" | "sessionId" | "newcomer" | "silenced"> & { source: string; version: number; roomId: number; threadId: number; audience: RoomAudience };
const written = `SELECT a.id, a.name, a.handle::text AS handle, a.role, a.tier, true AS confirmed, a.locale, x.source, x.version, r.id AS "roomId", r.thread_id AS "threadId", r.audience
  FROM message x JOIN account a ON a.id = x.author_id JOIN room r ON r.thread_id = x.thread_id WHERE x.id = $1 AND x.deleted_at IS NULL AND x.kind = 'text'`;

/** The job: looks behind the links of a message and draws it anew with what was found; its room hears of it as of any change. Doing it twice is doing it once. */
export async function previewMessage(payload: unknown): Promise<void> {
  const { messageId } = payloadOf.parse(payload);
  const [said] = await db().query<Written>(written, [messageId]);
  if (!said) return;
  const author: Member = { kind: "member", sessionId: "", newcomer: false, silenced: false, ...said };
  const asked = { body: said.source, key: `message:${messageId}`, room: { id: said.roomId, audience: said.audience } };
  const { text } = await cookMessage(db(), author, asked);
  for (const url of await wantingLinks(db(), text.links)) await lookBehind(url, said.id);
  await transact(async (tx) => {
    const message = await lockMessage(tx, messageId);
    if (!message || message.deletedAt || message.version !== said.version) return;
    const { html } = await cookMessage(tx, author, asked);
    const [before] = await tx.query<{ html: string }>("SELECT html FROM message WHERE id = $1", [messageId]);
    if (!before || !html.includes(cardsBegin)) return;
    // What its links lead to came along: the text itself, and whom it calls, stay as they were when it was said.
    const drawn = before.html.split(cardsBegin)[0] + html.slice(html.indexOf(cardsBegin));
    if (drawn === before.html) return;
    await redraw(tx, message, drawn);
    await tellChange(tx, { id: said.roomId, threadId: said.threadId });
  });
}
