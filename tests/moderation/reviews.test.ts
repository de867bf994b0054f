import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { changeSettings } from "#lib/catalogue/settings.ts";
import { db, transact } from "#lib/core/transact.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { relayModeration } from "#lib/moderation/effects.ts";
import { erase } from "#lib/moderation/erasing.ts";
import { examine } from "#lib/relationship/doctor.ts";
import { relayRelationship } from "#lib/relationship/effects.ts";
import { forgetRules } from "#lib/screening/rules.ts";
import "#server/wiring.ts";
import { product } from "#tests/access/shelf.ts";
import { door, person, type Somebody } from "#tests/world/people.ts";
import { caughtUp } from "#tests/world/ledger.ts";

beforeEach(() => { resetLimits(); forgetRules(); });
const relay = (): Promise<void> => caughtUp({ moderation: relayModeration, relationship: relayRelationship });
const idOf = (answer: { body: unknown }): number => (answer.body as { id: number }).id;
const decide = (as: Somebody, item: number, decision: string) => door(`/api/desk/items/${item}/decision`, { as, body: { decision, message: "Because." } });
const undo = (as: Somebody, decided: { body: unknown }) => door(`/api/desk/decisions/${idOf(decided)}/undo`, { as, method: "POST" });
const review = (as: Somebody, productId: number, said: Record<string, unknown> = {}) => door("/api/reviews", { as, body: { productId, rating: 4, title: "It pours well", body: "Where I want it to.", clientId: randomUUID(), ...said } });
const ask = (as: Somebody, productId: number, text = "Does it whistle when it boils?") => door("/api/questions", { as, body: { productId, text, clientId: randomUUID() } });
const reply = (as: Somebody, question: number) => door(`/api/questions/${question}/answers`, { as, body: { body: "It does, quite loudly.", clientId: randomUUID() } });
const itemOf = async (type: string, id: number): Promise<number> => (await db().query<{ id: number }>("SELECT id FROM queue_item WHERE subject_type = $1 AND subject_id = $2 AND state = 'open'", [type, String(id)]))[0]?.id ?? 0;

/** What a decision may move of someone's reviews, questions, answers and votes, and what they got and gave for them. */
async function stateOf(...people: Somebody[]): Promise<unknown> {
  const [row] = await db().query(`SELECT
    (SELECT json_agg(json_build_array(id, state, helpful, unhelpful) ORDER BY id) FROM review) AS reviews, (SELECT json_agg(json_build_array(id, deleted_at IS NULL, answer_count) ORDER BY id) FROM product_question) AS questions,
    (SELECT json_agg(json_build_array(id, deleted_at IS NULL, helpful) ORDER BY id) FROM product_answer) AS answers, (SELECT json_agg(json_build_array(id, rating_count, question_count) ORDER BY id) FROM product) AS products,
    (SELECT json_agg(json_build_array(review_id, account_id, helpful) ORDER BY review_id, account_id) FROM review_vote) AS votes, (SELECT json_agg(json_build_array(id, state) ORDER BY id) FROM held WHERE author_id = ANY($1)) AS held,
    (SELECT json_agg(json_build_array(id, state) ORDER BY id) FROM queue_item WHERE author_id = ANY($1)) AS items,
    (SELECT json_agg(json_build_array(customer_id, kind, n) ORDER BY customer_id, kind) FROM (SELECT customer_id, kind, sum(CASE WHEN reverses IS NULL THEN 1 ELSE -1 END)::int AS n FROM interaction WHERE customer_id = ANY($1) AND kind NOT IN ('sanction.given', 'held.decided', 'flag.resolved') GROUP BY 1, 2 HAVING sum(CASE WHEN reverses IS NULL THEN 1 ELSE -1 END) <> 0) told) AS ledger`, [people.map((one) => one.id)]);
  return row;
}

/** Somebody with a review, a question and an answer, each of which helped others; and their own votes. */
async function busy(): Promise<{ author: Somebody; other: Somebody; things: { review: number; question: number; answer: number } }> {
  const [author, other] = [await person(), await person()];
  const [one, two] = [await product(), await product()];
  const things = { review: idOf(await review(author, one.id)), question: idOf(await ask(author, one.id)), answer: idOf(await reply(author, idOf(await ask(other, two.id)))) };
  const theirs = { review: idOf(await review(other, one.id)), answer: idOf(await reply(other, things.question)) };
  for (const [as, { review: id, answer }] of [[other, things], [author, theirs]] as const) {
    await door(`/api/reviews/${id}/vote`, { as, method: "PUT", body: { helpful: true } });
    await door(`/api/answers/${answer}/vote`, { as, method: "PUT" });
  }
  return { author, other, things };
}

describe("what stands about a product", () => {
  it.each(["review", "question", "answer"] as const)("a reported %s is shown to the desk, and undoing any decision leaves everything as it was", async (type) => {
    const moderator = await person({ role: "moderator" });
    for (const decision of ["approve", "remove", "warn", "silence", "spam"]) {
      const { author, other, things } = await busy();
      const said = await door("/api/flags", { as: other, body: { subjectType: type, subjectId: String(things[type]), reason: "rude" } });
      expect(said.status, said.text).toBe(200);
      await relay();
      const before = await stateOf(author, other);
      const item = await itemOf(type, things[type]);
      expect((await door(`/api/desk/items/${item}`, { as: moderator })).body).toMatchObject({ subjectType: type, person: { id: author.id }, place: "A kettle", path: expect.stringContaining("/products/kettle-") });
      const decided = await decide(moderator, item, decision);
      expect(decided.status, decided.text).toBe(200);
      await relay();
      expect(await stateOf(author, other)).not.toEqual(before);
      const undone = await undo(moderator, decided);
      expect(undone.status, undone.text).toBe(200);
      await relay();
      expect(await stateOf(author, other), decision).toEqual(before);
    }
    expect((await examine()).filter((check) => !check.ok)).toEqual([]);
  }, 60_000);

  it("a clean-up takes everything of a spammer, votes too, and nobody gets anything for it", async () => {
    const moderator = await person({ role: "moderator" });
    const { author, other, things } = await busy();
    await door("/api/flags", { as: other, body: { subjectType: "review", subjectId: String(things.review), reason: "spam" } });
    await decide(moderator, await itemOf("review", things.review), "spam");
    const [left] = await db().query(`SELECT (SELECT count(*) FROM review WHERE author_id = $1 AND state <> 'removed') + (SELECT count(*) FROM product_question WHERE author_id = $1 AND deleted_at IS NULL) + (SELECT count(*) FROM product_answer WHERE author_id = $1 AND deleted_at IS NULL)
      + (SELECT count(*) FROM review_vote WHERE account_id = $1) + (SELECT count(*) FROM answer_vote WHERE account_id = $1) AS n,
      (SELECT sum(CASE WHEN reverses IS NULL THEN 1 ELSE -1 END)::int FROM interaction WHERE customer_id = $2 AND kind IN ('review.helpful', 'reaction.received')) AS got`, [author.id, other.id]);
    expect(left).toEqual({ n: 0, got: 0 });
  });
});

describe("what waits", () => {
  it("a review that waits before it is shown is shown when it is approved, and waits again when that is undone, removed or not", async () => {
    const [admin, moderator] = [await person({ role: "admin" }), await person({ role: "moderator" })];
    await changeSettings(admin.actor, { currency: "EUR", moderation: "before", invitations: true, inviteAfterDays: 14, inviteIncentive: false });
    const author = await person();
    const id = idOf(await review(author, (await product()).id));
    await changeSettings(admin.actor, { currency: "EUR", moderation: "after", invitations: true, inviteAfterDays: 14, inviteIncentive: false });
    const before = await stateOf(author);
    const state = async () => (await db().query<{ state: string }>("SELECT state FROM review WHERE id = $1", [id]))[0]?.state;
    for (const [decision, becomes] of [["approve", "published"], ["dismiss", "published"], ["remove", "removed"], ["spam", "removed"]] as const) {
      const decided = await decide(moderator, await itemOf("review", id), decision);
      expect(decided.status, decided.text).toBe(200);
      expect(await state(), decision).toBe(becomes);
      expect((await undo(moderator, decided)).status).toBe(200);
      expect(await stateOf(author), decision).toEqual(before);
    }
  });

  it.each(["review", "question", "answer"] as const)("a held %s is written as it was changed meanwhile, and waits again when that is undone", async (type) => {
    const [newcomer, moderator] = [await person({ newcomer: true }), await person({ role: "moderator" })];
    const { id } = await product();
    const words = "Look at https://shop.example/kettle now";
    const other = idOf(await ask(await person(), id));
    const held = type === "review" ? await review(newcomer, id, { body: words, pros: ["cheap"] }) : type === "question" ? await ask(newcomer, id, words) : await door(`/api/questions/${other}/answers`, { as: newcomer, body: { body: words, clientId: randomUUID() } });
    expect(held.status, held.text).toBe(202);
    const [row] = await db().query<{ id: number; version: number; item: number }>("SELECT h.id, h.version, i.id AS item FROM held h JOIN queue_item i ON i.subject_type = 'held' AND i.subject_id = h.id::text WHERE h.author_id = $1", [newcomer.id]);
    const changed = await door(`/api/me/held/${row?.id}`, { as: newcomer, method: "PATCH", body: { text: "I say it without the link.", version: row?.version } });
    expect(changed.status, changed.text).toBe(200);
    const texts = async (): Promise<string[]> => (await db().query<{ text: string }>(`SELECT source AS text FROM review WHERE author_id = $1 AND state = 'published' UNION ALL SELECT text FROM product_question WHERE author_id = $1 AND deleted_at IS NULL UNION ALL SELECT source FROM product_answer WHERE author_id = $1 AND deleted_at IS NULL`, [newcomer.id])).map((one) => one.text);
    for (let time = 0; time < 2; time += 1) {
      const decided = await decide(moderator, row?.item ?? 0, "approve");
      expect(decided.status, decided.text).toBe(200);
      expect(await texts()).toEqual(["I say it without the link."]);
      expect((await door("/api/me/held", { as: newcomer })).body).toMatchObject({ held: [{ state: "approved", path: expect.stringContaining("/products/kettle-") }] });
      expect((await undo(moderator, decided)).status).toBe(200);
      expect(await texts()).toEqual([]);
    }
  });
});

describe("an erased person", () => {
  it("leaves no word of theirs about products when they want that", async () => {
    const author = await person();
    const { id } = await product();
    await review(author, id, { body: "Quillfeather said so.", title: "Quillfeather", pros: ["quillfeather"] });
    await reply(author, idOf(await ask(author, id, "Is this a quillfeather at all?")));
    await transact((tx) => erase(tx, author.id, true));
    const [row] = await db().query<{ n: number }>("SELECT (SELECT count(*) FROM review r WHERE to_jsonb(r)::text ILIKE '%quillfeather%') + (SELECT count(*) FROM product_question q WHERE to_jsonb(q)::text ILIKE '%quillfeather%') + (SELECT count(*) FROM product_answer x WHERE author_id = $1 AND source <> '') AS n", [author.id]);
    expect(row?.n).toBe(0);
  });
});
