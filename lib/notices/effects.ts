import type { Tx } from "#lib/core/transact.ts";
import { consume, type Entry } from "#lib/ledger/relay.ts";
import { give, takeBack } from "./notices.ts";
import { spreadFirst } from "./spread.ts";
import { actOf, recipients } from "./recipients.ts";

async function apply(tx: Tx, entries: Entry[]): Promise<void> {
  // In the order it happened: what was given and taken back in one batch ends as taken back.
  for (const run of runsOf(entries)) {
    if (run[0]?.reverses) await takeBack(tx, run.map(actOf));
    else {
      const { told, spread } = await recipients(tx, run);
      // Those it concerns by itself come first: to whom an act is told as the stronger, it is not told as the weaker.
      await give(tx, told);
      await spreadFirst(tx, spread);
    }
  }
}

/** Neighbours of one direction, together. */
function runsOf(entries: readonly Entry[]): Entry[][] {
  const runs: Entry[][] = [];
  for (const entry of entries) {
    const last = runs.at(-1);
    if (last && (last[0]?.reverses === null) === (entry.reverses === null)) last.push(entry);
    else runs.push([entry]);
  }
  return runs;
}

/** Takes one batch of the ledger into notices, exactly once. Resolves to how many interactions were taken: 0 when none is left. */
export function relayNotices(batch = 500): Promise<number> {
  return consume("notices", apply, batch);
}
