import type { Actor, Member } from "#lib/core/actor.ts";
import { Refusal, refused } from "#lib/core/errors.ts";
import { db, type Tx, transact } from "#lib/core/transact.ts";
import { attribute } from "./attribution.ts";
import { ownerOfCode } from "./codes.ts";
import { thanked } from "./events.ts";
import { bring, newcomerOf, visitsOf, wasCustomer } from "./joins.ts";
import { mayInvite } from "./policy.ts";
import { readSettings } from "./settings.ts";
import { type From, mailTrace, noteFrom } from "./traces.ts";
import type { MyReferral } from "./types.ts";

/** How many days after joining a code can still be typed. */
export const typedWithinDays = 14;

type Mine = { id: string; name: string | null; answer: string | null; showsName: boolean; thanked: boolean };
const mine = `SELECT r.id, CASE WHEN a.email IS NOT NULL THEN a.name END AS name, r.would_have_come AS answer, r.shows_name AS "showsName", r.thanked_at IS NOT NULL AS thanked FROM referral r JOIN account a ON a.id = r.referrer_id WHERE r.newcomer_id = $1`;
const young = `SELECT created_at > now() - make_interval(days => $2) AND origin IS NULL AND NOT EXISTS (SELECT 1 FROM purchase p WHERE p.customer_id = $1) AS yes FROM account WHERE id = $1`;

/** What a member can still say of how they came: a code, whether they would have come anyway, whether they may be named. */
export async function readMyReferral(actor: Member): Promise<MyReferral> {
  const [row] = await db().query<Mine>(mine, [actor.id]);
  if (row) return { by: row.name, mayType: false, asks: row.answer === null, showsName: row.showsName, thanked: row.thanked };
  const [account] = await db().query<{ yes: boolean }>(young, [actor.id, typedWithinDays]);
  return { by: null, mayType: account?.yes ?? false, asks: false, showsName: false, thanked: false };
}

async function typed(tx: Tx, me: Member, { owner, from }: { owner: string; from: From }): Promise<MyReferral | Refusal> {
  const { windowDays } = await readSettings(tx);
  const [row, [account]] = [await newcomerOf(tx, me.id), await tx.query<{ yes: boolean }>(young, [me.id, typedWithinDays])];
  if (!row || !account?.yes || wasCustomer(row, new Date())) return new Refusal("conflict", "A code is for those who have just come.");
  const now = new Date();
  const visits = await visitsOf(tx, [from.device ?? null, mailTrace(row.email)], new Date(now.getTime() - windowDays * 86_400_000));
  const found = attribute({ newcomerId: me.id, codeOwner: owner, visits, at: now, windowDays });
  if (found?.referrerId !== owner) return new Refusal("invalid", "That is your own code.", { field: "code" });
  const claim = { visitor: from.device ?? null, codeOwner: owner, address: from.address, place: from.place, sessionOf: null, at: now };
  await noteFrom(tx, me.id, { ...from, mail: mailTrace(row.email) });
  const made = await bring(tx, { newcomerId: me.id, email: row.email, found, claim, joinedAt: now });
  if (!made) return new Refusal("conflict", "Somebody brought you here already. That stays.");
  const [after] = await tx.query<Mine>(mine, [me.id]);
  return { by: after?.name ?? null, mayType: false, asks: true, showsName: false, thanked: false };
}

/** Types a code after joining. Who was brought by somebody, or was a customer before, stays as they are; nobody brings themselves. */
export async function typeCode(actor: Actor, { code, from }: { code: string; from: From }): Promise<MyReferral | Refusal> {
  const me = mayInvite(actor);
  if (refused(me)) return me;
  const owner = await ownerOfCode(db(), code);
  if (!owner) return new Refusal("invalid", "Nobody has this code.", { field: "code" });
  if (owner === me.id) return new Refusal("invalid", "That is your own code.", { field: "code" });
  return transact(async (tx) => {
    const known = await tx.query("SELECT 1 FROM referral WHERE newcomer_id = $1", [me.id]);
    return known.length ? new Refusal("conflict", "Somebody brought you here already. That stays.") : typed(tx, me, { owner, from });
  });
}

/** Says, once, whether one would have come without them, or that one would rather not say. */
export async function answerAnyway(actor: Member, answer: "yes" | "no" | "skipped"): Promise<MyReferral> {
  await db().query("UPDATE referral SET would_have_come = $2, answered_at = now() WHERE newcomer_id = $1 AND would_have_come IS NULL", [actor.id, answer]);
  return readMyReferral(actor);
}

/** Says whether who brought one may see one's name; not until one says so. */
export async function showName(actor: Member, shows: boolean): Promise<MyReferral> {
  await db().query("UPDATE referral SET shows_name = $2 WHERE newcomer_id = $1", [actor.id, shows]);
  return readMyReferral(actor);
}

const thank = `UPDATE referral SET thanked_at = now() WHERE newcomer_id = $1 AND thanked_at IS NULL AND verdict <> 'refused' RETURNING id, referrer_id AS "referrerId", related`;

/** Thanks who brought one, once. They hear that somebody they brought does; by name only if one may be named. */
export function thankReferrer(actor: Member): Promise<MyReferral> {
  return transact(async (tx) => {
    const [said] = await tx.query<{ id: string; referrerId: string; related: boolean }>(thank, [actor.id]);
    if (said && !said.related) await thanked(tx, { customerId: said.referrerId, at: new Date(), subject: { type: "referral", id: said.id }, key: `thanked:${said.id}` });
  }).then(() => readMyReferral(actor));
}
