import type { Member } from "#lib/core/actor.ts";
import { readCohorts } from "#lib/relationship/segments/cohorts.ts";
import { type CohortsView, seesIndividuals, smallest } from "./types.ts";

/** Retention by month of joining and by segment. Who may not see individuals sees no cohort under ten, and no count of one to nine in one. */
export async function readCohortsView(actor: Member): Promise<CohortsView> {
  const found = await readCohorts();
  if (!found) return { day: null, cohorts: null };
  if (seesIndividuals(actor)) return found;
  const few = (count: number): boolean => count > 0 && count < smallest;
  return {
    day: found.day,
    cohorts: {
      months: found.cohorts.months.filter((one) => one.joined >= smallest).map((one) => ({ ...one, periods: one.periods.map((period) => (few(period.known) || few(period.active) ? { known: 0, active: 0 } : period)) })),
      segments: found.cohorts.segments.map((one) => ({ ...one, nights: one.nights.map((night) => (few(night.customers) || few(night.active) || few(night.same) ? { ...night, customers: 0, active: 0, same: 0 } : night)) })),
    },
  };
}
