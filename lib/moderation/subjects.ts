import type { Actor } from "#lib/core/actor.ts";
import { db, type Reader } from "#lib/core/transact.ts";
import { readModerated as readSpoken } from "#lib/chat/moderated.ts";
import { readModerated } from "#lib/forum/moderated.ts";
import { readModerated as readReviewed } from "#lib/reviews/moderated.ts";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Anything that can be reported, whatever room it lives in. `path` leads there, without the language. */
export type Subject = { type: string; id: string; version: number; authorId: string; title: string; text: string; html: string; path: string; place: string; removed: boolean; waits?: boolean; at: string; around?: { topicId: number; number: number } };
type Room = (actor: Actor, id: string, reader: Reader) => Promise<Subject | undefined>;

const written = (type: "post" | "topic"): Room => async (actor, id, reader) => {
  const found = /^\d{1,15}$/.test(id) ? await readModerated(actor, { type, id: Number(id) }, reader) : undefined;
  if (!found) return undefined;
  const { authorId, version, title, source, html, removed } = found;
  const path = `/t/${found.topicId}/${found.slug}${found.number > 1 ? `?from=${found.number}#post-${found.number}` : ""}`;
  return { type, id, version, authorId, title, text: type === "topic" ? `${title}\n${source}` : source, html, path, place: found.category, removed, at: found.at.toISOString(), around: { topicId: found.topicId, number: found.number } };
};

type Profile = { id: string; name: string; handle: string; bio: string; at: Date };
const account: Room = async (_actor, id, reader) => {
  if (!uuid.test(id)) return undefined;
  const [row] = await reader.query<Profile>("SELECT id, name, handle::text AS handle, bio, created_at AS at FROM account WHERE id = $1", [id]);
  return row && { type: "account", id, version: 1, authorId: row.id, title: row.name, text: `${row.name}\n${row.bio}`, html: "", path: `/u/${row.handle}`, place: "", removed: false, at: row.at.toISOString() };
};

const reviewed = (type: "review" | "question" | "answer"): Room => async (actor, id, reader) => {
  const found = /^\d{1,15}$/.test(id) ? await readReviewed(actor, { type, id: Number(id) }, reader) : undefined;
  return found && { type, id, version: found.version, authorId: found.authorId, title: found.title, text: found.source, html: found.html, path: found.path, place: found.product, removed: found.removed, waits: found.waiting, at: found.at.toISOString() };
};

const message: Room = async (actor, id, reader) => {
  const found = /^\d{1,15}$/.test(id) ? await readSpoken(actor, Number(id), reader) : undefined;
  return found && { type: "message", id, version: found.version, authorId: found.authorId, title: "", text: found.source, html: found.html, path: `/chat/${found.roomId}?at=${found.seq}`, place: found.place, removed: found.removed, at: found.at.toISOString() };
};

/** The rooms whose things can be reported. */
const rooms: Partial<Record<string, Room>> = { post: written("post"), topic: written("topic"), review: reviewed("review"), question: reviewed("question"), answer: reviewed("answer"), message, account };

/** The thing, when the actor may see it. Fetching and authorising are one step, in its own room. */
export async function readSubject(actor: Actor, of: { type: string; id: string }, reader: Reader = db()): Promise<Subject | undefined> {
  return rooms[of.type]?.(actor, of.id, reader);
}
