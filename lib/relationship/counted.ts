import { add, type Decayed, nothing } from "./decay.ts";
import { weighings } from "./weights.ts";

/** How often one kind occurred on one day, and the money it carried. */
export type DayCount = { kind: string; day: number; count: number; value: number };

/** The counted amount of a day: weight × min(count, cap). It depends on the count only, never on the order. */
export function countedAmount(kind: string, count: number): number {
  const weighing = weighings.get(kind);
  if (!weighing) return 0;
  return weighing.weight * Math.max(0, weighing.cap === null ? count : Math.min(count, weighing.cap));
}

/** What changes on a day when its count goes from `before` to `after` and `value` cents come in: an increment for that day. */
export function countedChange(kind: string, change: { day: number; before: number; after: number; value: number }): Decayed {
  const gain = nothing(change.day);
  const weighing = weighings.get(kind);
  if (!weighing) return gain;
  gain[weighing.signal] += countedAmount(kind, change.after) - countedAmount(kind, change.before);
  if (weighing.money) gain.m += change.value;
  return gain;
}

/** The signals that a set of day counts amounts to; undefined when there is nothing in it. */
export function signalsOf(days: readonly DayCount[]): Decayed | undefined {
  let sum: Decayed | undefined;
  for (const { kind, day, count, value } of days) {
    if ((count === 0 && value === 0) || !weighings.has(kind)) continue;
    const gain = countedChange(kind, { day, before: 0, after: count, value });
    sum = sum ? add(sum, gain) : gain;
  }
  return sum;
}
