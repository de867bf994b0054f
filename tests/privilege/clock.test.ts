import fc from "fast-check";
import { expect, it } from "vitest";
import { dueAfter, openAt, openMinutes, weekOf } from "#lib/privilege/services/clock.ts";
import { type Load, promiseOf } from "#lib/privilege/services/promise.ts";
import type { Hours, Span } from "#lib/privilege/services/types.ts";

const minute = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();
const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** The slow reference: what a clock on the wall in that zone shows, minute by minute. */
function shows(hours: Hours, at: number): boolean {
  const format = formats.get(hours.zone) ?? new Intl.DateTimeFormat("en-GB", { timeZone: hours.zone, hourCycle: "h23", weekday: "short", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" });
  formats.set(hours.zone, format);
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  if (hours.holidays.includes(`${part.year}-${part.month}-${part.day}`)) return false;
  const now = Number(part.hour) * 60 + Number(part.minute);
  const day = weekdays.indexOf(part.weekday ?? "") + 1;
  return hours.spans.some((span) => span.day === day && now >= span.from && now < span.to);
}

// Clocks change in Berlin, New York, on Lord Howe (by half an hour), in Santiago (at midnight), and not in Kathmandu, which is 45 minutes off.
const changes: [zone: string, around: string][] = [
  ["Europe/Berlin", "2026-03-29"], ["Europe/Berlin", "2026-10-25"], ["America/New_York", "2026-03-08"], ["America/New_York", "2026-11-01"], ["Australia/Lord_Howe", "2026-04-05"],
  ["Australia/Lord_Howe", "2026-10-04"], ["America/Santiago", "2026-09-06"], ["America/Santiago", "2026-04-05"], ["Asia/Kathmandu", "2026-06-01"], ["UTC", "2026-12-25"],
];
// Split shifts: up to three spans a day that do not overlap.
const shifts = fc.array(fc.integer({ min: 0, max: 96 }), { minLength: 2, maxLength: 6 }).map((ends) => [...new Set(ends)].sort((one, other) => one - other)).filter((ends) => ends.length >= 2)
  .map((ends) => Array.from({ length: Math.floor(ends.length / 2) }, (_, at) => ({ from: (ends[at * 2] ?? 0) * 15, to: (ends[at * 2 + 1] ?? 0) * 15 })));
const cases = fc.record({
  change: fc.constantFrom(...changes), shifts: fc.array(shifts, { minLength: 7, maxLength: 7 }), closed: fc.array(fc.integer({ min: 1, max: 7 }), { maxLength: 3 }), holiday: fc.integer({ min: -3, max: 3 }),
  start: fc.integer({ min: -2 * 1440, max: 1440 }), length: fc.integer({ min: 0, max: 3 * 1440 }), wanted: fc.integer({ min: 1, max: 900 }),
});
const dateNear = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const hoursOf = (zone: string, spans: { from: number; to: number }[][], { closed, holidays }: { closed: number[]; holidays: string[] }): Hours =>
  ({ zone, holidays, spans: spans.flatMap((of, at): Span[] => (closed.includes(at + 1) ? [] : of.map((span) => ({ ...span, day: at + 1 })))) });

it("the clocks of targets agree with a clock on the wall, minute by minute, over split shifts, holidays and clocks that change", () => {
  fc.assert(fc.property(cases, ({ change: [zone, around], shifts: spans, closed, holiday, start, length, wanted }) => {
    const hours = hoursOf(zone, spans, { closed, holidays: [dateNear(around, holiday)] });
    const from = Date.parse(`${around}T00:00:00Z`) + start * minute;
    let open = 0;
    for (let at = 0; at < length; at += 1) open += Number(shows(hours, from + at * minute));
    expect(openMinutes(hours, new Date(from), new Date(from + length * minute))).toBe(open);
    expect(openAt(hours, new Date(from))).toBe(shows(hours, from));
    const due = dueAfter(hours, new Date(from), wanted);
    let [left, at] = [wanted, from];
    for (; left > 0 && at < from + 12 * 1440 * minute; at += minute) left -= Number(shows(hours, at));
    if (left === 0) expect(due?.toISOString()).toBe(new Date(at).toISOString());
    else expect(due === undefined || due.getTime() >= at).toBe(true);
  }), { numRuns: 60 });
});

const office: Hours = { zone: "Europe/Berlin", holidays: ["2026-12-25"], spans: [1, 2, 3, 4, 5].flatMap((day): Span[] => [{ day, from: 540, to: 720 }, { day, from: 780, to: 1020 }]) };

it("says plain things plainly", () => {
  const friday = new Date("2026-11-27T15:30:00Z");
  expect(dueAfter(office, friday, 60)?.toISOString()).toBe("2026-11-30T08:30:00.000Z");
  expect(weekOf(office, new Date("2026-11-29T23:30:00Z"))).toBe("2026-11-30");
  expect(dueAfter({ ...office, spans: [] }, friday, 1)).toBeUndefined();
});

it("capacity and places in line never promise a week more than the catalogue", () => {
  const steps = fc.array(fc.record({ after: fc.integer({ min: 0, max: 4000 }), answered: fc.integer({ min: 0, max: 2 }) }), { minLength: 1, maxLength: 40 });
  fc.assert(fc.property(fc.record({ steps, weeklyCases: fc.integer({ min: 1, max: 6 }), lineWeeks: fc.integer({ min: 0, max: 3 }), offset: fc.integer({ min: 0, max: 13 }) }), ({ steps, weeklyCases, lineWeeks, offset }) => {
    const given = new Map<string, number>();
    const line: { week: string; at: Date; waiting: boolean }[] = [];
    let now = Date.parse("2026-12-14T00:00:00Z") + offset * 12 * 3_600_000;
    for (const { after, answered } of steps) {
      now += after * minute;
      for (const one of line.filter((other) => other.waiting).slice(0, answered)) one.waiting = false;
      const waiting = new Map<string, number>();
      for (const one of line) if (one.waiting) waiting.set(one.week, (waiting.get(one.week) ?? 0) + 1);
      const load: Load = { given, waiting };
      const promised = promiseOf({ hours: office, weeklyCases, lineWeeks }, load, new Date(now));
      if (!promised) continue;
      expect(given.get(promised.week) ?? 0).toBeLessThan(weeklyCases);
      expect(promised.at.getTime()).toBeGreaterThan(now);
      expect(weekOf(office, promised.at) >= promised.week).toBe(true);
      const current = weekOf(office, new Date(now));
      expect(promised.place).toBe(promised.week === current ? null : line.filter((one) => one.waiting && one.week > current && one.week <= promised.week).length + 1);
      given.set(promised.week, (given.get(promised.week) ?? 0) + 1);
      line.push({ week: promised.week, at: promised.at, waiting: true });
    }
    for (const count of given.values()) expect(count).toBeLessThanOrEqual(weeklyCases);
  }), { numRuns: 200 });
});
