import type { Tx } from "#lib/core/transact.ts";
import { insertRows } from "#lib/core/insert-rows.ts";
import { insertRoom } from "#lib/chat/rooms.ts";
import { read, show } from "#lib/markdown/cook.ts";
import type { Fact } from "./facts.ts";
import { mulberry32, seedId } from "./random.ts";
import { type Line, rooms, type SeedRoom } from "./rooms.ts";
import type { Residents } from "./talk.ts";

const minute = 60_000;
type At = { residents: Residents; now: Date; random: () => number };
type Placed = { id: number; threadId: number; room: SeedRoom };

async function insertLines(tx: Tx, { id, threadId, room }: Placed, at: At): Promise<Fact[]> {
  const when = (line: Line): Date => new Date(at.now.getTime() - line[0] * minute);
  const made = await insertRows<{ id: number; seq: number }>(tx, {
    table: "message", suffix: "RETURNING id, seq",
    columns: ["thread_id:bigint", "seq:int", "author_id:uuid", "client_id:uuid", "source:text", "html:text", "reply_to:int", "root:int", "reactions:jsonb", "created_at:timestamptz", "pinned_at:timestamptz", "pinned_by:uuid"],
  }, room.lines.map((line, place) => {
    const [, handle, text, more = {}] = line;
    const author = at.residents.of(handle).id;
    const said = read(text, `demo:${id}:${place}`, "lines");
    const { card } = more;
    const shown = show(said, card ? { cards: new Map(said.links.map((link) => [link, { ...card, picture: null }])) } : {});
    const signs = Object.entries(more.signs ?? {}).map(([emoji, by]) => ({ emoji, count: by.length }));
    return [threadId, place + 1, author, seedId(at.random, when(line)), text, shown, more.replyTo ?? null, more.root ?? null, JSON.stringify(signs), when(line), more.pinned ? when(line) : null, more.pinned ? author : null];
  }));
  const idOf = new Map(made.map((row) => [row.seq, row.id]));
  await insertRows(tx, { table: "message_reaction", columns: ["message_id:bigint", "account_id:uuid", "emoji:text", "at:timestamptz"] },
    room.lines.flatMap((line, place) => Object.entries(line[3]?.signs ?? {}).flatMap(([emoji, by]) => by.map((handle, nth) => [idOf.get(place + 1), at.residents.of(handle).id, emoji, new Date(when(line).getTime() + (nth + 1) * minute)]))));
  await tx.query("UPDATE message m SET words = to_tsvector('simple', search_fold(m.source)), reply_count = (SELECT count(*) FROM message r WHERE r.thread_id = m.thread_id AND r.root = m.seq) WHERE m.thread_id = $1", [threadId]);
  await tx.query("UPDATE thread SET last_seq = $2, last_at = coalesce((SELECT max(created_at) FROM message WHERE thread_id = $1), last_at) WHERE id = $1", [threadId, room.lines.length]);
  return room.lines.flatMap((line, place): Fact[] => {
    const author = at.residents.of(line[1]);
    return author.role === "customer" ? [{ customerId: author.id, kind: "chat.message", at: when(line), subject: ["message", String(idOf.get(place + 1))], key: `demo:message:${id}:${place}` }] : [];
  });
}

async function insertMembers(tx: Tx, { id, room }: Placed, at: At): Promise<void> {
  const last = new Map<string, number>();
  for (const [place, line] of room.lines.entries()) last.set(line[1], place + 1);
  const handles = [...new Set([...room.moderators, ...last.keys(), ...room.members])];
  // Whoever wrote has read up to there; who only listens has read all, but for the customer of the demo, who has something new everywhere.
  await insertRows(tx, { table: "room_member", columns: ["room_id:bigint", "account_id:uuid", "role:text", "read_seq:int", "last_seq:int", "joined_at:timestamptz"] },
    handles.map((handle) => [id, at.residents.of(handle).id, room.moderators.includes(handle) ? "moderator" : "member", handle === "fern.abbot" && !last.has(handle) ? Math.max(0, room.lines.length - 1) : (last.get(handle) ?? room.lines.length), last.get(handle) ?? 0, new Date(at.now.getTime() - 6000 * minute)]));
  await tx.query("UPDATE room SET member_count = $2 WHERE id = $1", [id, handles.length]);
}

async function insertSession(tx: Tx, { id, room }: Placed, at: At): Promise<void> {
  if (!room.live) return;
  const starts = new Date(at.now.getTime() + room.live.inHours * 60 * minute);
  starts.setUTCMinutes(0, 0, 0);
  await tx.query("INSERT INTO live_session (room_id, host_id, starts_at) VALUES ($1, $2, $3)", [id, at.residents.of(room.live.host).id, starts]);
  for (const [handle, text, voters] of room.live.questions) {
    const [row] = await tx.query<{ id: number }>("INSERT INTO live_question (room_id, author_id, text, votes, at) VALUES ($1, $2, $3, $4, $5) RETURNING id", [id, at.residents.of(handle).id, text, voters.length, new Date(at.now.getTime() - 600 * minute)]);
    for (const voter of voters) await tx.query("INSERT INTO live_vote (question_id, account_id) VALUES ($1, $2)", [row?.id, at.residents.of(voter).id]);
  }
}

/** Opens the demo's rooms with what was said in them. Resolves to what it counts for. */
export async function insertChat(tx: Tx, { residents, now }: { residents: Residents; now: Date }): Promise<Fact[]> {
  const at: At = { residents, now, random: mulberry32(4403) };
  const facts: Fact[] = [];
  for (const room of rooms) {
    const pair = room.kind === "direct" ? room.members.map((handle) => residents.of(handle).id).sort().join(" ") : null;
    const [category] = room.of ? await tx.query<{ id: number }>("SELECT id FROM category WHERE slug = $1", [room.of]) : [];
    const id = await insertRoom(tx, { kind: room.kind, audience: room.audience, name: room.name, topic: room.topic, slug: room.slug, pair, categoryId: category?.id ?? null, productId: null, readOnly: room.readOnly ?? false, slowSeconds: 0, clientId: null, by: residents.of(room.moderators[0] ?? room.members[0] ?? "").id });
    const [made] = await tx.query<{ threadId: number }>(`SELECT thread_id AS "threadId" FROM room WHERE id = $1`, [id ?? 0]);
    if (id === undefined || !made) throw new Error(`The room ${room.name} could not be made.`);
    const placed = { id, threadId: made.threadId, room };
    facts.push(...(await insertLines(tx, placed, at)));
    await insertMembers(tx, placed, at);
    await insertSession(tx, placed, at);
  }
  return facts;
}
