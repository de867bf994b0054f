import { randomUUID } from "node:crypto";
import { beforeEach, expect, it } from "vitest";
import { db, transact } from "#lib/core/transact.ts";
import { nudgeWhenUnread } from "#lib/chat/nudges.ts";
import type { LiveQuestions } from "#lib/chat/types.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { erase } from "#lib/moderation/erasing.ts";
import { mergeAccounts, unmerge } from "#lib/moderation/merging.ts";
import type { NoticeList } from "#lib/notices/types.ts";
import { forgetRules } from "#lib/screening/rules.ts";
import "#server/wiring.ts";
import { aRoom } from "#tests/access/rooms.ts";
import { relayed } from "#tests/notices/relayed.ts";
import { category, door, person, type Somebody } from "#tests/world/people.ts";
import { opened, write } from "./world.ts";

beforeEach(() => { resetLimits(); forgetRules(); });
const trusted = (): Promise<Somebody> => person({ tier: 1 });
const direct = async (one: Somebody, other: Somebody): Promise<number> => ((await door("/api/chat/direct", { as: one, body: { handles: [other.actor.handle] } })).body as { id: number }).id;
const itemOf = async (type: string, id: number): Promise<number> => (await db().query<{ id: number }>("SELECT id FROM queue_item WHERE subject_type = $1 AND subject_id = $2 AND state = 'open'", [type, String(id)]))[0]?.id ?? 0;

it("a reported message of a conversation is shown to the desk, which takes it away and brings it back; the rest of it stays unknown", async () => {
  const [one, other, moderator] = [await trusted(), await trusted(), await person({ role: "moderator" })];
  const id = await direct(one, other);
  const said = await write(one, id, { body: "A rude thing." });
  await write(one, id, { body: "A secret thing." });
  expect((await door("/api/flags", { as: moderator, body: { subjectType: "message", subjectId: String(said.id), reason: "rude" } })).status).toBe(404);
  expect((await door("/api/flags", { as: other, body: { subjectType: "message", subjectId: String(said.id), reason: "rude" } })).status).toBe(200);
  const item = await itemOf("message", said.id);
  const shown = await door(`/api/desk/items/${item}`, { as: moderator });
  expect(shown.body).toMatchObject({ subjectType: "message", text: "A rude thing.", path: `/chat/${id}?at=${said.seq}` });
  const decided = await door(`/api/desk/items/${item}/decision`, { as: moderator, body: { decision: "remove", message: "Because." } });
  expect(decided.status, decided.text).toBe(200);
  expect((await opened(other, id)).page.messages[0]).toMatchObject({ html: "", deletedAt: expect.any(String) });
  expect((await door(`/api/chat/messages/${said.id}/restore`, { as: one, method: "POST" })).status).toBe(403);
  expect((await door(`/api/desk/decisions/${(decided.body as { id: number }).id}/undo`, { as: moderator, method: "POST" })).status).toBe(200);
  expect((await opened(other, id)).page.messages[0]).toMatchObject({ html: "<p>A rude thing.</p>\n", deletedAt: null });
  expect((await door(`/api/chat/rooms/${id}`, { as: moderator })).status).toBe(404);
});

it("what a newcomer says with a link waits, is in nobody's room, and is said once a moderator lets it through", async () => {
  const [fresh, moderator] = [await person({ newcomer: true }), await person({ role: "moderator" })];
  const { id } = await aRoom(moderator, "members");
  const sent = await door(`/api/chat/rooms/${id}/messages`, { as: fresh, body: { body: "Look at https://example.org/cheap", clientId: randomUUID() } });
  expect([sent.status, sent.body]).toEqual([202, { held: true }]);
  expect((await opened(moderator, id)).page.lastSeq).toBe(1);
  const [held] = await db().query<{ id: number }>("SELECT id FROM held WHERE author_id = $1", [fresh.id]);
  await door(`/api/desk/items/${await itemOf("held", held?.id ?? 0)}/decision`, { as: moderator, body: { decision: "approve", message: "" } });
  expect((await opened(moderator, id)).page.messages.at(-1)).toMatchObject({ seq: 2, author: { id: fresh.id }, html: expect.stringContaining("https://example.org/cheap") });
});

it("who has not read what concerns them after a while is told once, without its words; who has is not", async () => {
  const [one, other, third] = [await trusted(), await trusted(), await trusted()];
  const id = await direct(one, other);
  const { id: open } = await aRoom(one, "members");
  await write(one, id, { body: "Only for you." });
  await write(one, id, { body: "And this." });
  await write(one, open, { body: `Look here, @${third.actor.handle}` });
  await door(`/api/chat/rooms/${open}/members`, { as: other, body: {} });
  const jobs = await db().query<{ key: string; payload: { roomId: number; accountId: string } }>("SELECT j.key, p.payload FROM graphile_worker.jobs j JOIN graphile_worker._private_jobs p ON p.id = j.id WHERE j.task_identifier = 'chat.nudge' AND p.payload->>'roomId' IN ($1, $2)", [String(id), String(open)]);
  expect(jobs.map((job) => job.key).sort()).toEqual([`chat.nudge:${id}:${other.id}`, `chat.nudge:${open}:${third.id}`].sort());
  for (const job of [...jobs, ...jobs]) await nudgeWhenUnread(job.payload);
  await relayed();
  const noticesOf = async (who: Somebody) => ((await door("/api/me/notices", { as: who })).body as NoticeList).notices.map(({ kind, event, path, excerpt, actors, acts }) => ({ kind, event, path, excerpt, by: actors[0]?.name, acts }));
  expect(await noticesOf(other)).toEqual([{ kind: "message", event: "chat.written", path: `/chat/${id}?at=1`, excerpt: "", by: "Robin Vale", acts: 1 }]);
  expect(await noticesOf(third)).toEqual([{ kind: "mention", event: "chat.mentioned", path: `/chat/${open}?at=2`, excerpt: "", by: "Robin Vale", acts: 1 }]);
  await door(`/api/chat/rooms/${id}/read`, { as: one, method: "PUT", body: { seq: 9 } });
  await nudgeWhenUnread({ roomId: id, accountId: one.id });
  await relayed();
  expect(await noticesOf(one)).toEqual([]);
  // Who comes to the room has read what they were told of it, and nothing else.
  const unreadOf = async (who: Somebody) => (await door("/api/me/notices/unread", { as: who })).body;
  await door("/api/me/notices/read", { as: other, body: { roomId: open } });
  expect(await unreadOf(other)).toEqual({ unread: 1 });
  await door("/api/me/notices/read", { as: other, body: { roomId: id } });
  expect([await unreadOf(other), await unreadOf(third)]).toEqual([{ unread: 0 }, { unread: 1 }]);
});

it("what was said becomes a topic with thanks to who said it, once; of a conversation none, and nothing leaves for a wider circle", async () => {
  const [one, premier, admin] = [await trusted(), await person({ tier: 2 }), await person({ role: "admin" })];
  const { id } = await aRoom(admin, "members");
  const { id: closed } = await aRoom(admin, "premier");
  const wide = await category("public");
  const same = await category("members");
  await write(one, id, { body: "Softer water, I think.\nAnd patience." });
  const make = (by: Somebody, room: number, { categoryId, clientId = randomUUID() }: { categoryId: number; clientId?: string }) => door(`/api/chat/rooms/${room}/topic`, { as: by, body: { seqs: [1, 2], categoryId, title: "Of water and patience", clientId } });
  const clientId = randomUUID();
  const made = await make(one, id, { categoryId: same.id, clientId });
  expect(made.status, made.text).toBe(201);
  expect((await make(one, id, { categoryId: same.id, clientId })).body).toEqual(made.body);
  const [post] = await db().query<{ source: string }>("SELECT source FROM post WHERE topic_id = $1", [(made.body as { id: number }).id]);
  expect(post?.source).toContain(`> Softer water, I think.\n> And patience.`);
  expect(post?.source).toContain(`/u/${one.actor.handle}`);
  const events = (await opened(one, id)).page.messages.filter((message) => message.kind === "event");
  expect(events).toMatchObject([{ event: { what: "topic", title: "Of water and patience", path: `/t/${(made.body as { id: number }).id}/of-water-and-patience` } }]);
  expect((await make(premier, closed, { categoryId: wide.id })).status).toBe(403);
  expect((await make(one, await direct(one, admin), { categoryId: same.id })).status).toBe(403);
});

it("a live session is asked, voted, started, answered and kept as a topic, and counts for who took part", async () => {
  const [one, two, host] = [await trusted(), await trusted(), await person({ role: "concierge" })];
  const { id: categoryId } = await category("members");
  const made = await door("/api/chat/live", { as: host, body: { name: "Ask the maker", audience: "members", hostHandle: host.actor.handle, startsAt: new Date().toISOString(), clientId: randomUUID() } });
  const { id } = made.body as { id: number };
  const asked = (await door(`/api/chat/rooms/${id}/questions`, { as: one, body: { text: "How hot should the water be?", clientId: randomUUID() } })).body as { id: number };
  await door(`/api/chat/rooms/${id}/questions`, { as: one, body: { text: "And how long does it draw?", clientId: randomUUID() } });
  for (let again = 0; again < 2; again += 1) expect((await door(`/api/chat/questions/${asked.id}/vote`, { as: two, method: "PUT" })).body).toEqual({ votes: 1 });
  expect(((await door(`/api/chat/rooms/${id}/questions`, { as: two })).body as LiveQuestions).questions.map((one) => [one.text, one.votes, one.voted])).toEqual([["How hot should the water be?", 1, true], ["And how long does it draw?", 0, false]]);
  expect((await door(`/api/chat/rooms/${id}/end`, { as: host, body: { categoryId } })).status).toBe(409);
  expect((await door(`/api/chat/rooms/${id}/start`, { as: host, method: "POST" })).status).toBe(200);
  const answer = await write(host, id, { body: "Eighty degrees." });
  expect((await door(`/api/chat/questions/${asked.id}/answer`, { as: host, method: "PUT", body: { seq: answer.seq } })).status).toBe(200);
  const ended = await door(`/api/chat/rooms/${id}/end`, { as: host, body: { categoryId } });
  expect(ended.body).toEqual({ topicId: expect.any(Number) });
  expect((await opened(two, id)).room).toMatchObject({ readOnly: true, live: { endedAt: expect.any(String), topicId: (ended.body as { topicId: number }).topicId } });
  expect(await db().query("SELECT customer_id AS id FROM interaction WHERE kind = 'event.attended' AND subject_id = $1", [String(id)])).toEqual([{ id: one.id }]);
});

it("two accounts of one person become one in every room, and apart again; an erased person leaves no trace but a former member's words", async () => {
  const [from, into, other, admin] = [await trusted(), await trusted(), await trusted(), await person({ role: "admin" })];
  const [id, theirs] = [await direct(from, other), await direct(into, other)];
  const { id: open, messageId } = await aRoom(admin, "members");
  for (const who of [from, into]) {
    await write(who, open, { body: `Said by ${who.id}.` });
    await door(`/api/chat/messages/${messageId}/reactions/${encodeURIComponent("👍")}`, { as: who, method: "PUT" });
  }
  await write(from, id, { body: "From one of me." });
  const stand = async () => (await db().query("SELECT (SELECT json_agg(json_build_array(room_id, account_id, read_seq) ORDER BY room_id, account_id) FROM room_member) AS members, (SELECT json_agg(json_build_array(id, author_id) ORDER BY id) FROM message) AS said, (SELECT json_agg(json_build_array(message_id, account_id) ORDER BY account_id) FROM message_reaction) AS signs"))[0];
  const before = await stand();
  const merged = await mergeAccounts(admin.actor, { from: from.id, into: into.id });
  expect(merged).toMatchObject({ id: expect.any(Number) });
  const room = await opened(into, open);
  expect(room.page.messages.map((one) => one.author.id)).toEqual([admin.id, into.id, into.id]);
  expect([room.page.messages[0]?.reactions, room.room.members]).toEqual([[{ emoji: "👍", count: 1, mine: true }], 2]);
  expect((await opened(into, id)).room.others.map((one) => one.id)).toEqual([other.id]);
  expect(await unmerge(admin.actor, (merged as { id: number }).id)).toBe(true);
  expect(await stand()).toEqual(before);
  expect((await opened(other, theirs)).room.id).toBe(theirs);
  await transact((tx) => erase(tx, from.id, true));
  const after = await opened(other, open);
  expect(after.page.messages[1]).toMatchObject({ author: { name: "Former member" }, html: "" });
  expect(after.page.messages[0]?.reactions.map(({ emoji, count }) => ({ emoji, count }))).toEqual([{ emoji: "👍", count: 1 }]);
  expect(await db().query("SELECT 1 FROM room_member m JOIN room r ON r.id = m.room_id WHERE m.account_id = $1 AND r.kind <> 'direct'", [from.id])).toEqual([]);
});
