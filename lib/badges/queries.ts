import { db } from "#lib/core/transact.ts";
import { criteria } from "./criteria.ts";
import type { BadgeKey, BadgeView } from "./types.ts";

/** Someone's badges, in the order of the published table. */
export async function listBadges(accountId: string): Promise<BadgeView[]> {
  const rows = await db().query<{ key: BadgeKey; at: Date }>("SELECT badge AS key, awarded_at AS at FROM badge WHERE account_id = $1", [accountId]);
  return criteria.flatMap(({ key }) => { const row = rows.find((one) => one.key === key); return row ? [{ key, at: row.at.toISOString() }] : []; });
}
