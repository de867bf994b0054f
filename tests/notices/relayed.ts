import { relayNotices } from "#lib/notices/effects.ts";
import { caughtUp } from "#tests/world/ledger.ts";

/** Takes everything recorded so far into notices. */
export const relayed = (batch?: number): Promise<void> => caughtUp({ notices: () => relayNotices(batch) });
