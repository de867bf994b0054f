import { Parser } from "htmlparser2";
import { expect, it } from "vitest";
import { cook } from "#lib/markdown/cook.ts";
import { hostile } from "./hostile.ts";
import { html, markdown } from "./inputs.ts";

// What may stand in a post's HTML at all. The formulas are MathML.
const tags = /^(p|a|strong|em|s|code|pre|ul|ol|li|blockquote|h[3-6]|hr|br|table|thead|tbody|tr|th|td|span|sup|section|details|summary|div|math|semantics|annotation|m[a-z]+)$/;
const attributes = /^(href|rel|class|id|tabindex|start|data-poll|title|xmlns|encoding|display|mathvariant|stretchy|fence|separator|lspace|rspace|width|height|depth|voffset|minsize|maxsize|accent|accentunder|linethickness|columnalign|columnspacing|rowspacing|columnlines|rowlines|scriptlevel|displaystyle|mathsize|movablelimits|symmetric|largeop|form|separators|open|close|mathcolor|mathbackground|notation)$/;
const classes = /^(language-[a-z0-9-]+|tok-[a-z]+|align-(left|right|center)|spoiler(-box)?|mention|task|poll|footnote(s|-ref|s-sep|s-list|-item|-backref)|katex(-[a-z]+)?|[a-z]+_fallback)$/;

function strange(source: string): string[] {
  const found: string[] = [];
  new Parser({
    onopentag(name, given) {
      if (!tags.test(name)) found.push(`<${name}>`);
      for (const [key, value] of Object.entries(given)) {
        if (!attributes.test(key)) found.push(`${name} ${key}`);
        if (key === "href" && !/^(https?:\/\/|mailto:|\/(?!\/)|#)/i.test(value)) found.push(`${name} ${key}=${value}`);
        if (key === "id" && !/^fn(ref)?-[0-9a-f]{10}-/.test(value)) found.push(`${name} ${key}=${value}`);
        if (key === "class") for (const one of value.split(" ")) if (!classes.test(one)) found.push(`${name} ${key}=${one}`);
      }
    },
  }, { lowerCaseTags: true }).end(cook(source));
  return found.map((what) => `${what} from ${JSON.stringify(source.slice(0, 120))}`);
}

it("over a thousand hostile texts come out as nothing but what a post may be", () => {
  expect(hostile.length).toBeGreaterThan(1000);
  expect(new Set(hostile).size).toBe(hostile.length);
  expect([...hostile, ...html, ...markdown].flatMap(strange).slice(0, 20)).toEqual([]);
});

it("none takes longer than a fifth of a second", () => {
  const slow = hostile.filter((source) => [0, 1].every(() => { const began = process.threadCpuUsage().user; cook(source); return process.threadCpuUsage().user - began > 200_000; }));
  expect(slow).toEqual([]);
});
