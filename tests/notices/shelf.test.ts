import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { db, transact } from "#lib/core/transact.ts";
import { record, reverse } from "#lib/ledger/record.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import type { NoticeList } from "#lib/notices/types.ts";
import { product } from "#tests/access/shelf.ts";
import { door, person, type Somebody } from "#tests/world/people.ts";
import { relayed } from "./relayed.ts";

beforeEach(() => resetLimits());
const idOf = (made: { body: unknown }): number => (made.body as { id: number }).id;
const linesOf = async (who: Somebody): Promise<string[]> => ((await door("/api/me/notices", { as: who })).body as NoticeList).notices.map((one) => `${one.event} ${one.path} ${one.excerpt}`).sort();

describe("what is heard of products", () => {
  it("leads to the review or question it is about while that stands, and nowhere after", async () => {
    const [asker, other, staff] = [await person(), await person(), await person({ role: "moderator" })];
    const { id, slug } = await product();
    const review = idOf(await door("/api/reviews", { as: asker, body: { productId: id, rating: 5, title: "It pours well", body: "Where I want it to.", clientId: randomUUID() } }));
    const question = idOf(await door("/api/questions", { as: asker, body: { productId: id, text: "Does it whistle at all?", clientId: randomUUID() } }));
    const answer = idOf(await door(`/api/questions/${question}/answers`, { as: other, body: { body: "It does, quite loudly.", clientId: randomUUID() } }));
    await door(`/api/reviews/${review}/vote`, { as: other, method: "PUT", body: { helpful: true } });
    await door(`/api/questions/${question}/best`, { as: asker, method: "PUT", body: { answerId: answer } });
    await relayed();
    const there = `/products/${slug}#question-${question}`;
    expect(await linesOf(asker)).toEqual([`review.answered ${there} Does it whistle at all?`, `review.helpful /r/${review} It pours well`]);
    expect(await linesOf(other)).toEqual([`answer.accepted ${there} Does it whistle at all?`]);
    await door(`/api/questions/${question}`, { as: staff, method: "DELETE" });
    expect((await linesOf(asker))[0]).toBe("review.answered null ");
  });

  it("tells whoever wrote a reply and an answer of the same number of both", async () => {
    const [asker, other] = [await person(), await person()];
    const { id } = await product();
    const question = idOf(await door("/api/questions", { as: asker, body: { productId: id, text: "Does it drip when it rests?", clientId: randomUUID() } }));
    const answer = idOf(await door(`/api/questions/${question}/answers`, { as: other, body: { body: "Only when full.", clientId: randomUUID() } }));
    await transact(async (tx) => {
      for (const type of ["post", "answer"]) await record(tx, { customerId: other.id, kind: "answer.accepted", occurredAt: new Date(), subject: { type, id: String(answer) }, source: "web", key: `same:${type}:${answer}` });
    });
    await relayed();
    expect((await db().query("SELECT act FROM notice_act WHERE account_id = $1 AND act LIKE 'accepted:%' ORDER BY act", [other.id]))).toEqual([{ act: `accepted:${answer}` }, { act: `accepted:answer:${answer}` }]);
    await transact((tx) => reverse(tx, "web", `same:answer:${answer}`));
    await relayed();
    expect((await db().query("SELECT act FROM notice_act WHERE account_id = $1 AND act LIKE 'accepted:%' AND NOT gone", [other.id]))).toEqual([{ act: `accepted:${answer}` }]);
  });
});
