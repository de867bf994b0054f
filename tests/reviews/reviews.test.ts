import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { counter, db } from "#lib/core/transact.ts";
import { refused } from "#lib/core/errors.ts";
import { changeSettings } from "#lib/catalogue/settings.ts";
import { inviteAll, declineInvitations, preferInvitations } from "#lib/reviews/invitations.ts";
import { declineToken } from "#lib/reviews/letters.ts";
import { listReviews } from "#lib/reviews/queries.ts";
import { countReviewsOf, listReviewsOf } from "#lib/reviews/person-reviews.ts";
import { publishReview, removeReview, restoreReview } from "#lib/reviews/removals.ts";
import { replyToReview } from "#lib/reviews/replies.ts";
import { editReview, writeReview } from "#lib/reviews/reviews.ts";
import { voteReview } from "#lib/reviews/votes.ts";
import { wilson } from "#lib/reviews/wilson.ts";
import { product } from "#tests/access/shelf.ts";
import { person, type Somebody } from "#tests/world/people.ts";

const said = { title: "It pours", body: "Where I want it to.", pros: [], cons: [], photos: [], variantId: null, incentivised: false };
type Part = { rating?: number; clientId?: string };
const write = (by: Somebody, productId: number, { rating = 4, clientId = crypto.randomUUID() }: Part = {}) => writeReview(by.actor, { ...said, productId, rating, invited: false, clientId }, { screened: true });
async function written(by: Somebody, productId: number, rating = 4): Promise<number> {
  const made = await write(by, productId, { rating });
  if (refused(made) || "held" in made) throw new Error("not written");
  return made.id;
}
const live = async (who: Somebody, kind: string): Promise<number> => (await db().query<{ n: number }>("SELECT sum(CASE WHEN reverses IS NULL THEN 1 ELSE -1 END)::int AS n FROM interaction WHERE customer_id = $1 AND kind = $2", [who.id, kind]))[0]?.n ?? 0;
const order = (customer: string, code: string, { daysAgo = 20, recorded = daysAgo }: { daysAgo?: number; recorded?: number } = {}) =>
  db().query("INSERT INTO purchase (id, source, number, customer_id, placed_at, recorded_at, net_cents, lines) VALUES ($1::uuid, 'test', $1::uuid::text, $2, now() - make_interval(days => $3), now() - make_interval(days => $4), 100, $5)", [crypto.randomUUID(), customer, daysAgo, recorded, JSON.stringify([{ code, quantity: 1 }])]);

let people: Somebody[];
beforeAll(async () => { people = await Promise.all(Array.from({ length: 6 }, () => person())); });
const one = (at: number): Somebody => people[at] as Somebody;

describe("Wilson's lower bound", () => {
  it("rises with each yes, falls with each no, stays between 0 and the share, and is what the database keeps", async () => {
    await fc.assert(fc.asyncProperty(fc.nat(5000), fc.nat(5000), async (up, down) => {
      const bound = wilson(up, down);
      expect(bound).toBeGreaterThanOrEqual(0);
      if (up + down > 0) expect(bound).toBeLessThanOrEqual(Math.round((1e9 * up) / (up + down)));
      expect(wilson(up + 1, down)).toBeGreaterThan(bound);
      if (up > 0) expect(wilson(up, down + 1)).toBeLessThan(bound);
      const [row] = await db().query<{ w: number }>("SELECT wilson($1, $2) AS w", [up, down]);
      expect(Math.abs((row?.w ?? -1) - bound)).toBeLessThanOrEqual(1);
    }), { numRuns: 60 });
  });
});

describe("the stars of a product", () => {
  it("are those of its published reviews after any sequence of acts", async () => {
    const act = fc.record({ who: fc.nat(5), what: fc.constantFrom("write", "edit", "remove", "restore"), stars: fc.integer({ min: 1, max: 5 }) });
    await fc.assert(fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 18 }), async (acts) => {
      const { id } = await product();
      const stands = new Map<number, { id: number; stars: number; shown: boolean; version: number }>();
      for (const { who, what, stars } of acts) {
        const mine = stands.get(who);
        if (what === "write" && !mine) stands.set(who, { id: await written(one(who), id, stars), stars, shown: true, version: 1 });
        if (what === "edit" && mine?.shown) {
          expect(refused(await editReview(one(who).actor, mine.id, { ...said, rating: stars, version: mine.version, screened: true }))).toBe(false);
          Object.assign(mine, { stars, version: mine.version + 1 });
        }
        if (what === "remove" && mine) { await removeReview(one(who).actor, mine.id); mine.shown = false; }
        if (what === "restore" && mine) { await restoreReview(one(who).actor, mine.id); mine.shown = true; }
      }
      const shown = [...stands.values()].filter((mine) => mine.shown);
      const [row] = await db().query<{ stars: number[]; count: number; sum: number }>("SELECT ARRAY[rated_1, rated_2, rated_3, rated_4, rated_5] AS stars, rating_count AS count, rating_sum AS sum FROM product WHERE id = $1", [id]);
      expect(row).toEqual({ stars: [1, 2, 3, 4, 5].map((of) => shown.filter((mine) => mine.stars === of).length), count: shown.length, sum: shown.reduce((sum, mine) => sum + mine.stars, 0) });
    }), { numRuns: 12 });
  }, 60_000);
});

describe("a review", () => {
  it("is one per person and product: sent twice it is one, a second is refused", async () => {
    const { id } = await product();
    const clientId = crypto.randomUUID();
    const [first, again] = await Promise.all([write(one(0), id, { clientId }), write(one(0), id, { clientId })]);
    expect(first).toEqual(again);
    expect(await write(one(0), id, { rating: 1 })).toMatchObject({ code: "conflict" });
  });

  it("is verified by an order of that account alone, whenever it comes, and by a variant's code too", async () => {
    const { id, code } = await product();
    await db().query("INSERT INTO product_variant (product_id, code, name) VALUES ($1, $2, 'Blue')", [id, `${code}-B`]);
    await order(one(0).id, code);
    await order(one(1).id, `${code}-B`);
    for (const at of [0, 1, 2]) await written(one(at), id);
    const marks = async (): Promise<boolean[]> => (await db().query<{ verified: boolean }>("SELECT verified FROM review WHERE product_id = $1 ORDER BY id", [id])).map((row) => row.verified);
    expect(await marks()).toEqual([true, true, false]);
    await order(one(2).id, code);
    expect(await marks()).toEqual([true, true, true]);
  });

  it("gives its author what it is worth, takes it back when removed, and gives it back when restored", async () => {
    const { id } = await product();
    const [author, reader, moderator] = [await person(), one(1), await person({ role: "moderator" })];
    const review = await written(author, id);
    await voteReview(reader.actor, review, true);
    expect([await live(author, "review.published"), await live(author, "review.helpful")]).toEqual([1, 1]);
    await removeReview(moderator.actor, review);
    expect([await live(author, "review.published"), await live(author, "review.helpful")]).toEqual([0, 0]);
    expect(await restoreReview(author.actor, review)).toMatchObject({ code: "forbidden" });
    await restoreReview(moderator.actor, review);
    expect([await live(author, "review.published"), await live(author, "review.helpful")]).toEqual([1, 1]);
    await voteReview(reader.actor, review, undefined);
    expect(await live(author, "review.helpful")).toBe(0);
  });

  it("is changed by its author alone, whatever the role, and keeps what it said", async () => {
    const { id } = await product();
    const review = await written(one(3), id, 5);
    const admin = await person({ role: "admin" });
    expect(await editReview(admin.actor, review, { ...said, rating: 1, version: 1 })).toMatchObject({ code: "forbidden" });
    expect(await editReview(one(3).actor, review, { ...said, title: "It drips", rating: 2, version: 1, screened: true })).toEqual({ version: 2 });
    expect(await editReview(one(3).actor, review, { ...said, rating: 3, version: 1, screened: true })).toMatchObject({ code: "conflict" });
    const [before] = await db().query<{ rating: number; title: string }>("SELECT rating, title FROM review_version WHERE review_id = $1", [review]);
    expect(before).toEqual({ rating: 5, title: "It pours" });
    expect(await replyToReview(admin.actor, review, "Send it back.")).toHaveProperty("html");
    expect(await live(one(3), "review.answered")).toBe(1);
  });

  it("waits for a moderator when the catalogue is set so", async () => {
    const admin = await person({ role: "admin" });
    await changeSettings(admin.actor, { moderation: "before" });
    try {
      const { id } = await product();
      const made = await writeReview(one(4).actor, { ...said, productId: id, rating: 5, invited: false, clientId: crypto.randomUUID() });
      expect(made).toMatchObject({ state: "waiting" });
      expect((await listReviews(id, { sort: "helpful" })).reviews).toEqual([]);
      if (!refused(made)) await publishReview(admin.actor, made.id);
      expect((await listReviews(id, { sort: "helpful" })).reviews).toHaveLength(1);
    } finally {
      await changeSettings(admin.actor, { moderation: "after" });
    }
  });
});

describe("a list of reviews", () => {
  it("shows each once in every order and filter, a page at a time, in one query", async () => {
    const { id } = await product();
    await db().query(`WITH a AS (INSERT INTO account (id, name, handle) SELECT gen_random_uuid(), 'Reader', 'many.' || $1 || '.' || n FROM generate_series(1, 47) n RETURNING id)
      INSERT INTO review (product_id, author_id, rating, title, source, html, client_id, helpful, unhelpful, created_at) SELECT $1::bigint, id, 1 + row_number() OVER () % 5, 'x', 'x', 'x', gen_random_uuid(), (random() * 9)::int, (random() * 4)::int, now() - make_interval(mins => (random() * 50)::int) FROM a`, [String(id)]);
    for (const sort of ["helpful", "newest", "highest", "lowest"] as const) {
      for (const rating of [undefined, 3]) {
        const seen: number[] = [];
        let after: string | undefined;
        do {
          const began = counter.count;
          const page = await listReviews(id, { sort, rating, after });
          expect(counter.count - began).toBe(1);
          seen.push(...page.reviews.map((review) => review.id));
          after = page.next ?? undefined;
        } while (after);
        const [all] = await db().query<{ n: number }>("SELECT count(*)::int AS n FROM review WHERE product_id = $1 AND ($2::int IS NULL OR rating = $2)", [id, rating ?? null]);
        expect([sort, rating, new Set(seen).size, seen.length]).toEqual([sort, rating, all?.n, all?.n]);
      }
    }
  });
});

describe("invitations", () => {
  const letters = async (who: Somebody): Promise<string[]> => (await db().query<{ body: string }>("SELECT body FROM mail WHERE recipient = $1 ORDER BY id", [who.email])).map((row) => row.body);
  it("go once to who bought, some days later, in one letter a week; not to who declined, reviewed, or bought long before we knew", async () => {
    await db().query("UPDATE catalogue_setting SET invitations_since = now() - interval '60 days'");
    const [asked, declined, reviewer, old, fresh] = await Promise.all([person(), person(), person(), person(), person()]);
    const [kettle, cone, mill] = [await product({ name: "Kettle" }), await product({ name: "Cone" }), await product({ name: "Mill" })];
    await order(asked.id, kettle.code);
    await order(asked.id, cone.code);
    await order(declined.id, kettle.code);
    await order(reviewer.id, kettle.code);
    await order(old.id, kettle.code, { daysAgo: 30, recorded: 0 });
    await order(fresh.id, kettle.code, { daysAgo: 3 });
    await written(reviewer, kettle.id);
    expect(await declineInvitations(declineToken(declined.id))).toBe(true);
    expect(await declineInvitations(declineToken(declined.id).slice(0, -1))).toMatchObject({ code: "gone" });
    await inviteAll();
    await inviteAll();
    expect((await letters(asked)).map((body) => [body.includes(kettle.slug), body.includes(cone.slug)])).toEqual([[true, true]]);
    expect([await letters(declined), await letters(reviewer), await letters(old), await letters(fresh)].map((all) => all.length)).toEqual([0, 0, 0, 0]);
    await order(asked.id, mill.code);
    await inviteAll();
    expect(await letters(asked)).toHaveLength(1);
    await preferInvitations(declined.actor, true);
    await inviteAll();
    expect(await letters(declined)).toHaveLength(1);
  });
});

describe("someone's reviews", () => {
  it("are those that everyone may read, the newest first, in one statement a page", async () => {
    const author = await person();
    const shelves = await Promise.all(Array.from({ length: 24 }, () => product()));
    const ids: number[] = [];
    for (const { id } of shelves) ids.push(await written(author, id));
    const [gone, waiting, inactive] = ids.splice(3, 3);
    await removeReview(author.actor, gone ?? 0);
    await db().query("UPDATE review SET state = 'waiting' WHERE id = $1", [waiting]);
    await db().query("UPDATE product SET active = false WHERE id = (SELECT product_id FROM review WHERE id = $1)", [inactive]);
    const before = counter.count;
    const first = await listReviewsOf(author.id);
    expect(counter.count - before).toBe(1);
    const rest = await listReviewsOf(author.id, first.next ?? "");
    expect([...first.reviews, ...rest.reviews].map((one) => one.id)).toEqual(ids.toReversed());
    expect([first.reviews.length, rest.next, await countReviewsOf(author.id)]).toEqual([20, null, 21]);
  });
});
