import { beforeEach, describe, expect, it } from "vitest";
import { type Actor, visitor } from "#lib/core/actor.ts";
import { refused } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { instant, search, similarTopics } from "#lib/search/queries.ts";
import { keepWords } from "#lib/search/word-list.ts";
import { product } from "#tests/access/shelf.ts";
import { answer, category, door, person, topic } from "#tests/world/people.ts";

beforeEach(() => resetLimits());

// Words that stand in one closed room only. The last is a form of a word that stands in an open one, too.
const secret = "quibblestone";
const form = "lanterns";

/** Everything search says to an actor about a word, its slips and its neighbours, as one text. */
async function everything(actor: Actor): Promise<string> {
  const asked = [secret, "quibblestnoe", "quibblestones", "quibble*", "closedroom quibblestone", "-nothing quibblestone", "closedroom OR quibblestone", `${secret} kind:topic`, `in:title ${secret}`, "kind:topic", "kind:post", "latnerns", "lanternz", `"${secret} closedroom"`, "category:the-closed-room", "tag:none OR quibblestone"];
  const pages = [
    ...(await Promise.all(asked.map((q) => search(actor, { q })))),
    await instant(actor, "quibb"), await instant(actor, "qu"), await instant(actor, "closedr"), await similarTopics(actor, "A quibblestone in the closedroom"),
  ];
  return JSON.stringify(pages.map((page) => (refused(page) ? page.code : page)));
}
const words = new RegExp(`${secret}|closedroom|${form}|The closed room`, "i");
const counted = async (actor: Actor): Promise<number> => {
  const page = await search(actor, { q: secret });
  return refused(page) ? -1 : page.count;
};

describe("a word that stands in a closed room only", () => {
  it("is in no answer to who may not enter: not found, not counted, not meant, not similar", async () => {
    const author = await person({ role: "admin" });
    const closed = await category("premier", { slug: "the-closed-room", name: "The closed room" });
    const open = await category("public");
    const opened = await topic(author, closed.slug, { title: `A ${secret} in the closedroom`, body: `The ${secret} and its ${form} are here.` });
    await answer(author, opened.id, `More of ${secret} and ${form}.`);
    await topic(author, open.slug, { title: "A lantern for everyone here", body: "One lantern." });
    while ((await keepWords()) > 0);
    const premium = (await person({ tier: 2 })).actor;
    const customer = (await person()).actor;
    for (const one of [visitor, customer]) expect(await everything(one)).not.toMatch(words);
    expect([await counted(visitor), await counted(customer), await counted(premium)]).toEqual([0, 0, 2]);
    // Who may enter finds it, by its slips too: the words were there to be told.
    expect(await everything(premium)).toMatch(words);
    const meant = await search(premium, { q: "quibblestnoe" });
    expect(refused(meant) ? meant : meant.meant).toBe(secret);

    // A tier that is lost closes the room at once.
    expect(await everything({ ...premium, tier: 1 })).not.toMatch(words);
    // So does an audience that changes, and it opens the same way.
    await db().query("UPDATE category SET audience = 'public' WHERE id = $1", [closed.id]);
    expect(await counted(visitor)).toBe(2);
    await db().query("UPDATE category SET audience = 'staff' WHERE id = $1", [closed.id]);
    for (const one of [visitor, customer, premium]) expect(await everything(one)).not.toMatch(words);
    // A topic that moves takes its words along.
    await db().query("UPDATE topic SET category_id = $2 WHERE id = $1", [opened.id, open.id]);
    expect(await counted(visitor)).toBe(2);
    await db().query("UPDATE topic SET category_id = $2 WHERE id = $1", [opened.id, closed.id]);
    expect(await everything(visitor)).not.toMatch(words);
  });

  it("is gone for everyone when its post is removed", async () => {
    const author = await person({ role: "admin" });
    const { slug } = await category("public");
    const opened = await topic(author, slug, { title: "A topic that goes on and on", body: "Without it." });
    const said = await answer(author, opened.id, "The marrowfat stood here.");
    while ((await keepWords()) > 0);
    expect((await door("/api/search?q=marrowfat")).body).toMatchObject({ count: 1 });
    await door(`/api/posts/${said.id}`, { as: author, method: "DELETE" });
    for (const path of ["/api/search?q=marrowfat", "/api/search?q=marowfat", "/api/search/instant?q=marrow"]) {
      const { body, text } = await door(path, { as: author });
      expect(text).not.toContain("marrowfat");
      expect((body as { count?: number }).count ?? 0).toBe(0);
    }
  });

  it("cannot be asked for too often", async () => {
    const statuses = [];
    for (let at = 0; at < 22; at += 1) statuses.push((await door("/api/search?q=kettle")).status);
    expect([statuses.filter((status) => status === 200).length, statuses.at(-1)]).toEqual([20, 429]);
  });
});

describe("products, reviews, questions and people", () => {
  it("are found while they are to be seen by everyone, and gone at once when they are not", async () => {
    const author = await person({ name: "Wimbleford Oakes" });
    const shelf = await product({ name: "The wimbleford kettle" });
    const [review] = await db().query<{ id: number }>("INSERT INTO review (product_id, author_id, rating, title, source, html, client_id) VALUES ($1, $2, 4, 'Wimbleford pours', 'A good wimbleford.', '<p>A good wimbleford.</p>', gen_random_uuid()) RETURNING id", [shelf.id, author.id]);
    const [question] = await db().query<{ id: number }>("INSERT INTO product_question (product_id, author_id, text, client_id) VALUES ($1, $2, 'Does the wimbleford whistle?', gen_random_uuid()) RETURNING id", [shelf.id, author.id]);
    const found = async (q = "wimbleford"): Promise<string[]> => {
      const page = await search(visitor, { q });
      return refused(page) ? [page.code] : page.hits.map((hit) => `${hit.kind} ${hit.path}`).sort();
    };
    const [onProduct, onReview, onQuestion] = [`product /products/${shelf.slug}`, `review /products/${shelf.slug}#review-${review?.id}`, `question /products/${shelf.slug}#question-${question?.id}`];
    expect(await found()).toEqual([onProduct, onQuestion, onReview]);
    await db().query("UPDATE account SET listed = true WHERE id = $1", [author.id]);
    expect(await found()).toEqual([`person /u/${author.actor.handle}`, onProduct, onQuestion, onReview]);
    expect(await instant(visitor, "wimblef")).toMatchObject({ people: [{ kind: "person" }], products: [{ kind: "product" }] });
    await db().query("UPDATE account SET suspended_at = now() WHERE id = $1", [author.id]);
    await db().query("UPDATE review SET state = 'waiting' WHERE id = $1", [review?.id]);
    expect(await found()).toEqual([onProduct, onQuestion]);
    await db().query("UPDATE account SET suspended_at = NULL, listed = false WHERE id = $1", [author.id]);
    await db().query("INSERT INTO product_answer (question_id, author_id, source, html, client_id) VALUES ($1, $2, 'Like a grumblethrush.', '', gen_random_uuid())", [question?.id, author.id]);
    expect(await found("grumblethrush")).toEqual([onQuestion]);
    await db().query("UPDATE product_answer SET deleted_at = now() WHERE question_id = $1", [question?.id]);
    expect(await found("grumblethrush")).toEqual([]);
    await db().query("UPDATE product SET active = false WHERE id = $1", [shelf.id]);
    expect(await found()).toEqual([]);
    await db().query("UPDATE product SET active = true WHERE id = $1", [shelf.id]);
    await db().query("UPDATE product_question SET deleted_at = now() WHERE id = $1", [question?.id]);
    expect(await found()).toEqual([onProduct]);
    // What stood in the index from before the change is asked again where the row is read.
    await db().query("ALTER TABLE product DISABLE TRIGGER search_product_changed");
    await db().query("UPDATE product SET active = false WHERE id = $1", [shelf.id]);
    await db().query("ALTER TABLE product ENABLE TRIGGER search_product_changed");
    expect(await found()).toEqual([]);
  });
});
