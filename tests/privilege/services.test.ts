import fc from "fast-check";
import { expect, it } from "vitest";
import type { ServiceSetting, Span } from "#lib/privilege/services/types.ts";
import { changesOf } from "#lib/privilege/services/words.ts";

const before: ServiceSetting = {
  name: "Lids", does: "Lids of all sizes.", doesNot: "Pots.", alternative: "A plate.", taken: true, hours: { zone: "Europe/Paris", spans: [{ day: 1, from: 540, to: 720 }, { day: 1, from: 780, to: 1080 }, { day: 6, from: 600, to: 840 }], holidays: ["2026-12-25"] },
  targets: [480, 240, 120, 60].map((first) => ({ first, next: first, resolve: 10 * first })), weeklyCases: 10, lineWeeks: 2, caseCents: 900, minuteCents: 70, position: 10, archived: false,
};

it("says in a word each what a version of a category changed, hours by their day, targets by their tier", () => {
  const hours = { zone: "Europe/London", spans: before.hours.spans.filter((span) => span.day !== 6).toReversed(), holidays: ["2026-12-24"] };
  const after: ServiceSetting = { ...before, name: "Lids and rims", taken: false, hours, targets: before.targets.map((one, tier) => (tier === 3 ? { ...one, next: 30 } : one)), weeklyCases: 12, archived: true };
  expect(changesOf(before, after)).toEqual([
    { what: "name", from: "Lids", to: "Lids and rims" }, { what: "taken", to: false }, { what: "archived", to: true }, { what: "zone", from: "Europe/Paris", to: "Europe/London" },
    { what: "hours", days: [6], from: [{ day: 6, from: 600, to: 840 }], to: [] }, { what: "holiday", date: "2026-12-24", to: true }, { what: "holiday", date: "2026-12-25", to: false },
    { what: "target", tier: 3, kind: "next", from: 60, to: 30 }, { what: "weeklyCases", from: 10, to: 12 },
  ]);
  expect(changesOf(before, { ...before, hours: { ...before.hours, spans: before.hours.spans.toReversed() } })).toEqual([]);
  const longer = { ...before, hours: { ...before.hours, spans: [...before.hours.spans, ...[2, 3, 7].map((day) => ({ day, from: 540, to: 720 }))] } };
  expect(changesOf(before, longer)).toEqual([{ what: "hours", days: [2, 3, 7], from: [], to: [{ day: 2, from: 540, to: 720 }] }]);
});

it("finds a change in whatever of a category is changed, and none in what is not", () => {
  const span = fc.record({ day: fc.integer({ min: 1, max: 7 }), from: fc.integer({ min: 0, max: 700 }), to: fc.integer({ min: 701, max: 1440 }) }) satisfies fc.Arbitrary<Span>;
  const part = fc.oneof(fc.record({ does: fc.string() }), fc.record({ weeklyCases: fc.integer({ min: 1, max: 99 }) }), fc.record({ caseCents: fc.nat(9999) }), fc.record({ hours: fc.record({ zone: fc.constantFrom("UTC", "Europe/Paris"), spans: fc.array(span, { maxLength: 4 }), holidays: fc.constantFrom<string[]>([], ["2026-12-25"]) }) }));
  // Spans of a day are a set: their order is none.
  const plain = (one: ServiceSetting): string => JSON.stringify({ ...one, hours: { ...one.hours, spans: one.hours.spans.map((each) => `${each.day} ${each.from} ${each.to}`).sort() } });
  fc.assert(fc.property(part, (changed) => { const after = { ...before, ...changed }; expect(changesOf(before, after).length > 0).toBe(plain(before) !== plain(after)); }), { numRuns: 200 });
});
