import { describe, expect, it } from "vitest";
import { cook, read } from "#lib/markdown/cook.ts";
import { excerpt } from "#lib/markdown/excerpt.ts";

const id = "01890000-0000-7000-8000-000000000001";
const url = `/media/${id}/cup.webp`;
const picture = { kind: "image" as const, url, small: null, width: 640, height: 480 };

describe("what a text shows", () => {
  it("pictures of ours with their size, everything else as a link", () => {
    const media = new Map([[id, picture]]);
    expect(cook(`![A cup](${url})`, { media })).toBe(`<p><img loading="lazy" decoding="async" src="${url}" alt="A cup" width="640" height="480"></p>\n`);
    expect(cook(`![A "cup](${url})`, { media: new Map([[id, { ...picture, small: `${url}?size=small` }]]) })).toContain(`<a href="${url}"><img loading="lazy" decoding="async" src="${url}?size=small" alt="A &quot;cup"`);
    expect(cook(`![A cup](${url})`)).toBe(`<p><a href="${url}">A cup</a></p>\n`);
    expect(cook("![x](https://elsewhere.example/a.png)", { media })).not.toContain("<img");
    expect(cook(`![f](${url})`, { media: new Map([[id, { ...picture, kind: "video" as const }]]) })).toContain(`<video controls preload="metadata" src="${url}" width="640" height="480"></video>`);
  });

  it("footnotes, which two texts on a page do not share", () => {
    const [one, other] = [cook("A[^1]\n\n[^1]: Note.", { key: "1" }), cook("A[^1]\n\n[^1]: Note.", { key: "2" })];
    const ids = (html: string): string[] => [...html.matchAll(/id="([^"]+)"/g)].map((match) => match[1] ?? "");
    expect(ids(one)).toHaveLength(2);
    expect(ids(one).filter((found) => ids(other).includes(found))).toEqual([]);
    for (const href of one.matchAll(/href="#([^"]+)"/g)) expect(ids(one)).toContain(href[1]);
  });

  it("tasks, tables, struck words and signs", () => {
    expect(cook("- [x] done\n- [ ] open")).toContain('<li class="task">☑ done</li>');
    expect(cook("~~gone~~ :tada: :) 8)")).toBe("<p><s>gone</s> 🎉 :) 8)</p>\n");
    expect(cook("|a|b|\n|-|-:|\n|1||")).toContain('<th class="align-right">b</th>');
  });

  it("covered words and boxes, with Markdown in them", () => {
    expect(cook("It was ||the **butler**||.")).toBe('<p>It was <span class="spoiler" tabindex="0">the <strong>butler</strong></span>.</p>\n');
    expect(cook("a || b, `||x||`, ||||")).toBe("<p>a || b, <code>||x||</code>, ||||</p>\n");
    expect(cook("::: spoiler The <end>\nIt *was*.\n\n- him\n:::\nAfter.")).toBe("<details class=\"spoiler-box\"><summary>The &lt;end&gt;</summary>\n<p>It <em>was</em>.</p>\n<ul>\n<li>him</li>\n</ul>\n</details>\n<p>After.</p>\n");
    expect(cook(":::: spoiler a\n::: spoiler b\nx\n:::\ny\n::::")).toContain("</details>\n<p>y</p>\n</details>");
    expect(cook("::: spoiler\nnever closed")).toContain("<summary>Spoiler</summary>");
    expect(cook("::: nothing\nx\n:::")).toBe("<p>::: nothing\nx\n:::</p>\n");
  });

  it("code in classes, never in styles, and plain where it does not know or would take long", () => {
    const html = cook("```ts\nconst a = \"<b>\"; // x\n```");
    expect(html).toMatch(/^<pre><code class="language-ts">/);
    expect(html).toContain('<span class="tok-keyword">const</span>');
    expect(html).toMatch(/<span class="tok-string">.*&lt;b&gt;/);
    expect(html).toContain('<span class="tok-comment">// x</span>');
    expect(html).not.toContain("style");
    expect(cook("```klingon\n<a>\n```")).toBe('<pre><code class="language-klingon">&lt;a&gt;\n</code></pre>\n');
    expect(cook("```sh\n# hi\n```")).toContain('<span class="tok-comment"># hi</span>');
    expect(cook("```py\n'''a\nb'''\nx = 1\n```")).toContain('<span class="tok-number">1</span>');
  });

  it("who is called when they are somebody, and a group without a link", () => {
    const context = { people: new Set(["marta.quill"]), groups: new Set(["moderators"]) };
    expect(cook("Hi @Marta.Quill, @moderators, @nobody!", context)).toBe('<p>Hi <a class="mention" href="/u/marta.quill">@Marta.Quill</a>, <span class="mention">@moderators</span>, @nobody!</p>\n');
    expect(cook("a@marta.quill `@marta.quill` [@marta.quill](/x) https://x.example/@marta.quill", context)).not.toContain("mention");
    expect(read("@a.b and @A.b, (@c-d) mail x@y.zz").handles).toEqual(["a.b", "c-d"]);
    expect(read("`@code`\n\n    @indented").handles).toEqual([]);
  });

  it("a card for a link that stands alone, once its page is known", () => {
    const link = "https://example.org/a?b=1&c=2";
    expect(read(`${link}\n\nSee ${link}\n\n- ${link}\n\n[x](${link})`).links).toEqual([link]);
    expect(cook(link)).toBe(`<p><a href="https://example.org/a?b=1&amp;c=2" rel="nofollow ugc noopener">${link.replace("&", "&amp;")}</a></p>\n`);
    const card = { title: "<b>", description: "", site: "example.org", picture };
    expect(cook(link, { cards: new Map([[link, card]]) })).toBe(`<aside class="link-card"><img loading="lazy" decoding="async" src="${url}" alt="" width="640" height="480"><div><p class="link-site">example.org</p><p class="link-title"><a href="https://example.org/a?b=1&amp;c=2" rel="nofollow ugc noopener">&lt;b&gt;</a></p></div></aside>\n`);
  });

  it("polls, as they are written", () => {
    const text = "::: poll ranked open results=closed closes=2027-01-01T00:00Z\nWhich cup?\n- Tall\n- **Wide**\n- Tall\n:::";
    expect(read(text).polls).toEqual([{ kind: "ranked", most: 2, anonymous: false, results: "closed", closesAt: "2027-01-01T00:00:00.000Z", question: "Which cup?", options: ["Tall", "**Wide**"] }]);
    expect(cook(text)).toBe('<div class="poll" data-poll="1"><p>Which cup?</p><ul><li>Tall</li><li>**Wide**</li></ul></div>\n');
    expect(read("::: poll multiple=9\n- a\n- b\n:::").polls[0]).toMatchObject({ kind: "multiple", most: 2, anonymous: true, results: "always", closesAt: null });
    for (const none of ["::: poll\n- one\n:::", "> ::: poll\n> - a\n> - b\n> :::", "::: poll\n:::"]) expect(read(none).polls).toEqual([]);
  });

  it("nothing of what is covered, coded or asked in its first words", () => {
    expect(excerpt(cook("Before ||secret|| and\n\n::: spoiler x\nhidden\n:::\n\n::: poll\nq\n- a\n- b\n:::\n\nafter."))).toBe("Before … and after.");
    expect(excerpt(cook("Before ||secret words that are long||").slice(0, 60))).toBe("Before …");
  });
});

describe("how long it takes", () => {
  // What the thread worked, not what the clock says: other tests run beside this one.
  const busy = (): number => { const { user, system } = process.threadCpuUsage(); return (user + system) / 1000; };
  const most = (source: string): number => { const began = busy(); cook(source); return busy() - began; };
  it("is bounded, whatever is written", () => {
    cook("```ts\n1\n```");
    const lines = (line: string): string => `${line}\n`.repeat(Math.floor(29_000 / (line.length + 1)));
    const nasty = [
      "||a".repeat(10_000), "||".repeat(15_000), "@a.".repeat(10_000), "@".repeat(30_000), "::: spoiler\n".repeat(2500), lines("::: poll\n- a"), "[^1]".repeat(7500), "^[".repeat(15_000), lines("[^a]: b"), ":a".repeat(15_000), lines("https://example.org/a"), "- [ ] x\n".repeat(3500), `::: spoiler\n${"> ".repeat(5000)}x`,
      `${":::: spoiler\n::: spoiler\n".repeat(1000)}x`, "|".repeat(30_000), `||${"*a".repeat(14_000)}||`,
    ];
    const code = ["ts", "js", "html", "css", "json", "py", "sh", "sql", "yaml", "xml", "java", "c", "cs", "go", "rust", "diff", "toml", "ini", "docker"].flatMap((language) =>
      ["a".repeat(29_000), lines("if (a < b && c > d) { return `x`; } /* </b> */"), "(".repeat(20_000), lines("\"".repeat(300)), lines("<a b='".repeat(40)), lines("/*".repeat(90))].map((body) => `\`\`\`${language}\n${body}\n\`\`\``));
    for (const source of [...nasty, ...code]) {
      const took = most(source);
      // A busy machine is slow once; a text that costs is slow twice.
      expect(took > 200 ? most(source) : took, source.slice(0, 30)).toBeLessThan(200);
    }
  });
});
