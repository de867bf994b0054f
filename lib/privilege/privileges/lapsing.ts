import { db, transact } from "#lib/core/transact.ts";
import { privilegeLapses } from "../events.ts";
import { type Ended, endedColumns, enterEnd } from "./claims.ts";

/** How many days before a claim lapses its member is told. */
export const toldBefore = 7;
const batch = 500;
const soon = `UPDATE privilege_claim SET told_at = now() WHERE id IN (SELECT id FROM privilege_claim WHERE state = 'claimed' AND told_at IS NULL AND expires_at > $1 AND expires_at <= $1 + make_interval(days => ${toldBefore})
  AND expires_at - claimed_at > make_interval(days => ${toldBefore}) ORDER BY expires_at LIMIT ${batch} FOR UPDATE SKIP LOCKED) RETURNING id, privilege_id AS "privilegeId", account_id AS "customerId"`;
const due = `SELECT id FROM privilege_claim WHERE state = 'claimed' AND expires_at <= $1 ORDER BY expires_at LIMIT ${batch}`;
const lapse = `UPDATE privilege_claim SET state = 'expired', ended_at = now() WHERE id = $1 AND state = 'claimed' AND expires_at <= $2 RETURNING ${endedColumns}`;

async function tellSoon(now: Date): Promise<void> {
  for (;;) {
    const told = await transact(async (tx) => {
      const rows = await tx.query<{ id: number; privilegeId: number; customerId: string }>(soon, [now]);
      for (const { id, ...claim } of rows) await privilegeLapses(tx, { claimId: id, ...claim });
      return rows.length;
    });
    if (told < batch) return;
  }
}

/** Ends every claim whose time is over: what was counted is gone, points come back. Who has a week left is told so, once. */
export async function lapseClaims(now: Date = new Date()): Promise<void> {
  await tellSoon(now);
  for (;;) {
    const rows = await db().query<{ id: number }>(due, [now]);
    for (const { id } of rows) {
      await transact(async (tx) => {
        const [claim] = await tx.query<Ended>(lapse, [id, now]);
        if (claim) await enterEnd(tx, claim, { kind: "expired" });
      });
    }
    if (rows.length < batch) return;
  }
}
