import type { Actor } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { noteLook } from "#lib/identity/looks.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { mayHandle } from "../requests/policy.ts";
import { type Ended, endedColumns, enterUnuse, enterUse } from "./claims.ts";
import { claimColumns, claimOf, type RawClaim } from "./rows.ts";
import type { ClaimState, FoundClaim } from "./types.ts";

/** For how long the desk takes back that something was used: a hand slips, and is noticed the same day. */
export const undoHours = 24;
const slipped = `c.state = 'used' AND c.used_by IS NOT NULL AND c.ended_at > now() - make_interval(hours => ${undoHours})`;
const byCode = `
  SELECT ${claimColumns}, json_build_object('id', m.id, 'name', m.name, 'handle', m.handle::text, 'role', m.role, 'tier', m.tier) AS member, u.name AS "usedBy", ${slipped} AS undoable
  FROM privilege_claim c JOIN privilege p ON p.id = c.privilege_id JOIN account m ON m.id = c.account_id LEFT JOIN account u ON u.id = c.used_by WHERE c.code = $1`;

/** What a member shows at the desk, by its code: whose it is, what it is, and how it stands. That somebody looked is noted for them. Two statements. */
export function findClaim(actor: Actor, code: string): Promise<FoundClaim | Refusal> {
  return transact(async (tx) => {
    const me = mayHandle(actor);
    if (refused(me)) return me;
    const [row] = await tx.query<RawClaim & Omit<FoundClaim, keyof RawClaim>>(byCode, [code]);
    if (!row) return missing();
    await noteLook(tx, { accountId: row.member.id, readerId: me.id, what: "privilege" });
    return { ...row, ...claimOf(row) };
  });
}

async function stateOf(tx: Tx, id: number): Promise<{ state: ClaimState; byDesk: boolean } | Refusal> {
  const [there] = await tx.query<{ state: ClaimState; byDesk: boolean }>(`SELECT state, used_by IS NOT NULL AS "byDesk" FROM privilege_claim WHERE id = $1`, [id]);
  return there ?? missing();
}

/** Marks as used what a member showed, for them: the same as if they had said it themselves. Twice is once. */
export function markUsed(actor: Actor, id: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const me = mayHandle(actor);
    if (refused(me)) return me;
    const [claim] = await tx.query<Ended>(`UPDATE privilege_claim SET state = 'used', ended_at = now(), used_by = $2 WHERE id = $1 AND state = 'claimed' AND expires_at > now() RETURNING ${endedColumns}`, [id, me.id]);
    if (claim) {
      await enterUse(tx, claim);
      await noteAct(tx, me, { act: "claim.used", subject: { type: "claim", id } });
      return true;
    }
    const there = await stateOf(tx, id);
    if (refused(there)) return there;
    if (there.state === "used") return there.byDesk ? true : new Refusal("conflict", "This was used already.");
    return new Refusal("conflict", there.state === "returned" ? "This was given back already." : "This has lapsed.");
  });
}

/** Takes back that the desk marked it as used, within a day, with its cost: it is its member’s again. Twice is once. */
export function unmarkUsed(actor: Actor, id: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const me = mayHandle(actor);
    if (refused(me)) return me;
    // What is entered is of the round that ends with it; the next use begins another.
    const [claim] = await tx.query<Ended>(`UPDATE privilege_claim c SET state = 'claimed', ended_at = NULL, used_by = NULL, round = round + 1 WHERE id = $1 AND ${slipped} RETURNING ${endedColumns}`, [id]);
    if (claim) {
      await enterUnuse(tx, { ...claim, round: claim.round - 1 });
      await noteAct(tx, me, { act: "claim.undone", subject: { type: "claim", id } });
      return true;
    }
    const there = await stateOf(tx, id);
    if (refused(there)) return there;
    return there.state === "claimed" ? true : new Refusal("conflict", there.byDesk ? "This was used too long ago to take it back." : "Its member used it themselves.");
  });
}
