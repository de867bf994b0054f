import compile from "icu-minify/compile";
import { describe, expect, it } from "vitest";
import en from "../../messages/en.json" with { type: "json" };
import fr from "../../messages/fr.json" with { type: "json" };

type Tree = { [name: string]: string | Tree };

function leaves(tree: Tree, path = ""): Map<string, string> {
  return new Map(Object.entries(tree).flatMap(([name, value]) => (typeof value === "string" ? [[`${path}${name}`, value] as const] : [...leaves(value, `${path}${name}.`)])));
}

// The arguments alone: what stands in a plural's branches is text.
const named = (text: string): string[] => [...new Set([...text.matchAll(/(?<!one |other |=\d )\{(\w+)(?=[},])/g)].map((found) => found[1] ?? ""))].sort();

// That a page names no key that is not there, the types say: see app/messages.d.ts.
describe("the messages", () => {
  const english = leaves(en);
  const french = leaves(fr);

  it("are there in both languages", () => {
    expect([...french.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it("take the same arguments in both languages", () => {
    for (const [key, text] of english) expect([key, named(french.get(key) ?? "")]).toEqual([key, named(text)]);
  });

  it("can be read as messages: one that cannot breaks the build", () => {
    const broken = [...english, ...french].flatMap(([key, text]) => {
      try {
        compile(text);
        return [];
      } catch (error) {
        return [`${key}: ${(error as Error).message}`];
      }
    });
    expect(broken).toEqual([]);
  });

  it("are never empty, and never the English sentence where French is meant", () => {
    for (const [key, text] of french) expect(text.trim(), key).not.toBe("");
    const sentences = [...french].filter(([key, text]) => text === english.get(key) && text.split(" ").length > 3);
    expect(sentences).toEqual([]);
  });
});
