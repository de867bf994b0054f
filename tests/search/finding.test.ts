import { beforeEach, describe, expect, it } from "vitest";
import { visitor } from "#lib/core/actor.ts";
import { refused } from "#lib/core/errors.ts";
import { counter, db } from "#lib/core/transact.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { instant, search, similarTopics } from "#lib/search/queries.ts";
import type { SearchPage } from "#lib/search/types.ts";
import { distance } from "#lib/search/suggestions.ts";
import { forgetWords, keepLanguages, keepWords, rebuildSearch } from "#lib/search/word-list.ts";
import { answer, category, door, person, type Somebody, topic } from "#tests/world/people.ts";

beforeEach(() => resetLimits());
const find = async (q: string, after?: string): Promise<SearchPage> => {
  const page = await search(visitor, { q, after });
  if (refused(page)) throw new Error(page.detail);
  return page;
};
const text = (pieces: { text: string }[]): string => pieces.map((one) => one.text).join("");
const titles = async (q: string): Promise<string[]> => (await find(q)).hits.map((hit) => text(hit.title));
const instantTitles = async (q: string): Promise<string[]> => {
  const page = await instant(visitor, q);
  if (refused(page)) throw new Error(page.detail);
  return page.topics.map((hit) => text(hit.title));
};
let author: Somebody;
let room: string;
beforeEach(async () => {
  author ??= await person({ name: "Wren Ashby", role: "moderator" });
  room ??= (await category("public", { slug: "workshop" })).slug;
});
const write = (title: string, body: string, kind: "discussion" | "question" = "discussion") => topic(author, room, { title, body, kind });

describe("a text's language", () => {
  const told: [string, string][] = [
    ["How do I descale the kettle that you sold me last year?", "en"], ["Comment détartrer une bouilloire avec du vinaigre, et pour combien de temps ?", "fr"],
    ["Wie entkalke ich einen Wasserkocher, und was ist mit dem Sieb?", "de"], ["¿Cómo puedo limpiar el hervidor por dentro, está muy sucio?", "es"], ["Jak odkamienić czajnik, czy ocet jest dobry?", "pl"],
  ];
  it.each(told)("%s", async (said, language) => {
    expect(await db().query("SELECT search_language($1) AS language", [said])).toEqual([{ language }]);
  });
  it("is not guessed from too little", async () => {
    expect(await db().query("SELECT search_language('Kettle 3000') AS language")).toEqual([{ language: null }]);
  });
});

describe("a word finds its other forms in its own language", () => {
  const forms: [string, string, string, string][] = [
    ["The grinders are too loud for this kitchen", "They have been grinding the beans, and you hear it.", "grinder loud", "en"], ["Les bouilloires sifflantes de nos grand-mères", "Elles sont dans les armoires et pour les fêtes.", "bouilloire sifflante", "fr"],
    ["Die Mühlen sind zu laut für eine Küche", "Ich habe mit der Mühle und dem Sieb gearbeitet.", "muhle kuche", "de"], ["Los hervidores eléctricos son muy ruidosos", "El hervidor está por los suelos, pero es para una casa.", "hervidor ruidoso", "es"],
    ["Ciśnienie w kawiarkach nie jest stałe", "Kawiarka jest dla nas, czy to się na nie nadaje.", "kawiarka cisnienie", "pl"], ["東京の喫茶店について話しましょう", "美味しい珈琲を飲みました。", "喫茶店", "ja"],
  ];
  it.each(forms)("%s", async (title, body, asked) => {
    await write(title, body);
    expect(await titles(asked)).toContain(title);
  });
  it("marks what was found, and nothing of it is HTML", async () => {
    await write("A boiler & its <b>valves</b> explained", "The boilers <script>alert(1)</script> have *valves* & more boilers.");
    const [hit] = (await find("boiler valve")).hits;
    expect(hit?.title.filter((one) => one.mark).map((one) => one.text)).toEqual(["boiler", "valves"]);
    expect(text(hit?.title ?? [])).toBe("A boiler & its <b>valves</b> explained");
    expect(text(hit?.snippet ?? [])).toContain("<script>alert(1)</script>");
    expect(hit?.snippet.some((one) => one.mark && one.text === "boilers")).toBe(true);
  });
});

describe("what is found", () => {
  it("stands in order: the title itself, words in a title, words in a text; saying it often does not help", async () => {
    await write("Something about the weather outside", `${"gasket ".repeat(60)} and nothing else.`);
    await write("The gasket of an old machine", "It leaks.");
    await write("gasket replacement", "As said.");
    await write("Another one of those questions", "My gasket has gone.");
    expect(await titles("gasket replacement")).toEqual(["gasket replacement"]);
    // A title itself comes first, however old it is and however often another says its words.
    const old = await write("Gasket", "As old as it gets.");
    await db().query("UPDATE search_document SET created_at = '1998-05-01' WHERE topic_id = $1", [old.id]);
    expect((await titles("gasket"))[0]).toBe("Gasket");
    await db().query("DELETE FROM search_document WHERE topic_id = $1", [old.id]);
    expect((await titles("gasket")).slice(0, 2).sort()).toEqual(["The gasket of an old machine", "gasket replacement"]);
  });

  it("obeys phrases, exclusions, alternatives, beginnings and filters", async () => {
    const asked = await write("A portafilter with lime scale", "The lime scale is thick.", "question");
    await write("A portafilter without lime", "A scale of fish, and lime juice.");
    const said = await answer(author, asked.id, "Rinse the portafilter with citric acid.");
    expect(await titles('portafilter "lime scale"')).toEqual(["A portafilter with lime scale"]);
    expect(await titles("portafilter -thick -acid")).toEqual(["A portafilter without lime"]);
    expect((await titles("citric OR juice")).sort()).toEqual(["A portafilter with lime scale", "A portafilter without lime"]);
    expect(new Set(await titles("portaf*"))).toEqual(new Set(["A portafilter with lime scale", "A portafilter without lime"]));
    expect(await titles("portaf")).toEqual([]);
    expect(await titles("portafilter kind:question")).toEqual(["A portafilter with lime scale"]);
    expect(await titles("portafilter kind:post")).toHaveLength(1);
    expect(await titles("portafilter in:title citric")).toEqual([]);
    expect(await titles("portafilter has:answer")).toEqual([]);
    await door(`/api/topics/${asked.id}/accepted`, { as: author, body: { postId: said.id } });
    expect((await find("portafilter has:answer")).hits.map((hit) => [hit.kind, hit.answered || hit.accepted]).sort()).toEqual([["post", true], ["topic", true]]);
    expect(await titles(`portafilter author:${author.actor.handle} category:workshop after:2020-01-01`)).toHaveLength(3);
    expect(await titles("portafilter before:2020-01-01")).toEqual([]);
    expect(await titles("portafilter category:nowhere")).toEqual([]);
    expect((await find("portafilter colour:red")).unknown).toEqual(["colour:red"]);
  });

  it("comes a page at a time, each once, in one order", async () => {
    for (let at = 0; at < 27; at += 1) await write(`Thermometer number ${at} of many`, `Reading ${at}.`);
    const first = await find("thermometer");
    const second = await find("thermometer", first.next ?? "");
    const all = [...first.hits, ...second.hits].map((hit) => hit.id);
    expect([first.hits.length, second.hits.length, new Set(all).size, second.next, first.count]).toEqual([20, 7, 27, null, 27]);
  });

  it("is found within the write itself, and gone with it", async () => {
    const opened = await write("A hydrometer worth its price", "Very exact.");
    const reply = await answer(author, opened.id, "The hygrometer is another thing.");
    expect([(await find("hydrometer")).count, (await find("hygrometer")).count]).toEqual([1, 1]);
    await door(`/api/posts/${reply.id}`, { as: author, method: "DELETE" });
    expect((await find("hygrometer")).hits).toEqual([]);
    await door(`/api/posts/${reply.id}/restore`, { as: author, method: "POST" });
    await door(`/api/posts/${opened.postId}`, { as: author, method: "PATCH", body: { body: "Not that exact, said the barometer.", version: 1 } });
    expect([(await find("exact barometer")).count, (await find("hygrometer")).count]).toEqual([1, 1]);
    await db().query("UPDATE topic SET deleted_at = now() WHERE id = $1", [opened.id]);
    expect([(await find("hydrometer")).count, (await find("hygrometer")).count]).toEqual([0, 0]);
  });

  it("is the same after everything was made anew, and costs a fixed number of statements", async () => {
    const before = await titles("portafilter");
    expect((await rebuildSearch()).documents).toBeGreaterThan(30);
    expect(await titles("portafilter")).toEqual(before);
    const counted = counter.count;
    await find("portafilter");
    expect(counter.count - counted).toBe(2);
  });

  it("survives whatever is typed", async () => {
    for (const q of ["'", "\\", "a\\'b", ":*", "!&|()<->", "'':*", "a:b:c", "((", "\u0000", "%_", "🙂", "-", "kettle\\*", "東", "x'*"]) await find(q);
    expect((await door(`/api/search?q=${"x".repeat(301)}`)).status).toBe(422);
  });
});

describe("a community too large to look at every text", () => {
  it("finds what stands before the newest thousands, in the newest stretch of the word index and beyond it", async () => {
    const ids = async (): Promise<number> => (await db().query<{ id: number }>("SELECT max(id) AS id FROM search_document"))[0]?.id ?? 0;
    const beyond = await write("The sextant of an old ship", "It measures, said the first mate of the brig.", "question");
    await db().query("SELECT setval(pg_get_serial_sequence('search_document', 'id'), $1)", [(await ids()) + 400_000]);
    const recent = await write("A sextant and an astrolabe", "The first brig had no mate.");
    // Newer than all of them, and in every one of them the word that everybody says.
    await db().query(`INSERT INTO search_document (kind, subject_id, audience, language, tsv, created_at)
      SELECT 'post', 'filling-' || n, 'staff', 'en', to_tsvector('search_english', 'the first of many brigs, number ' || n), now() + interval '1 day' FROM generate_series(1, 13000) n`);
    const both = ["A sextant and an astrolabe", "The sextant of an old ship"];
    expect((await titles("sextant")).sort()).toEqual(both);
    expect((await titles("sext*")).sort()).toEqual(both);
    expect((await titles("mate sextant brig")).sort()).toEqual(both);
    expect(await titles('"first mate"')).toEqual(["The sextant of an old ship"]);
    expect(await titles("mate -astrolabe")).toEqual(["The sextant of an old ship"]);
    expect(await titles("mate kind:question")).toEqual(["The sextant of an old ship"]);
    expect((await titles("mate category:workshop")).sort()).toEqual(both);
    expect((await titles(`mate author:${author.actor.handle}`)).sort()).toEqual(both);
    expect((await titles("measures before:2030-01-01"))).toEqual(["The sextant of an old ship"]);
    // A word of every text, of which the asker may see the fewest.
    expect((await titles("first brig")).sort()).toEqual(both);
    expect([beyond.id < recent.id, (await instantTitles("sextan")).sort()]).toEqual([true, both]);
    await db().query("DELETE FROM search_document WHERE subject_id LIKE 'filling-%'");
  });
});

describe("a room whose language changes", () => {
  it("is read again in it, once", async () => {
    const { id, slug } = await category("public", { slug: "voyages" });
    await topic(author, slug, { title: "Chevaux 1932", body: "Chevaux 12 bis." });
    expect(await titles("cheval category:voyages")).toEqual([]);
    await db().query("UPDATE category SET locale = 'fr' WHERE id = $1", [id]);
    await keepLanguages();
    expect(await titles("cheval category:voyages")).toEqual(["Chevaux 1932"]);
    expect(await db().query("SELECT 1 FROM search_stale")).toEqual([]);
  });
});

describe("what was probably meant", () => {
  it("is searched in place of a word that nobody writes", async () => {
    await write("A decanter for the summer", "Decanters are cold.");
    while ((await keepWords()) > 0);
    expect(await find("decnater")).toMatchObject({ meant: "decanter", instead: true, count: 1 });
    expect(await find("zzzzqqqq")).toMatchObject({ meant: null, instead: false, count: 0 });
    expect(await find('"decnater"')).toMatchObject({ meant: null });
  });
  it("is nothing that no text says any more", async () => {
    const opened = await write("A carafe for the winter", "Carafes are warm.");
    while ((await keepWords()) > 0);
    const known = () => db().query("SELECT word FROM search_word WHERE word IN ('carafe', 'decanter') ORDER BY word");
    expect(await known()).toEqual([{ word: "carafe" }, { word: "decanter" }]);
    await door(`/api/posts/${opened.postId}`, { as: author, method: "PATCH", body: { body: "Jugs are warm.", version: 1 } });
    await db().query("UPDATE topic SET title = 'A jug for the winter' WHERE id = $1", [opened.id]);
    expect(await forgetWords()).toBeGreaterThan(0);
    expect(await known()).toEqual([{ word: "decanter" }]);
  });
  it("counts a swap of neighbours as one slip", () => {
    expect([distance("kettle", "kettel"), distance("kettle", "ketle"), distance("kettle", "kettle"), distance("abc", "uvwxyz") > 3]).toEqual([1, 1, 0, true]);
  });
});

describe("while someone types", () => {
  it("topics come before posts, by the beginning of the last word", async () => {
    const opened = await write("Sommelier courses in the evening", "Who comes along?");
    await answer(author, opened.id, "A sommelier I know does.");
    const page = await instant(visitor, "somm");
    if (refused(page)) throw new Error(page.detail);
    expect([page.topics.map((hit) => text(hit.title)), page.posts.length]).toEqual([["Sommelier courses in the evening"], 1]);
  });
  it("a title is held against those that are there", async () => {
    await write("How do I clean a moka pot properly?", "With water only?", "question");
    const similar = await similarTopics(visitor, "cleaning my moka pot");
    expect(similar).toMatchObject([{ title: "How do I clean a moka pot properly?", answered: false }]);
    expect(await similarTopics(visitor, "How do I claen a moka pot properly")).toHaveLength(1);
    expect(await similarTopics(visitor, "moka")).toEqual([]);
  });
});
