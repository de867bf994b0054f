import { relayBuzz } from "#lib/buzz/effects.ts";
import { relayCustomers } from "#lib/analytics/customers/effects.ts";
import { factsJob } from "#lib/analytics/customers/facts.ts";
import { investmentJob } from "#lib/analytics/investment/look.ts";
import { dayOf } from "#lib/relationship/decay.ts";
import { relayRelationship } from "#lib/relationship/effects.ts";
import { relayStages } from "#lib/relationship/stages/effects.ts";
import { stagesOf } from "#lib/relationship/stages/queries.ts";
import { noSeams, runNight } from "#lib/relationship/segments/night.ts";
import { transact } from "#lib/core/transact.ts";
import { examineValidity, keepValidity } from "#lib/relationship/validity/validity.ts";
import { insertStudio } from "./studio.ts";

// The nights the studio of the demo world remembers: weeks apart, then the last few.
const before = [64, 50, 36, 29, 22, 15, 8, 3];

/**
 * Lives the last weeks again as the nights would have: where everybody stood, with the past looked at as it was then. Only
 * the last night moves anybody on the ladder, so that nobody in the demo world is told of steps that were never taken.
 */
export async function liveNights(): Promise<void> {
  while ((await relayBuzz()) > 0);
  while ((await relayRelationship()) > 0);
  while ((await relayStages()) > 0);
  const today = dayOf(new Date());
  for (const ago of before) await runNight({ day: today - ago, still: true });
  await runNight({ day: today - 1, seams: { ...noSeams, stagesOf } });
  while ((await relayCustomers()) > 0);
  await factsJob();
  await investmentJob();
  await transact(insertStudio);
  const found = await examineValidity({ asOf: new Date(Date.now() - 90 * 86_400_000), window: 90, count: 100 });
  if (found.customers > 0) await keepValidity(found);
}
