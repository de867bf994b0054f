import type { Member } from "#lib/core/actor.ts";
import { missing, type Refusal } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import type { RingView } from "./types.ts";

const most = 10;
// Those two, whom they brought or were brought by, and who shares a device or a mailbox with one of them.
const readPeople = `
  WITH pair AS (SELECT newcomer_id, referrer_id FROM referral WHERE id = $1),
  core AS (SELECT newcomer_id AS id, 0 AS far FROM pair UNION ALL SELECT referrer_id, 0 FROM pair),
  near AS (
    SELECT id, far FROM core
    UNION ALL (SELECT r.referrer_id, 1 FROM referral r JOIN core c ON c.id = r.newcomer_id LIMIT ${most})
    UNION ALL (SELECT r.newcomer_id, 2 FROM referral r JOIN core c ON c.id = r.referrer_id ORDER BY r.joined_at DESC LIMIT 4)
    UNION ALL (SELECT o.account_id, 1 FROM referral_trace t JOIN core c ON c.id = t.account_id JOIN referral_trace o ON o.kind = t.kind AND o.value = t.value AND o.account_id <> t.account_id WHERE t.kind IN ('mail', 'device') LIMIT ${most}))
  SELECT a.id, a.name, CASE WHEN a.id = p.newcomer_id THEN 'newcomer' WHEN a.id = p.referrer_id THEN 'referrer' ELSE 'other' END AS part
  FROM (SELECT id, min(far) AS far FROM near GROUP BY id ORDER BY 2, 1 LIMIT ${most}) n JOIN account a ON a.id = n.id, pair p ORDER BY n.far, a.id`;
const readTies = `
  SELECT referrer_id AS "from", newcomer_id AS "to", 'brought' AS kind FROM referral WHERE referrer_id = ANY($1::uuid[]) AND newcomer_id = ANY($1::uuid[])
  UNION SELECT least(t.account_id, o.account_id), greatest(t.account_id, o.account_id), t.kind FROM referral_trace t JOIN referral_trace o ON o.kind = t.kind AND o.value = t.value AND o.account_id <> t.account_id
  WHERE t.account_id = ANY($1::uuid[]) AND o.account_id = ANY($1::uuid[]) ORDER BY 3, 1, 2`;

/** The people around a referral that waits for a decision, at most ten, with who brought whom and what two of them share. */
export async function readRing(_actor: Member, referralId: string): Promise<RingView | Refusal> {
  const people = await db().query<RingView["people"][number]>(readPeople, [referralId]);
  if (people.length === 0) return missing();
  return { people, ties: await db().query<RingView["ties"][number]>(readTies, [people.map((one) => one.id)]) };
}
