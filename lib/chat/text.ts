import type { Actor } from "#lib/core/actor.ts";
import type { Reader, Tx } from "#lib/core/transact.ts";
import { type Read, read, show } from "#lib/markdown/cook.ts";
import type { Context } from "#lib/markdown/types.ts";
import { attach } from "#lib/media/attachments.ts";
import { readMedia } from "#lib/media/queries.ts";
import type { MediaView } from "#lib/media/types.ts";
import { openAudiences } from "./policy.ts";
import type { RoomAudience } from "./types.ts";

/** A message's text as it will be shown, and what it names: whom it calls, which files it shows. */
export type Cooked = { source: string; html: string; text: Read; mentions: string[] };

const mostCalled = 20;
type Somebody = { id: string; handle: string; role: "customer"; tier: number; confirmed: boolean; joined: boolean };
const called = `SELECT a.id, lower(a.handle::text) AS handle, a.role, a.tier, m.account_id IS NOT NULL AS joined FROM account a LEFT JOIN room_member m ON m.room_id = $2 AND m.account_id = a.id AND NOT m.barred
  WHERE a.handle = ANY($1::citext[]) AND (a.suspended_at IS NULL OR a.suspended_until <= now())`;

/** Whom these handles call in a room: only who may read it can be called there. */
async function whoIsCalled(reader: Reader, handles: readonly string[], room: { id: number; audience: RoomAudience }): Promise<Somebody[]> {
  const rows = await reader.query<Somebody>(called, [handles.slice(0, mostCalled), room.id]);
  return rows.filter((row) => (room.audience === "invited" ? row.joined : openAudiences({ kind: "member", name: "", silenced: false, sessionId: "", locale: "en", newcomer: false, ...row }).includes(room.audience)));
}

const shown = (file: MediaView): string => `${file.kind === "file" ? "" : "!"}[${file.name.replace(/[[\]\\]/g, " ")}](${file.url})`;

/** Cooks what someone says in a room, as they may: files they may see, people who may read it. What names nothing asks nothing. */
export async function cookMessage(reader: Reader, actor: Actor, said: { body: string; media?: readonly string[] | undefined; key: string; room: { id: number; audience: RoomAudience } }): Promise<Cooked> {
  const files = said.media?.length ? await readMedia(reader, actor, [...said.media]) : new Map<string, MediaView>();
  const source = [said.body, ...[...files.values()].map(shown)].filter(Boolean).join("\n\n");
  const text = read(source, said.key, "lines");
  const people = text.handles.length ? await whoIsCalled(reader, text.handles, said.room) : [];
  const named = text.media.length ? await readMedia(reader, actor, text.media) : undefined;
  const context: Context = { people: new Set(people.map((one) => one.handle)), ...(named ? { media: named } : {}) };
  return { source, html: show(text, context), text, mentions: people.map((one) => one.id) };
}

/** Keeps the files of a message where it is shown. `before` is what it said before. */
export async function keepFiles(tx: Tx, message: { id: number; by: string; before: string }, cooked: Pick<Cooked, "text">): Promise<void> {
  if (cooked.text.media.length || message.before.includes("/media/")) await attach(tx, { mediaIds: cooked.text.media, subject: { type: "message", id: String(message.id) }, by: message.by });
}
