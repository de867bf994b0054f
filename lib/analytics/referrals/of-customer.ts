import type { Member } from "#lib/core/actor.ts";
import { missing, type Refusal } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { readSettings } from "#lib/catalogue/settings.ts";
import { noteRead } from "../customers/access-log.ts";
import type { OfCustomerView } from "./types.ts";

const readBy = `SELECT a.id, a.name, r.joined_at AS at, r.channel, r.verdict, r.would_have_come AS "wouldHaveCome" FROM referral r JOIN account a ON a.id = r.referrer_id WHERE r.newcomer_id = $1`;
const readBrought = `
  SELECT a.id, a.name, r.joined_at AS at, r.purchased_at AS "boughtAt", r.net_cents::float8 AS "netCents", r.verdict, coalesce(n.below, 0) AS below
  FROM referral r JOIN account a ON a.id = r.newcomer_id LEFT JOIN referral_node n ON n.account_id = r.newcomer_id WHERE r.referrer_id = $1 ORDER BY r.joined_at DESC, r.id DESC LIMIT 50`;
const readNode = `SELECT a.id, coalesce(n.brought, 0) AS brought, coalesce(n.below, 0) AS below, coalesce(n.below_cents, 0)::float8 AS "belowCents" FROM account a LEFT JOIN referral_node n ON n.account_id = a.id WHERE a.id = $1`;
const when = (at: Date | null): string | null => at?.toISOString() ?? null;

/** Who brought a customer, and whom they brought, the newest first; that it was read is noted for them. */
export async function readOfCustomer(actor: Member, id: string): Promise<OfCustomerView | Refusal> {
  const [node] = await db().query<OfCustomerView["node"] & { id: string }>(readNode, [id]);
  if (!node) return missing();
  const [[by], brought, { currency }] = await Promise.all([
    db().query<Omit<NonNullable<OfCustomerView["by"]>, "at"> & { at: Date }>(readBy, [id]),
    db().query<Omit<OfCustomerView["brought"][number], "at" | "boughtAt"> & { at: Date; boughtAt: Date | null }>(readBrought, [id]),
    readSettings(db()), noteRead(db(), { accountId: id, readerId: actor.id, what: "page" }),
  ]);
  return { currency, by: by ? { ...by, at: by.at.toISOString() } : null, node: { brought: node.brought, below: node.below, belowCents: node.belowCents }, brought: brought.map((one) => ({ ...one, at: one.at.toISOString(), boughtAt: when(one.boughtAt) })) };
}
