import type { Actor, Role } from "#lib/core/actor.ts";
import type { Reader, Tx } from "#lib/core/transact.ts";
import { type Read, read, show } from "#lib/markdown/cook.ts";
import type { Context } from "#lib/markdown/types.ts";
import { callableGroups, groups, isGroup } from "#lib/identity/groups.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import { attach } from "#lib/media/attachments.ts";
import { cardsOf, wantingLinks } from "#lib/media/link-cards.ts";
import { readMedia } from "#lib/media/queries.ts";
import type { MediaView } from "#lib/media/types.ts";
import { setFiles } from "#lib/threads/files.ts";
import { openAudiences } from "./policy.ts";
import type { RoomAudience } from "./types.ts";

/** A message's text as it will be shown, and what it names: whom it calls, which files it shows. */
export type Cooked = { source: string; html: string; text: Read; mentions: string[] };

const mostCalled = 20;
type Somebody = { id: string; handle: string; role: Role; tier: number; confirmed: boolean; joined: boolean };
const called = `SELECT a.id, lower(a.handle::text) AS handle, a.role, a.tier, a.confirmed_at IS NOT NULL AS confirmed, m.account_id IS NOT NULL AS joined FROM account a LEFT JOIN room_member m ON m.room_id = $2 AND m.account_id = a.id
  WHERE (a.handle = ANY($1::citext[]) OR a.role = ANY($3::text[])) AND (a.suspended_at IS NULL OR a.suspended_until <= now()) AND NOT coalesce(m.barred, false) LIMIT 500`;
type Place = { id: number; audience: RoomAudience };
/** Whom a text calls, and by which names it does. */
type Called = { ids: string[]; people: Set<string>; groups: Set<string> };

/** Whether someone, as a query found them, may read what is said in a room. */
export const readsRoom = (one: Omit<Somebody, "confirmed">, audience: RoomAudience): boolean =>
  audience === "invited" ? one.joined : openAudiences({ kind: "member", name: "", silenced: false, sessionId: "", locale: "en", newcomer: false, confirmed: true, ...one }).includes(audience);

/** Whom these handles call in a room, people and groups, as their writer may: only who may read it can be called there. */
async function whoIsCalled(reader: Reader, actor: Actor, { handles, room }: { handles: readonly string[]; room: Place }): Promise<Called> {
  const wanted = handles.slice(0, mostCalled);
  const named = wanted.filter(isGroup);
  const allowed = named.length ? await callableGroups(reader, actor) : [];
  const calling = named.filter((name) => allowed.includes(name));
  const rows = await reader.query<Somebody>(called, [wanted, room.id, [...new Set(calling.flatMap((name) => groups[name] ?? []))]]);
  const reading = rows.filter((row) => readsRoom(row, room.audience));
  const inGroup = (name: string): Somebody[] => reading.filter((row) => groups[name]?.includes(row.role));
  const people = reading.filter((row) => wanted.includes(row.handle));
  return { ids: [...new Set([...people, ...calling.flatMap(inGroup)].map((one) => one.id))], people: new Set(people.map((one) => one.handle)), groups: new Set(calling.filter((name) => inGroup(name).length > 0)) };
}

const shown = (file: MediaView): string => `${file.kind === "file" ? "" : "!"}[${file.name.replace(/[[\]\\]/g, " ")}](${file.url})`;

/** Cooks what someone says in a room, as they may: files they may see, people who may read it, what is known of its links. What names nothing asks nothing. */
export async function cookMessage(reader: Reader, actor: Actor, said: { body: string; media?: readonly string[] | undefined; key: string; room: Place }): Promise<Cooked> {
  const files = said.media?.length ? await readMedia(reader, actor, [...said.media]) : new Map<string, MediaView>();
  const source = [said.body, ...[...files.values()].map(shown)].filter(Boolean).join("\n\n");
  const text = read(source, said.key, "lines");
  const who = text.handles.length ? await whoIsCalled(reader, actor, { handles: text.handles, room: said.room }) : undefined;
  const named = text.media.length ? await readMedia(reader, actor, text.media) : undefined;
  const cards = text.links.length ? await cardsOf(reader, text.links) : undefined;
  const context: Context = { ...(who ? { people: who.people, groups: who.groups } : {}), ...(named ? { media: named } : {}), ...(cards ? { cards } : {}) };
  return { source, html: show(text, context), text, mentions: who?.ids ?? [] };
}

type Kept = { id: number; threadId: number; seq: number; by: string; before: string };

/** Keeps the files of a message where it is shown, and in the list of what was shared. `before` is what it said before. */
export async function keepFiles(tx: Tx, message: Kept, cooked: Pick<Cooked, "text">): Promise<void> {
  if (cooked.text.media.length === 0 && !message.before.includes("/media/")) return;
  await setFiles(tx, message, await attach(tx, { mediaIds: cooked.text.media, subject: { type: "message", id: String(message.id) }, by: message.by }));
}

/** Asks, once what was said is committed, what is behind its links. One question for all that was said at once, none when nothing links. */
export async function askAbout(tx: Tx, said: readonly { id: number; links: string[] }[]): Promise<void> {
  const links = [...new Set(said.flatMap((one) => one.links))];
  const wanting = new Set(await wantingLinks(tx, links));
  for (const { id, links: own } of said) if (own.some((link) => wanting.has(link))) await enqueue(tx, { name: "chat.preview", payload: { messageId: id } }, { key: `chat.preview:${id}` });
}
