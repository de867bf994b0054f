import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { learned, unlearned } from "#lib/screening/classifier.ts";
import { actionOf, type Case, findingsOf } from "#lib/screening/judge.ts";
import { domainFits, domainsIn, globFits, hashOf, phrasesIn } from "#lib/screening/matching.ts";
import type { Rules } from "#lib/screening/rules.ts";
import type { Filter, FilterKind } from "#lib/screening/types.ts";

let last = 0;
const filter = (kind: FilterKind, value: string, more: Partial<Filter> = {}): Filter => ({ id: ++last, kind, value, numbers: {}, action: "hold", scope: "newcomers", note: "", active: true, version: 1, ...more });
const rules = (...filters: Filter[]): Rules => {
  const made: Rules = { word: [], link: [], newcomer: [], duplicate: [], fast: [], spam: [], company: [] };
  for (const one of filters) made[one.kind].push(one);
  return made;
};
const usual: Case = { text: "A quiet text.", links: [], trusted: false, ageHours: 1, passed: 1, twice: false, recent: 0, score: undefined };

describe("words and links", () => {
  it("a glob fits exactly what its pattern says, as a regular expression would", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 8 });
    fc.assert(fc.property(letters, fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 10 }), (pattern, word) => {
      expect(globFits(pattern, word)).toBe(new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(word));
    }), { numRuns: 2000 });
  });

  it("finds words whole, whatever stands around them or dresses them up", () => {
    const casino = filter("word", "casino");
    for (const text of ["CASINO!", "a cásino", "ca\u200bsino", "ｃａｓｉｎｏ", "(casino)"]) expect(phrasesIn(text, [casino]), text).toEqual([casino]);
    expect(phrasesIn("Monte Casinos", [casino])).toEqual([]);
    expect(phrasesIn("buy — cheap\nfollowers today", [filter("word", "cheap follow*")])).toHaveLength(1);
    expect(phrasesIn("anything", [filter("word", "***"), filter("word", "...")])).toEqual([]);
  });

  it("a domain is found with people, ports and dots around it, and fits itself and what lies under it", () => {
    expect(domainsIn("see https://www.shop.example:8080/a, http://me@evil.example. and www.third.example!")).toEqual(["shop.example", "evil.example", "third.example"]);
    expect([domainFits("*.evil.example", "a.evil.example"), domainFits("evil.example", "notevil.example"), domainFits("", "a.example")]).toEqual([true, false, false]);
  });

  it("costs time in proportion to the text, also with patterns and texts made to cost", () => {
    const hostile = [filter("word", `${"a*".repeat(60)}b`), filter("word", `*${"a*".repeat(40)}`), filter("word", `${"*a".repeat(30)} ${"*b".repeat(30)}`)];
    for (const text of ["a".repeat(30_000), "a ".repeat(15_000), `${"aaaaaaaaaa".repeat(10)} `.repeat(300), "https://".repeat(3750), `http://${"a.".repeat(14_000)}`]) {
      const began = performance.now();
      phrasesIn(text, hostile);
      domainsIn(text);
      hashOf(text);
      expect(performance.now() - began, text.slice(0, 30)).toBeLessThan(400);
    }
  });

  it("the same words hash the same, whatever stands between them", () => {
    expect(hashOf("Buy NOW, friends!").equals(hashOf("buy   now — friends"))).toBe(true);
    expect(hashOf("buy now").equals(hashOf("now buy"))).toBe(false);
  });
});

describe("what the rules make of a text", () => {
  it("the strictest action counts, and who has standing meets only the rules for everyone", () => {
    fc.assert(fc.property(fc.array(fc.record({ action: fc.constantFrom("hold", "flag", "refuse"), scope: fc.constantFrom("newcomers", "everyone") }), { maxLength: 6 }), fc.boolean(), (made, trusted) => {
      const filters = made.map((one, at) => filter("word", `word${at}`, one as Partial<Filter>));
      const found = findingsOf(rules(...filters), { ...usual, trusted, text: filters.map((one) => one.value).join(" ") });
      const meant = filters.filter((one) => !trusted || one.scope === "everyone");
      expect(found.map((one) => one.filterId)).toEqual(meant.map((one) => one.id));
      expect(actionOf(found)).toBe((["refuse", "hold", "flag"] as const).find((action) => meant.some((one) => one.action === action)));
    }));
  });

  it("only the first post of a new account waits for its link, short texts may repeat, and a guess between the thresholds is pointed out", () => {
    const all = rules(filter("newcomer", "links", { numbers: { hours: 24 } }), filter("duplicate", "", { numbers: { length: 60 } }), filter("fast", "", { numbers: { count: 5 } }), filter("spam", ""));
    const kinds = (at: Partial<Case>): string[] => findingsOf(all, { ...usual, ...at }).map((one) => `${one.kind} ${one.action}`);
    const link = "Look at https://a.example";
    expect([kinds({ text: link, passed: 0 }), kinds({ text: link }), kinds({ text: link, passed: 0, ageHours: 25 }), kinds({ passed: 0 })]).toEqual([["newcomer hold"], [], [], []]);
    expect([kinds({ twice: true }), kinds({ twice: true, text: "x".repeat(60) }), kinds({ recent: 5 })]).toEqual([[], ["duplicate hold"], ["fast hold"]]);
    expect([kinds({ score: 0.5 }), kinds({ score: 0.85 }), kinds({ score: 0.97 })]).toEqual([[], ["spam flag"], ["spam hold"]]);
  });
});

describe("the learned filter", () => {
  it("tells spam from the rest on texts it has not seen, and unlearning leaves what was there before", async () => {
    const { spam } = await import("../../bench/spam.ts");
    expect(spam([])[0]).toMatchObject({ good: true });
    const lessons = [{ text: "Free prize, click constructor __proto__ https://a.invalid", spam: true }, { text: "I oil the board.", spam: false }];
    const before = learned(undefined, [{ text: "A pan and a lid and a spoon for ten people.", spam: false }, { text: "Win win win now www.b.invalid 5000", spam: true }]);
    expect(unlearned(learned(before, lessons), lessons)).toEqual(before);
  });
});
