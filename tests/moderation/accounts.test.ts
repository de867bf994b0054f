import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { db, transact } from "#lib/core/transact.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { relayModeration } from "#lib/moderation/effects.ts";
import { erase, eraseWhenDue } from "#lib/moderation/erasing.ts";
import { makeExport, sweepExports } from "#lib/moderation/exports.ts";
import { relayNotices } from "#lib/notices/effects.ts";
import { examine } from "#lib/relationship/doctor.ts";
import { relayRelationship } from "#lib/relationship/effects.ts";
import { readFactor } from "#lib/relationship/queries.ts";
import "#server/wiring.ts";
import { answer, category, door, person, type Somebody, topic } from "#tests/world/people.ts";
import { caughtUp } from "#tests/world/ledger.ts";

beforeEach(() => resetLimits());
const relay = (): Promise<void> => caughtUp({ relationship: relayRelationship, notices: relayNotices, moderation: relayModeration });
const tables = async (): Promise<string[]> => (await db().query<{ name: string }>("SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT LIKE '\\_prisma%'")).map((row) => row.name);

/** Where a word stands in the database, in any column of any table. */
async function placesOf(word: string): Promise<string[]> {
  const found: string[] = [];
  for (const table of await tables()) {
    const [row] = await db().query<{ n: number }>(`SELECT count(*)::int AS n FROM "${table}" t WHERE to_jsonb(t)::text ILIKE '%' || $1 || '%'`, [word]);
    if (row?.n) found.push(table);
  }
  return found;
}

async function busy(traits: Parameters<typeof person>[0] = {}): Promise<Somebody & { topicId: number; postId: number }> {
  const one = await person(traits);
  const { slug } = await category();
  const opened = await topic(one, slug);
  const other = await topic(await person(), slug);
  await answer(one, other.id);
  await door(`/api/posts/${other.postId}/reaction`, { as: one, method: "PUT" });
  await door(`/api/posts/${opened.postId}/reaction`, { as: await person(), method: "PUT" });
  await door("/api/me/drafts/topic:new", { as: one, method: "PUT", body: { body: "kept", version: 0 } });
  await door("/api/flags", { as: one, body: { subjectType: "post", subjectId: String(other.postId), reason: "rude", note: "Hm." } });
  return { ...one, topicId: opened.id, postId: opened.postId };
}

/** What is theirs, row by row, in every table that names an account; sessions end, and what search makes of it is made again. */
async function belongings(ids: string[]): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = {};
  const left = ["session", "account_merge", "staff_act", "interaction", "interaction_default", "interaction_key", "interaction_reversal", "ledger_cursor", "notice", "notice_act", "notice_mail", "search_document"];
  for (const table of (await tables()).filter((name) => !left.includes(name) && !name.startsWith("interaction_2"))) {
    const rows = await db().query<{ row: string }>(`SELECT (to_jsonb(t) - 'avatar' - 'created_at' - 'at' - 'day' - 'moved_at')::text AS row FROM "${table}" t WHERE to_jsonb(t)::text LIKE ANY($1) ORDER BY 1`, [ids.map((id) => `%${id}%`)]);
    if (rows.length > 0 && table !== "relationship") all[table] = rows.map((row) => row.row);
  }
  return all;
}

describe("merging two accounts", () => {
  it("makes one of them, adds up their factors, and taking it back leaves everything as before", async () => {
    const admin = await person({ role: "admin" });
    const [from, into] = [await busy(), await busy()];
    // One told of themselves what the other did not.
    await db().query("UPDATE account SET bio = 'I mend pots.', location = 'Porto', website = 'https://example.org/' WHERE id = $1", [from.id]);
    await db().query("UPDATE account SET location = 'Faro' WHERE id = $1", [into.id]);
    // Both liked one post, read one topic, and one liked the other's.
    const shared = await topic(await person(), (await category()).slug);
    for (const as of [from, into]) await door(`/api/posts/${shared.postId}/reaction`, { as, method: "PUT" });
    await door(`/api/posts/${into.postId}/reaction`, { as: from, method: "PUT" });
    await relay();
    const before = await belongings([from.id, into.id]);
    const factors = [await readFactor(from.id), await readFactor(into.id)];
    const merged = await door(`/api/accounts/${into.id}/merges`, { as: admin, body: { from: from.id } });
    expect(merged.status, merged.text).toBe(200);
    await relay();
    const [counts] = await db().query("SELECT (SELECT count(*) FROM post WHERE author_id = $1) AS of_from, (SELECT count(*) FROM post WHERE author_id = $2) AS of_into, (SELECT score FROM post WHERE id = $3) AS score", [from.id, into.id, shared.postId]);
    expect(counts).toEqual({ of_from: 0, of_into: 4, score: 1 });
    expect(await readFactor(into.id)).toBeGreaterThan(Math.max(...factors));
    expect((await door("/api/me", { as: from })).body).toEqual({ me: null });
    expect((await examine()).filter((check) => !check.ok)).toEqual([]);
    expect((await door(`/api/merges/${(merged.body as { id: number }).id}`, { as: admin, method: "DELETE" })).status).toBe(200);
    await relay();
    expect(await belongings([from.id, into.id])).toEqual(before);
    expect(await readFactor(from.id)).toBeCloseTo(factors[0] ?? 0, 4);
    expect(await readFactor(into.id)).toBeCloseTo(factors[1] ?? 0, 4);
    expect((await examine()).filter((check) => !check.ok)).toEqual([]);
  });
});

describe("erasing and exporting", () => {
  it.each([false, true])("leaves no word of the person anywhere; what they wrote goes too when they ask for it: %s", async (words) => {
    const word = `tok${randomUUID().replaceAll("-", "")}`;
    const one = await busy({ name: `Robin ${word}`, email: `${word}@example.org` });
    await db().query("UPDATE account SET handle = $2::text, bio = $2::text, origin = $2::text WHERE id = $1", [one.id, word]);
    await db().query("UPDATE session SET device = $2 WHERE account_id = $1", [one.id, word]);
    await door("/api/flags", { as: one, body: { subjectType: "account", subjectId: (await person()).id, reason: "rude", note: word } });
    await door("/api/sign-in/link", { body: { email: `${word}@example.org` } });
    const moderator = await person({ role: "moderator" });
    await door(`/api/accounts/${one.id}/sanctions`, { as: moderator, body: { kind: "warning", reason: "rude", message: `Dear ${word}`, days: null } });
    const { slug } = await category();
    await db().query("INSERT INTO filter (kind, value) VALUES ('word', 'holdme') ON CONFLICT DO NOTHING");
    await db().query("INSERT INTO held (kind, author_id, input, text, reasons, client_id) VALUES ('reply', $1, $2::jsonb, $3, '{}', $4)", [one.id, JSON.stringify({ body: word }), word, randomUUID()]);
    if (words) await answer(one, (await topic(one, slug, { title: `About ${word}` })).id, `Said ${word}`);
    await db().query("INSERT INTO draft (account_id, context, body) VALUES ($1, 'reply:1', $2)", [one.id, word]);
    await relay();
    expect(await placesOf(word)).toEqual(expect.arrayContaining(["account", "draft", "flag", "held", "mail", "ruling", "session"]));
    await transact((tx) => erase(tx, one.id, words));
    await relay();
    expect(await placesOf(word)).toEqual([]);
    const [left] = await db().query("SELECT name, email, (SELECT count(*) FROM post WHERE author_id = $1) > 0 AS posts, (SELECT count(*) FROM interaction WHERE customer_id = $1) AS facts FROM account WHERE id = $1", [one.id]);
    expect(left).toEqual({ name: "Former member", email: null, posts: true, facts: 0 });
    expect((await examine()).filter((check) => !check.ok)).toEqual([]);
  });

  it("waits a week, in which it can be taken back", async () => {
    const one = await person({ name: "Someone Who Stays" });
    expect((await door("/api/me/erasure", { as: one, method: "PUT", body: { words: false } })).body).toMatchObject({ dueAt: expect.any(String) });
    await eraseWhenDue({ accountId: one.id });
    expect((await door("/api/me/data", { as: one })).body).toMatchObject({ erasure: { words: false } });
    await door("/api/me/erasure", { as: one, method: "DELETE" });
    await db().query("UPDATE erasure_request SET due_at = now() WHERE account_id = $1", [one.id]);
    await eraseWhenDue({ accountId: one.id });
    expect((await door("/api/me", { as: one })).body).toMatchObject({ me: { name: "Someone Who Stays" } });
    await door("/api/me/erasure", { as: one, method: "PUT", body: { words: false } });
    await db().query("UPDATE erasure_request SET due_at = now() - interval '1 second' WHERE account_id = $1", [one.id]);
    await eraseWhenDue({ accountId: one.id });
    expect((await door("/api/me", { as: one })).body).toEqual({ me: null });
  });

  it("gives one everything of one's own for a day, and nothing of others or that opens a door", async () => {
    const one = await busy({ password: "four plain words here" });
    const asked = await door("/api/me/exports", { as: one, method: "POST" });
    const { id } = asked.body as { id: string };
    expect((await door(`/api/me/exports/${id}`, { as: one })).status).toBe(404);
    await makeExport({ id });
    const file = await door(`/api/me/exports/${id}`, { as: one });
    expect(file.headers.get("content-disposition")).toContain("attachment");
    expect(file.body).toMatchObject({ account: [{ email: one.email }], topic: [{}], post: [{}, {}], reaction: [{}], draft: [{ body: "kept" }], flag: [{ note: "Hm." }] });
    expect(file.text).not.toMatch(/argon2|token_hash|password_hash/);
    expect((await door(`/api/me/exports/${id}`, { as: await person({ role: "admin" }) })).status).toBe(404);
    await db().query("UPDATE export_file SET expires_at = now() - interval '1 second' WHERE id = $1", [id]);
    await sweepExports();
    expect([(await door(`/api/me/exports/${id}`, { as: one })).status, await db().query("SELECT 1 FROM export_file WHERE id = $1", [id])]).toEqual([404, []]);
  });
});
