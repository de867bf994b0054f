import type { Tx } from "#lib/core/transact.ts";
import { consume, type Entry } from "#lib/ledger/relay.ts";
import { settleBadges } from "./awards.ts";
import { looked, tallied } from "./criteria.ts";

type Tally = (typeof tallied)[keyof typeof tallied];
const names = ["topics", "replies", "answers", "likes", "reviews", "helpful"] as const satisfies readonly Tally[];

const upsert = `
  INSERT INTO badge_tally AS b (account_id, ${names.join(", ")})
  SELECT u.* FROM unnest($1::uuid[], ${names.map((_, at) => `$${at + 2}::int[]`).join(", ")}) AS u (account_id, ${names.join(", ")}) JOIN account a ON a.id = u.account_id ORDER BY u.account_id
  ON CONFLICT (account_id) DO UPDATE SET ${names.map((name) => `${name} = b.${name} + excluded.${name}`).join(", ")}`;
// What stands beside a name in the directory: what someone wrote that stands.
const contributions = `UPDATE account a SET contributions = greatest(0, b.topics + b.replies + b.reviews) FROM badge_tally b
  WHERE b.account_id = a.id AND a.id = ANY($1::uuid[]) AND a.contributions <> greatest(0, b.topics + b.replies + b.reviews)`;

/** Adds these changes to the tallies, and what they amount to to the accounts. */
export async function addTallies(tx: Tx, changes: ReadonlyMap<string, Partial<Record<Tally, number>>>): Promise<void> {
  const ids = [...changes.keys()].sort();
  await tx.query(upsert, [ids, ...names.map((name) => ids.map((id) => changes.get(id)?.[name] ?? 0))]);
  await tx.query(contributions, [ids]);
}

async function apply(tx: Tx, entries: Entry[]): Promise<void> {
  const changes = new Map<string, Partial<Record<Tally, number>>>();
  const touched = new Set<string>();
  const tell = new Set<string>();
  for (const { kind, customerId, reverses, source } of entries) {
    const name = Object.hasOwn(tallied, kind) ? tallied[kind as keyof typeof tallied] : undefined;
    if (!name && !looked.includes(kind)) continue;
    touched.add(customerId);
    // What was imported earns its badges quietly.
    if (source !== "import") tell.add(customerId);
    if (!name) continue;
    const sum = changes.get(customerId) ?? {};
    sum[name] = (sum[name] ?? 0) + (reverses ? -1 : 1);
    changes.set(customerId, sum);
  }
  if (changes.size > 0) await addTallies(tx, changes);
  if (touched.size > 0) await settleBadges(tx, [...touched], tell);
}

/** Takes one batch of the ledger into tallies and badges, exactly once. Resolves to how many interactions were taken. */
export function relayBadges(batch = 1000): Promise<number> {
  return consume("badges", apply, batch);
}
