import type { Period } from "./types.ts";

const months: Record<Period, number> = { month: 1, quarter: 3, year: 12 };

/** The period an instant lies in, by UTC days: its first day, and the instant at which the next one begins. */
export function periodAt(period: Period, at: Date): { first: string; next: Date } {
  const size = months[period];
  const from = Math.floor(at.getUTCMonth() / size) * size;
  return { first: new Date(Date.UTC(at.getUTCFullYear(), from, 1)).toISOString().slice(0, 10), next: new Date(Date.UTC(at.getUTCFullYear(), from + size, 1)) };
}

type Given = { id: number; kind: "unlimited" | "counted" | "timed" | "allowance"; period: Period; startsAt: Date | null };
/** Out of what something is taken: a pot of its own or the common allowance, in the period that runs. Nothing for what is given without end. */
export type Pot = { pot: string; period: string; next: Date | null };

/** The pot that a privilege is taken from at an instant. What lasts a while has one for all of it. */
export function potOf({ id, kind, period, startsAt }: Given, at: Date): Pot | null {
  if (kind === "unlimited") return null;
  if (kind === "timed") return { pot: `privilege:${id}`, period: (startsAt ?? at).toISOString().slice(0, 10), next: null };
  const { first, next } = periodAt(kind === "allowance" ? "year" : period, at);
  return { pot: kind === "allowance" ? "allowance" : `privilege:${id}`, period: first, next };
}
