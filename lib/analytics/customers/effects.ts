import { consume, type Entry } from "#lib/ledger/relay.ts";
import { madeKinds } from "#lib/relationship/weights.ts";
import type { Tx } from "#lib/core/transact.ts";
import { isIndicator } from "#lib/relationship/indicators.ts";
import { refreshIndicators } from "../indicators/kept.ts";
import { refreshFacts } from "./facts.ts";

async function apply(tx: Tx, entries: Entry[]): Promise<void> {
  const at = new Map<string, Date | null>();
  for (const entry of entries) {
    const known = at.get(entry.customerId) ?? null;
    const did = !entry.reverses && madeKinds.includes(entry.kind) && (entry.value ?? 0) >= 0;
    at.set(entry.customerId, did && (known === null || known < entry.occurredAt) ? entry.occurredAt : known);
  }
  await refreshFacts(tx, at);
  await refreshIndicators(tx, [...new Set(entries.filter((entry) => isIndicator(entry.kind)).map((entry) => entry.customerId))].sort());
}

/** Takes one batch of the ledger into the rows of the customers it is about. Resolves to how many interactions were taken. */
export function relayCustomers(batch = 2000): Promise<number> {
  return consume("analytics.customers", apply, batch);
}
