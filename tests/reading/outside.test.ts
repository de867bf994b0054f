import { beforeAll, describe, expect, it } from "vitest";
import { SaxesParser } from "saxes";
import { visitor } from "#lib/core/actor.ts";
import { refused } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { structuredOf } from "#lib/forum/outside/structured.ts";
import { readTopic } from "#lib/forum/queries.ts";
import { publicPath } from "#lib/cache/public-paths.ts";
import { product } from "#tests/access/shelf.ts";
import { answer, category, door, type Opened, person, type Somebody, topic } from "#tests/world/people.ts";

const audiences = ["public", "members", "select", "premier", "circle", "staff"] as const;
const opened = new Map<string, Opened & { category: string; word: string }>();
let admin: Somebody;

function wellFormed(text: string): void {
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => { throw error; });
  parser.write(text).close();
}

beforeAll(async () => {
  admin = await person({ role: "admin", name: "Ada <Admin>" });
  for (const audience of audiences) {
    const { slug, id } = await category(audience);
    const word = `word${crypto.randomUUID().replaceAll("-", "")}`;
    const made = await topic(admin, slug, { title: `About ${word} & <kettles>`, body: `Said ${word} ]]> </content>\n\n[here](/en/t/1)`, kind: "question" });
    const removed = await answer(admin, made.id, `Removed ${word}gone`);
    await db().query("UPDATE post SET deleted_at = now() WHERE id = $1", [removed.id]);
    await answer(admin, made.id, `Answer of ${word}`);
    const [tag] = await db().query<{ id: number }>("INSERT INTO tag (slug, name) VALUES ('steam', 'Steam') ON CONFLICT (slug) DO UPDATE SET name = 'Steam' RETURNING id");
    await db().query("INSERT INTO topic_tag (topic_id, tag_id) VALUES ($1, $2)", [made.id, tag?.id]);
    opened.set(audience, { ...made, category: slug, word });
    expect(id).toBeGreaterThan(0);
  }
});

async function everything(as?: Somebody): Promise<{ path: string; status: number; text: string }[]> {
  const places = [...opened.values()];
  const paths = ["/en", "/fr"].flatMap((base) => [`${base}/feed.xml`, `${base}/feed.xml?form=rss`, `${base}/tag/steam/feed.xml`, ...places.flatMap((one) => [`${base}/c/${one.category}/feed.xml`, `${base}/t/${one.id}/${one.slug}/feed.xml`, `${base}/t/${one.id}/${one.slug}/feed.xml?form=rss`])]);
  const others = ["/sitemap.xml", "/sitemaps/places", "/sitemaps/1", "/robots.txt", ...places.map((one) => `/api/oembed?url=${encodeURIComponent(`http://localhost:3000/en/t/${one.id}/${one.slug}`)}`)];
  return Promise.all([...paths, ...others].map(async (path) => ({ path, ...(await door(path, as ? { as } : {})) })));
}

describe("what the outside world reads", () => {
  it("maps tags that show a visitor anything, and products on sale, once in each language", async () => {
    const [shown, gone] = [await product(), await product()];
    await db().query("UPDATE product SET active = false WHERE id = $1", [gone.id]);
    await db().query("INSERT INTO tag (slug, name) VALUES ('under-nothing', 'Under nothing')");
    const { text } = await door("/sitemaps/places");
    const times = (path: string): number => text.split(`<loc>http://localhost:3000${path}</loc>`).length - 1;
    expect(["/en/tag/steam", "/fr/tag/steam", `/en/products/${shown.slug}`, `/fr/products/${shown.slug}`, "/en/products", `/en/products/${gone.slug}`, "/en/tag/under-nothing"].map(times)).toEqual([1, 1, 1, 1, 1, 0, 0]);
  });

  it("shows what a visitor may see and nothing else, whoever asks", async () => {
    for (const as of [undefined, admin]) {
      const all = await everything(as);
      const text = all.map((one) => one.text).join("\n");
      for (const [audience, { word, category: slug, id }] of opened) {
        expect([audience, text.includes(word)]).toEqual([audience, audience === "public"]);
        expect([audience, new RegExp(`/c/${slug}|/t/${id}/`).test(text)]).toEqual([audience, audience === "public"]);
        expect(text).not.toContain(`${word}gone`);
      }
      expect(new Set(all.map((one) => one.status))).toEqual(new Set([200, 404]));
    }
  });

  it("is well-formed XML whatever was written, and is kept in front", async () => {
    for (const { path, status, text } of await everything()) {
      if (path.startsWith("/api/")) continue;
      expect([path, publicPath(path.split("?")[0] ?? "")?.by]).toEqual([path, "door"]);
      if (status === 200 && path !== "/robots.txt") wellFormed(text);
    }
  });

  it("stops showing a category the moment it closes", async () => {
    const one = opened.get("public");
    if (!one) throw new Error("nothing is public");
    await db().query("UPDATE category SET audience = 'staff' WHERE slug = $1", [one.category]);
    expect((await everything()).some((each) => each.text.includes(one.word))).toBe(false);
    await db().query("UPDATE category SET audience = 'public' WHERE slug = $1", [one.category]);
  });

  it("tells machines a question with its answers, and no text ends its script", async () => {
    const author = await person();
    const { slug } = await category();
    const made = await topic(author, slug, { title: "Does </script> end it all?", body: "`</script><script>alert(1)</script>`", kind: "question" });
    const right = await answer(author, made.id, "No, it does not.");
    await db().query("UPDATE topic SET accepted_post_id = $2 WHERE id = $1", [made.id, right.id]);
    const view = await readTopic(visitor, made.id, {});
    if (refused(view)) throw new Error(view.detail);
    const said = structuredOf(view, "/en/t/1/x");
    expect(said).not.toContain("<");
    expect(JSON.parse(said)).toMatchObject({ "@type": "QAPage", mainEntity: { name: "Does </script> end it all?", answerCount: 1, acceptedAnswer: { text: "No, it does not." } } });
  });
});
