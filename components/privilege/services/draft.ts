import type { ServiceInput } from "#lib/privilege/services/schema.ts";
import type { KeptService, ServiceSetting } from "#lib/privilege/services/types.ts";

type Shift = { day: number; from: string; to: string };
/** A category while somebody writes it: times as clocks show them, targets in hours, amounts as typed. */
export type Draft = {
  name: string; does: string; doesNot: string; alternative: string; taken: boolean; zone: string; spans: Shift[]; holidays: string[]; targets: { first: string; next: string; resolve: string }[];
  weeklyCases: string; lineWeeks: string; caseCost: string; minuteCost: string; position: string; archived: boolean; note: string;
};

/** Minutes after midnight as a clock shows them; the end of a day is 00:00. */
export const clockOf = (minutes: number): string => `${String(Math.floor((minutes % 1440) / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
const minutesOf = (clock: string): number => { const [hours = 0, minutes = 0] = clock.split(":").map(Number); return hours * 60 + minutes; };
const plain = (number: number): string => String(Math.round(number * 100) / 100);

/** The draft that a category begins with. */
export const draftOf = ({ hours, targets, ...one }: ServiceSetting): Draft => ({
  name: one.name, does: one.does, doesNot: one.doesNot, alternative: one.alternative, taken: one.taken, zone: hours.zone, spans: hours.spans.map(({ day, from, to }) => ({ day, from: clockOf(from), to: clockOf(to) })), holidays: hours.holidays,
  targets: targets.map(({ first, next, resolve }) => ({ first: plain(first / 60), next: plain(next / 60), resolve: plain(resolve / 60) })), weeklyCases: String(one.weeklyCases), lineWeeks: String(one.lineWeeks), caseCost: (one.caseCents / 100).toFixed(2), minuteCost: (one.minuteCents / 100).toFixed(2),
  position: String(one.position), archived: one.archived, note: "",
});

/** What a new category begins with: office hours, and a day for a first answer. */
export const fresh = (zone: string): Draft => draftOf({
  name: "", does: "", doesNot: "", alternative: "", taken: true, hours: { zone, spans: [1, 2, 3, 4, 5].map((day) => ({ day, from: 540, to: 1020 })), holidays: [] }, targets: [[480, 480, 4800], [480, 480, 4800], [240, 240, 2400], [120, 120, 1440]].map(([first = 0, next = 0, resolve = 0]) => ({ first, next, resolve })),
  weeklyCases: 20, lineWeeks: 4, caseCents: 0, minuteCents: 0, position: 100, archived: false,
});

const number = (text: string): number => Number(text.replace(",", ".").replace(/\s/g, ""));
const whole = (text: string): number => Math.round(number(text));
const cents = (text: string): number => Math.round(number(text) * 100);

/** What is sent of a draft; what cannot be read as a number is sent as it is, and answered by its field. */
export const inputOf = (draft: Draft, version: number): ServiceInput => ({
  name: draft.name, does: draft.does, doesNot: draft.doesNot, alternative: draft.alternative, taken: draft.taken, archived: draft.archived, note: draft.note, version,
  hours: { zone: draft.zone, spans: draft.spans.map(({ day, from, to }) => ({ day, from: minutesOf(from), to: minutesOf(to) || 1440 })), holidays: draft.holidays },
  targets: draft.targets.map(({ first, next, resolve }) => ({ first: Math.round(number(first) * 60), next: Math.round(number(next) * 60), resolve: Math.round(number(resolve) * 60) })),
  weeklyCases: whole(draft.weeklyCases), lineWeeks: whole(draft.lineWeeks), caseCents: cents(draft.caseCost), minuteCents: cents(draft.minuteCost), position: whole(draft.position),
});

/** What sends a setting once more, as it was: an undo, or the way back to a version. */
export const inputOfSetting = ({ hours, ...one }: ServiceSetting, { note, version }: { note: string; version: number }): ServiceInput => ({ ...one, hours, note, version });
/** What a kept category sets. */
export const settingOf = ({ id: _id, slug: _slug, fallback: _fallback, version: _version, open: _open, ...setting }: KeptService): ServiceSetting => setting;

/** For how many minutes a week a draft is open, holidays aside; and how many of them each case has. */
export function paceOf({ spans, weeklyCases }: Draft): { open: number; each: number } {
  const open = spans.reduce((sum, { from, to }) => sum + Math.max(0, (minutesOf(to) || 1440) - minutesOf(from)), 0);
  return { open, each: open / Math.max(1, whole(weeklyCases) || 1) };
}

/** Which numbers of a draft cannot be read. */
export function unreadable({ targets, ...draft }: Draft): Set<string> {
  const fields: [string, string][] = [...(["weeklyCases", "lineWeeks", "caseCost", "minuteCost", "position"] as const).map((name): [string, string] => [name, draft[name]]), ...targets.flatMap((one, tier) => Object.entries(one).map(([kind, text]): [string, string] => [`${kind}${tier}`, text]))];
  return new Set(fields.filter(([, text]) => text.trim() === "" || !Number.isFinite(number(text)) || number(text) < 0).map(([name]) => name));
}
