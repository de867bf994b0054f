import type { Hours } from "./types.ts";

const minute = 60_000;
const dayMs = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" });
    formats.set(zone, format);
  }
  return format;
}

/** How far a zone's clocks are ahead of UTC at an instant, in milliseconds. */
function offsetAt(zone: string, at: number): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(at)) parts[type] = Number(value);
  const local = Date.UTC(parts.year ?? 0, (parts.month ?? 1) - 1, parts.day ?? 1, parts.hour ?? 0, parts.minute ?? 0, parts.second ?? 0);
  return local - Math.floor(at / 1000) * 1000;
}

// Where the clocks change between two instants, to the minute; they change at most once in so short a time.
function changeBetween(zone: string, from: number, to: number): number | undefined {
  const before = offsetAt(zone, from);
  if (before === offsetAt(zone, to)) return undefined;
  let [low, high] = [Math.floor(from / minute), Math.ceil(to / minute)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(zone, middle * minute) === before) low = middle;
    else high = middle;
  }
  return high * minute;
}

type Stretch = [from: number, to: number];

/**
 * The instants of a local date on which a service is open: what its clocks show between the ends of each span. Where clocks
 * jump, what they never show is missing; where they go back, what they show twice counts twice.
 */
function openOn(hours: Hours, date: number): Stretch[] {
  const day = new Date(date).getUTCDay() || 7;
  const spans = hours.spans.filter((span) => span.day === day);
  if (spans.length === 0 || hours.holidays.includes(new Date(date).toISOString().slice(0, 10))) return [];
  const [from, to] = [date - 15 * 60 * minute, date + dayMs + 15 * 60 * minute];
  const change = changeBetween(hours.zone, from, to);
  const regimes: [Stretch, number][] = change === undefined ? [[[from, to], offsetAt(hours.zone, from)]] : [[[from, change], offsetAt(hours.zone, from)], [[change, to], offsetAt(hours.zone, change)]];
  return regimes.flatMap(([[begins, ends], offset]) => spans.map((span): Stretch => [Math.max(begins, date + span.from * minute - offset), Math.min(ends, date + span.to * minute - offset)]))
    .filter(([begins, ends]) => begins < ends).sort((one, other) => one[0] - other[0]);
}

const dateOf = (hours: Hours, at: number): number => Math.floor((at + offsetAt(hours.zone, at)) / dayMs) * dayMs;
/** The longest that is looked ahead; who is closed longer has no hours. */
const horizonDays = 800;

function* openFrom(hours: Hours, at: number): Generator<Stretch> {
  const first = dateOf(hours, at) - dayMs;
  for (let date = first; date <= first + horizonDays * dayMs; date += dayMs) {
    for (const [from, to] of openOn(hours, date)) if (to > at) yield [Math.max(from, at), to];
  }
}

/** Whether a service is open at an instant. */
export function openAt(hours: Hours, at: Date): boolean {
  for (const [from] of openFrom(hours, at.getTime())) return from <= at.getTime();
  return false;
}

/** The next instant, from this one on, at which a service is open; undefined when it never is. */
export function opensAt(hours: Hours, at: Date): Date | undefined {
  for (const [from] of openFrom(hours, at.getTime())) return new Date(from);
  return undefined;
}

/** The instant at which so many open minutes have passed since another; undefined when the service is never open that long. Zero minutes end at once. */
export function dueAfter(hours: Hours, since: Date, minutes: number): Date | undefined {
  let left = minutes * minute;
  if (left <= 0) return since;
  for (const [from, to] of openFrom(hours, since.getTime())) {
    if (to - from >= left) return new Date(from + left);
    left -= to - from;
  }
  return undefined;
}

/** How many open minutes lie between two instants. */
export function openMinutes(hours: Hours, from: Date, to: Date): number {
  let sum = 0;
  for (const [begins, ends] of openFrom(hours, from.getTime())) {
    if (begins >= to.getTime()) break;
    sum += Math.min(ends, to.getTime()) - begins;
  }
  return sum / minute;
}

/** The Monday, as a date, of the week an instant lies in for a service; and when that week begins. */
export function weekOf(hours: Hours, at: Date): string {
  const date = dateOf(hours, at.getTime());
  const day = new Date(date).getUTCDay() || 7;
  return new Date(date - (day - 1) * dayMs).toISOString().slice(0, 10);
}

/** The instant at which a service's date begins, whatever its clocks do around it. */
export function beginOf(hours: Hours, date: string): Date {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  const guess = midnight - offsetAt(hours.zone, midnight);
  return new Date(midnight - offsetAt(hours.zone, guess));
}
