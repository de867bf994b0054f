import { log } from "#lib/core/log.ts";
import { relayRelationship } from "./effects.ts";
import { noSeams, runNight, type Seams } from "./segments/night.ts";
import { examineValidity, keepValidity } from "./validity/validity.ts";

const day = 86_400_000;

/** The night: takes the ledger in to its end, then places everybody as of the end of yesterday (UTC). `seams` is what other rooms tell of it. */
export async function nightJob(seams: Partial<Seams> = {}): Promise<void> {
  while ((await relayRelationship()) > 0);
  const night = await runNight({ seams: { ...noSeams, ...seams } });
  if (night) log.info({ customers: night.customers, moves: night.moves, seconds: night.seconds }, "a night is done");
}

/** Looks whether the criterion still tells what follows, over the last ninety days, and keeps what it found. */
export async function validityJob(): Promise<void> {
  const found = await examineValidity({ asOf: new Date(Date.now() - 90 * day), window: 90 });
  if (found.customers > 0) await keepValidity(found);
}
