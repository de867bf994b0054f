import { log } from "#lib/core/log.ts";
import { relayRelationship } from "./effects.ts";
import { keepCohorts } from "./segments/cohorts.ts";
import { noSeams, runNight, type Seams } from "./segments/night.ts";
import { recheckStages, relayStages } from "./stages/effects.ts";
import { stagesOf } from "./stages/queries.ts";
import { examineValidity, keepValidity } from "./validity/validity.ts";

const day = 86_400_000;

/** The night: takes the ledger in to its end, looks whom time alone moved to another stage, then places everybody as of the end of yesterday (UTC), and counts the cohorts. `seams` is what other rooms tell of it. */
export async function nightJob(seams: Partial<Seams> = {}): Promise<void> {
  while ((await relayRelationship()) > 0);
  while ((await relayStages()) > 0);
  await recheckStages();
  const night = await runNight({ seams: { ...noSeams, stagesOf, ...seams } });
  if (night) await keepCohorts();
  if (night) log.info({ customers: night.customers, moves: night.moves, seconds: night.seconds }, "a night is done");
}

/** Looks whether the criterion still tells what follows, over the last ninety days, and keeps what it found. */
export async function validityJob(): Promise<void> {
  const found = await examineValidity({ asOf: new Date(Date.now() - 90 * day), window: 90 });
  if (found.customers > 0) await keepValidity(found);
}

/** Between two nights: whoever is due stands where their evidence leaves them within the hour. */
export async function stagesJob(): Promise<void> {
  await recheckStages();
}
