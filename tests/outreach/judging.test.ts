import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLetter, type Checked } from "#lib/outreach/newsletters/checker.ts";
import { mailHtml, piecesOf, unknownBlocks } from "#lib/outreach/newsletters/body.ts";
import { differenceOf, findable, judge, shareInterval, sizeFor } from "#lib/outreach/newsletters/judging.ts";
import { thinnedReport } from "#lib/outreach/newsletters/thinning.ts";
import { plainOf } from "#lib/outreach/newsletters/plain.ts";
import { mulberry32 } from "../../prisma/seed/random.ts";

const counts = fc.integer({ min: 1, max: 5000 }).chain((sent) => fc.record({ sent: fc.constant(sent), clicked: fc.integer({ min: 0, max: sent }) }));
/** So many of n with a chance each, the same every time. */
const drawn = (random: () => number, n: number, chance: number): number => { let hits = 0; for (let each = 0; each < n; each += 1) hits += random() < chance ? 1 : 0; return hits; };

describe("the difference of two kinds", () => {
  it("lies within its interval, which lies within -1 and 1 and is the same seen from the other side", () => {
    fc.assert(fc.property(counts, counts, (a, b) => {
      const [one, other] = [differenceOf(a, b), differenceOf(b, a)];
      expect(one.low).toBeLessThanOrEqual(one.difference + 1e-12);
      expect(one.high).toBeGreaterThanOrEqual(one.difference - 1e-12);
      expect([one.low >= -1 - 1e-12, one.high <= 1 + 1e-12]).toEqual([true, true]);
      expect(one.low).toBeCloseTo(-other.high, 12);
      const share = shareInterval(a);
      expect([share.low >= 0, share.high <= 1, share.low <= a.clicked / a.sent + 1e-12, share.high >= a.clicked / a.sent - 1e-12]).toEqual([true, true, true, true]);
    }));
  });

  it("is held by its interval nineteen times out of twenty, with few and rare clicks too", () => {
    const random = mulberry32(2611);
    for (const [n, p, q] of [[60, 0.05, 0.05], [200, 0.04, 0.08], [400, 0.3, 0.25]] as const) {
      let held = 0;
      for (let run = 0; run < 1500; run += 1) {
        const { low, high } = differenceOf({ sent: n, clicked: drawn(random, n, p) }, { sent: n, clicked: drawn(random, n, q) });
        held += low <= q - p && q - p <= high ? 1 : 0;
      }
      expect(held / 1500).toBeGreaterThan(0.935);
      expect(held / 1500).toBeLessThan(0.99);
    }
  });

  it("is found at the size that was computed four times out of five, and one that is none one time in twenty at most", () => {
    const random = mulberry32(97);
    const size = sizeFor(0.1, 0.05);
    const until = new Date(0);
    const better = (p: number, q: number): string | null => {
      const verdict = judge({ a: { sent: size, clicked: drawn(random, size, p) }, b: { sent: size, clicked: drawn(random, size, q) } }, { size, until, now: new Date(1), waiting: 0 });
      return verdict.state === "judged" ? verdict.better : "not judged";
    };
    let [found, wrong] = [0, 0];
    for (let run = 0; run < 800; run += 1) {
      found += better(0.1, 0.15) === "b" ? 1 : 0;
      wrong += better(0.1, 0.1) === null ? 0 : 1;
    }
    expect(found / 800).toBeGreaterThan(0.75);
    expect(wrong / 800).toBeLessThan(0.075);
  });
});

it("a size grows as the difference shrinks, and what it can find is what it was made for", () => {
  fc.assert(fc.property(fc.double({ min: 0.01, max: 0.5, noNaN: true }), fc.double({ min: 0.01, max: 0.3, noNaN: true }), (base, difference) => {
    expect(sizeFor(base, difference / 2)).toBeGreaterThan(sizeFor(base, difference));
    expect(findable(base, sizeFor(base, difference))).toBeLessThanOrEqual(difference + 0.001);
  }));
  expect(sizeFor(0.05, 0.03)).toBe(1059);
});

it("a test is judged once: not before its size, not before its readers had their time, and never when too few arrived", () => {
  const [early, late] = [new Date(1000), new Date(5000)];
  const clear = { a: { sent: 500, clicked: 20 }, b: { sent: 500, clicked: 90 } };
  const at = (now: Date, size: number, waiting = 0) => judge(clear, { size, until: new Date(3000), now, waiting }).state;
  expect([at(early, 400), at(late, 400), at(early, 600), at(late, 600), at(late, 400, 3)]).toEqual(["waiting", "judged", "early", "short", "early"]);
  expect(judge(clear, { size: 400, until: null, now: late, waiting: 0 })).toEqual({ state: "early", size: 400, sent: { a: 500, b: 500 } });
  expect(judge(clear, { size: 400, until: new Date(3000), now: late, waiting: 0 })).toMatchObject({ state: "judged", better: "b" });
});

it("who sees no individuals is shown no count of one to nine, and none by which such a one could be told", () => {
  const few = (count: number): boolean => count > 0 && count < 10;
  const some = fc.integer({ min: 0, max: 60 });
  const arm = some.chain((sent) => fc.record({ sent: fc.constant(sent), clicked: fc.integer({ min: 0, max: sent }) }));
  fc.assert(fc.property(fc.record({ a: arm, b: arm, rest: some, bounced: some, waiting: some, withheld: some, watched: fc.double({ min: 0, max: 1, noNaN: true }), out: fc.array(some, { maxLength: 4 }) }), ({ a, b, rest, bounced, waiting, withheld, watched, out }) => {
    const sent = a.sent + b.sent + rest;
    const counts = { letters: sent + bounced + waiting + withheld, waiting, sent, bounced, withheld, clicked: a.clicked + b.clicked, complained: 0, watched: Math.floor(watched * sent), opened: Math.floor(watched * watched * sent), leftOut: out.map((count, at) => ({ reason: String(at), count })) };
    const shown = thinnedReport({ counts, arms: { a, b }, verdict: { state: "early", size: 100, sent: { a: a.sent, b: b.sent } } });
    const all = [...Object.values(shown.counts).filter((one) => typeof one === "number"), ...shown.counts.leftOut.flatMap((one) => one.count ?? []), ...Object.values(shown.arms ?? {}).flatMap((one) => [one.sent ?? 0, one.clicked ?? 0])];
    expect(all.filter(few)).toEqual([]);
    // What is hidden of a whole that is shown is never one to nine.
    if (shown.counts.letters !== null) {
      const states = [shown.counts.sent, shown.counts.bounced, shown.counts.waiting, shown.counts.withheld];
      if (states.some((one) => one !== null && one > 0)) expect(few(shown.counts.letters - states.reduce<number>((sum, one) => sum + (one ?? 0), 0))).toBe(false);
    }
    for (const of of [shown.arms?.a, shown.arms?.b]) if (of?.sent && of.clicked !== null) expect(few(of.sent - of.clicked)).toBe(false);
    expect(shown.verdict).toEqual({ state: "early", size: 100, sent: { a: shown.arms?.a.sent, b: shown.arms?.b.sent } });
  }));
  const hidden = thinnedReport({ counts: { letters: 100, waiting: 0, sent: 100, bounced: 0, withheld: 0, clicked: 12, complained: 0, watched: 0, opened: 0, leftOut: [] }, arms: { a: { sent: 50, clicked: 2 }, b: { sent: 50, clicked: 10 } }, verdict: { state: "judged", better: "b", difference: 0.16, low: 0.05, high: 0.3 } });
  expect(hidden.verdict).toEqual({ state: "judged", better: "b", difference: null, low: null, high: null });
});

const fine: Checked = {
  subject: "Three ways to keep a grinder quiet", preview: "Felt, oil and a slower hand", html: "<p>Said.</p>", plain: "We tried three ways to keep a hand grinder quiet, and one of them works.", actionLabel: "Read on", actionPath: "/t/1", links: [], lone: 0, site: "https://house.example", bytes: 9000, pictureBytes: 0,
  wayOut: true, broken: [], unknownBlocks: [], lastDays: [12], audience: 400, other: { subject: "", body: "", varies: "none", same: false },
};
const keys = (change: Partial<Checked>): string[] => checkLetter({ ...fine, ...change }).map((one) => `${one.key}:${one.grave}`);

describe("the checker", () => {
  it("has nothing to say of a good letter", () => expect(keys({})).toEqual([]));

  it.each<[string, Partial<Checked>, string]>([
    ["no subject", { subject: " " }, "subjectMissing:stops"], ["one that says nothing", { subject: "Our newsletter" }, "subjectUnclear:warns"], ["one that says nothing in French", { subject: "Notre infolettre" }, "subjectUnclear:warns"],
    ["a long one", { subject: "x".repeat(71) }, "subjectLong:warns"], ["capitals", { subject: "GRINDERS ARE BACK AGAIN" }, "capitals:warns"], ["capitals inside", { plain: "Look here: THEY ARE BACK again, all of the grinders." }, "capitals:warns"], ["shouting", { subject: "They are back!! Come and see" }, "exclaims:warns"],
    ["a false reply", { subject: "Re: your grinder and its noise" }, "falseReply:warns"], ["no action", { actionLabel: "", actionPath: "" }, "noAction:warns"], ["half an action", { actionPath: "" }, "actionHalf:stops"], ["several", { lone: 2 }, "severalActions:warns"],
    ["no link to the site", { actionLabel: "", actionPath: "", links: ["https://elsewhere.example/a"] }, "noOwnLink:warns"], ["weight", { bytes: 90_000 }, "heavy:stops"], ["pictures", { pictureBytes: 3_000_000 }, "pictures:warns"], ["too often", { lastDays: [1] }, "tooOften:warns"], ["three in a week", { lastDays: [3, 5, 6] }, "tooOften:warns"],
    ["no way out", { wayOut: false }, "noWayOut:stops"], ["a broken link", { broken: ["http://localhost/x"] }, "brokenLink:warns"], ["pictures alone", { plain: "" }, "plainMissing:warns"], ["no body", { html: "" }, "bodyMissing:stops"], ["nobody", { audience: 0 }, "nobody:stops"],
    ["spam words", { plain: "Act now: a miracle, guaranteed, risk-free for all of you." }, "spamWords:warns"], ["spam words in French", { plain: "Cliquez ici, c’est gratuit et sans engagement pour vous tous." }, "spamWords:warns"], ["a name of a block that is none", { unknownBlocks: ["weather"] }, "unknownBlock:warns"],
    ["a second kind that is missing", { other: { subject: "", body: "", varies: "subject", same: false } }, "otherMissing:stops"], ["two that are the same", { other: { subject: fine.subject, body: "", varies: "subject", same: true } }, "sameBoth:stops"],
  ])("sees %s", (_what, change, wanted) => expect(keys(change)).toContain(wanted));

  it("takes no word for another: a cheapness, a winner's garden, an urgently", () => expect(keys({ plain: "The cheapness of felt, urgently needed in winners’ gardens, is a casinoish matter." })).toEqual([]));
  it("never fails, whatever it reads", () => fc.assert(fc.property(fc.string(), fc.string(), fc.string(), (subject, plain, preview) => { expect(Array.isArray(checkLetter({ ...fine, subject, plain, preview }))).toBe(true); })));
});

it("a body is taken apart at its own lines, and read as plain text", () => {
  expect(piecesOf("{{greeting}}\n\nHello\nthere.\n\n{{ topics }}\n{{weather}}")).toEqual([{ block: "greeting" }, "Hello\nthere.", { block: "topics" }, "{{weather}}"]);
  expect(mailHtml("<h5>Felt</h5><p>One.</p><h6 id=\"x\">Two</h6>", "en").replace(/ style="[^"]*"/g, "")).toBe("<h2>Felt</h2><p>One.</p><h3>Two</h3>");
  expect(unknownBlocks("{{tier}}\n{{weather}}")).toEqual(["weather"]);
  expect(plainOf('<h3>Felt</h3><p>One <a href="https://a.example/x">way</a> &amp; more<br>next</p><ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><blockquote><p>Said.</p></blockquote><ol><li>one</li><li>two</li></ol>'))
    .toBe("Felt\n\nOne way (https://a.example/x) & more\nnext\n\n- a\n  - b\n- c\n\n> Said.\n\n1. one\n2. two");
});
