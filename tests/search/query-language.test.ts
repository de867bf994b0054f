import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatQuery, parseQuery, whileTyping } from "#lib/search/query-language.ts";

const word = (text: string) => [{ text, phrase: false, prefix: false }];

describe("what someone types", () => {
  it("is read as words, phrases, exclusions, beginnings, alternatives and filters", () => {
    expect(parseQuery('kettle "lime scale" -coffee -"hard water" desc* steam OR whistle in:title category:tea tag:how-to author:@Ada.Wren kind:idea before:2026-01-01 after:2025-06-30 has:answer is:open')).toEqual({
      parts: [word("kettle"), [{ text: "lime scale", phrase: true, prefix: false }], [{ text: "desc", phrase: false, prefix: true }], [...word("steam"), ...word("whistle")]],
      without: [{ text: "coffee", phrase: false }, { text: "hard water", phrase: true }],
      filters: [
        { key: "in", value: "title" }, { key: "category", value: "tea" }, { key: "tag", value: "how-to" }, { key: "author", value: "ada.wren" }, { key: "kind", value: "idea" },
        { key: "before", value: "2026-01-01" }, { key: "after", value: "2025-06-30" }, { key: "has", value: "answer" }, { key: "is", value: "open" },
      ], unknown: [],
    });
  });

  it.each(["colour:red", "before:yesterday", "before:2026-02-30", "kind:poem", "in:body"])("%s is no filter, and is told", (typed) => {
    expect(parseQuery(`kettle ${typed}`)).toMatchObject({ parts: [word("kettle")], filters: [], unknown: [typed] });
  });

  it.each([["http://example.org", 1], ["std::vector", 1], ["12:30", 1], ["OR", 0], ["| - \" \" *", 0], ["-", 0]])("%s is taken as it is", (typed, parts) => {
    expect(parseQuery(typed)).toMatchObject({ filters: [], unknown: [] });
    expect(parseQuery(typed).parts).toHaveLength(parts);
  });

  it("keeps one of each filter, but every tag", () => {
    expect(parseQuery("kind:idea kind:question tag:a tag:b tag:a").filters).toEqual([{ key: "kind", value: "question" }, { key: "tag", value: "b" }, { key: "tag", value: "a" }]);
  });

  it("whose last word is not ended yet is a beginning", () => {
    expect(whileTyping(parseQuery("blue kett"), "blue kett").parts).toEqual([word("blue"), [{ text: "kett", phrase: false, prefix: true }]]);
    expect(whileTyping(parseQuery('blue "kett'), 'blue "kett').parts[1]).toEqual([{ text: "kett", phrase: true, prefix: false }]);
  });

  const piece = fc.oneof(fc.string({ unit: "binary", maxLength: 8 }), fc.constantFrom('"', "-", "OR", "|", "*", "in:title", "tag:x", "foo:bar", " ", "kettle", "été", "東京", "before:2026-13-01", "-\"", "a:b:c", "\u0000", "“"));
  const typed = fc.array(piece, { maxLength: 14 }).map((all) => all.join(fc.sample(fc.constantFrom("", " "), 1)[0]));
  it("never makes the reader throw", () => fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => void parseQuery(text))));
  it("reads the same when it is written out again", () => fc.assert(fc.property(typed, (text) => {
    const query = parseQuery(text);
    expect(parseQuery(formatQuery(query))).toEqual(query);
  }), { numRuns: 600 }));
});
