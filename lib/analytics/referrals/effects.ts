import { consume } from "#lib/ledger/relay.ts";
import { tell } from "#lib/realtime/tell.ts";
import { actedKind, buzzKinds } from "#lib/buzz/events.ts";
import { askAgain } from "../figures.ts";
import { settleTree } from "./tree.ts";

const kinds = new Set<string>([...buzzKinds, actedKind]);

/**
 * Follows word of mouth for the studio: brings the tree to what referrals say, and tells whoever looks that something happened;
 * what, they ask. Resolves to how much there was to do.
 */
export async function relayReferrals(batch = 2000): Promise<number> {
  const heard = await consume("analytics.referrals", async (tx, entries) => {
    if (!entries.some((entry) => kinds.has(entry.kind))) return;
    await askAgain(tx);
    await tell(tx, { room: "studio:referrals", event: "referrals.changed", data: {} });
  }, batch);
  return heard + (await settleTree());
}
