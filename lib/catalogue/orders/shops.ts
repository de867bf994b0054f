import type { Actor } from "#lib/core/actor.ts";
import { missing, type Refusal, refused } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { seal } from "#lib/core/sealed.ts";
import { db, transact } from "#lib/core/transact.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { readSettings } from "../settings.ts";
import { countWaiting } from "./matching.ts";
import { mayKeepShops, maySeeShops } from "./policy.ts";
import type { Delivery, ShopKind, ShopList, ShopView } from "./types.ts";

/** How many secrets a shop may sign with at once: the one in use, and the one it changes to. */
export const secretsAtOnce = 2;
/** How many days arrivals are listed. */
const listedDays = 30;

type Row = { id: string; kind: ShopKind; name: string; orders: number; secrets: { id: string; madeAt: string }[] | null; deliveries: Delivery[] | null };
const list = `
  SELECT s.id, s.kind, s.name, (SELECT count(*) FROM purchase p WHERE p.source = 'shop:' || s.id) AS orders,
    (SELECT json_agg(json_build_object('id', x.id, 'madeAt', x.made_at) ORDER BY x.made_at DESC, x.id DESC) FROM shop_secret x WHERE x.shop_id = s.id) AS secrets,
    (SELECT json_agg(d) FROM (SELECT id, topic, outcome, reason, number, at FROM shop_delivery WHERE shop_id = s.id ORDER BY id DESC LIMIT 20) d) AS deliveries
  FROM shop s WHERE s.removed_at IS NULL ORDER BY s.made_at DESC, s.id DESC LIMIT 50`;

const instant = <T extends { at: string }>(one: T): T => ({ ...one, at: new Date(one.at).toISOString() });
const viewOf = ({ secrets, deliveries, ...row }: Row): ShopView => (
  { ...row, path: `/api/shops/${row.id}/events`, secrets: (secrets ?? []).map((one) => ({ ...one, madeAt: new Date(one.madeAt).toISOString() })), deliveries: (deliveries ?? []).map(instant) });

/** The shops with their latest arrivals, and how many orders wait for somebody to confirm their address: a number, never whose. */
export async function listShops(actor: Actor): Promise<ShopList | Refusal> {
  const me = maySeeShops(actor);
  if (refused(me)) return me;
  const [shops, waiting, { currency }] = await Promise.all([me.role === "admin" ? db().query<Row>(list) : [], countWaiting(db()), readSettings(db())]);
  return { shops: shops.map(viewOf), waiting, currency };
}

/** Makes a shop known. It takes nothing before it has a secret. */
export function addShop(actor: Actor, input: { kind: ShopKind; name: string }): Promise<{ id: string } | Refusal> {
  return transact(async (tx) => {
    const me = mayKeepShops(actor);
    if (refused(me)) return me;
    const id = newId();
    await tx.query("INSERT INTO shop (id, kind, name, made_by) VALUES ($1, $2, $3, $4)", [id, input.kind, input.name, me.id]);
    await noteAct(tx, me, { act: "shop.added", subject: { type: "shop", id }, detail: { kind: input.kind } });
    return { id };
  });
}

/** Sets the secret a shop signs with. The one before still holds, so that nothing is lost while the shop changes over; older ones end. */
export function setSecret(actor: Actor, shopId: string, secret: string): Promise<{ id: string } | Refusal> {
  return transact(async (tx) => {
    const me = mayKeepShops(actor);
    if (refused(me)) return me;
    const known = await tx.query("SELECT 1 FROM shop WHERE id = $1 AND removed_at IS NULL FOR UPDATE", [shopId]);
    if (known.length === 0) return missing();
    const id = newId();
    await tx.query("INSERT INTO shop_secret (id, shop_id, sealed, made_at) VALUES ($1, $2, $3, clock_timestamp())", [id, shopId, seal(secret, "shop secrets")]);
    await tx.query("DELETE FROM shop_secret WHERE shop_id = $1 AND id NOT IN (SELECT id FROM shop_secret WHERE shop_id = $1 ORDER BY made_at DESC, id DESC LIMIT $2)", [shopId, secretsAtOnce]);
    await noteAct(tx, me, { act: "shop.secret", subject: { type: "shop", id: shopId } });
    return { id };
  });
}

/** Ends a secret at once. */
export function endSecret(actor: Actor, shopId: string, secretId: string): Promise<{ id: string } | Refusal> {
  return transact(async (tx) => {
    const me = mayKeepShops(actor);
    if (refused(me)) return me;
    const gone = await tx.query("DELETE FROM shop_secret WHERE id = $1 AND shop_id = $2 RETURNING id", [secretId, shopId]);
    if (gone.length === 0) return missing();
    await noteAct(tx, me, { act: "shop.secret.ended", subject: { type: "shop", id: shopId } });
    return { id: secretId };
  });
}

/** Takes nothing of a shop any more; what it told stays in the books. */
export function removeShop(actor: Actor, shopId: string): Promise<{ id: string } | Refusal> {
  return transact(async (tx) => {
    const me = mayKeepShops(actor);
    if (refused(me)) return me;
    const gone = await tx.query("UPDATE shop SET removed_at = now() WHERE id = $1 AND removed_at IS NULL RETURNING id", [shopId]);
    if (gone.length === 0) return missing();
    await tx.query("DELETE FROM shop_secret WHERE shop_id = $1", [shopId]);
    await noteAct(tx, me, { act: "shop.removed", subject: { type: "shop", id: shopId } });
    return { id: shopId };
  });
}

/** Forgets arrivals that are older than they are listed. */
export async function sweepDeliveries(): Promise<void> {
  await db().query("DELETE FROM shop_delivery WHERE at < now() - make_interval(days => $1)", [listedDays]);
}
