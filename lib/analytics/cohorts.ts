import type { Member } from "#lib/core/actor.ts";
import { readCohorts } from "#lib/relationship/segments/cohorts.ts";
import { few, shownPart } from "#lib/core/small-groups.ts";
import { type CohortsView, seesIndividuals, smallest } from "./types.ts";

/** Retention by month of joining and by segment. Who may not see individuals sees no cohort under ten, and no figure that tells of one to nine in one: who came back, or who did not. */
export async function readCohortsView(actor: Member): Promise<CohortsView> {
  const found = await readCohorts();
  if (!found) return { day: null, cohorts: null };
  if (seesIndividuals(actor)) return found;
  return {
    day: found.day,
    cohorts: {
      months: found.cohorts.months.filter((one) => one.joined >= smallest).map((one) => ({ ...one, periods: one.periods.map((period) => (few(period.known) || few(one.joined - period.known) || shownPart(period.active, period.known) === null ? { known: 0, active: 0 } : period)) })),
      segments: found.cohorts.segments.map((one) => ({ ...one, nights: one.nights.map((night) => (few(night.customers) || shownPart(night.active, night.customers) === null || shownPart(night.same, night.customers) === null ? { ...night, customers: 0, active: 0, same: 0 } : night)) })),
    },
  };
}
