import type { Actor } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { decodeCursor, encodeCursor } from "#lib/core/page.ts";
import { db, type Reader, transact } from "#lib/core/transact.ts";
import { readSettings as readBooks } from "#lib/catalogue/settings.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { returnPoints, spendPoints } from "#lib/points/spending.ts";
import { emitEvent } from "#lib/webhooks/messages.ts";
import { drawn } from "./codes.ts";
import { mayInvite, mayKeepReferrals } from "./policy.ts";
import { readSettings } from "./settings.ts";
import type { CouponList, CouponRow, CouponState, MyCoupon } from "./types.ts";

type Row = Omit<CouponRow, "at" | "state" | "usedAt"> & { at: Date; stamp: string; exported: boolean; usedAt: Date | null; returned: boolean };
const columns = `id, code, points, cents, currency, made_at AS at, to_char(made_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS stamp, exported_at IS NOT NULL AS exported, used_at AS "usedAt", order_label AS order, returned_at IS NOT NULL AS returned`;
const stateOf = (row: Row): CouponState => (row.returned ? "returned" : row.usedAt ? "used" : row.exported ? "shop" : "made");
const rowOf = ({ stamp: _stamp, exported: _exported, returned: _returned, ...row }: Row, state: CouponState): CouponRow => ({ ...row, state, at: row.at.toISOString(), usedAt: row.usedAt?.toISOString() ?? null });
const mine = ({ order: _order, ...row }: CouponRow): MyCoupon => row;

// Sixty bits drawn by lot, in groups that can be read out.
const newCode = (): string => Array.from({ length: 3 }, () => drawn(4)).join("-");
const put = `INSERT INTO referral_coupon (id, account_id, code, points, cents, currency, spend_id) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING RETURNING ${columns}`;
const find = `SELECT ${columns}, account_id AS "accountId", spend_id AS "spendId" FROM referral_coupon WHERE id = $1 FOR UPDATE`;

/** Turns points into a coupon for the shop, once for its id: the points are spent, the code is theirs at once. Where another system listens it goes there by webhook; otherwise somebody carries it over. */
export function makeCoupon(actor: Actor, { id, points }: { id: string; points: number }): Promise<MyCoupon | Refusal> {
  return transact(async (tx) => {
    const me = mayInvite(actor);
    if (refused(me)) return me;
    const [known] = await tx.query<Row & { accountId: string }>(find, [id]);
    if (known) return known.accountId === me.id ? couponOf(tx, id) : missing();
    const [{ pointCents, couponLeast }, { currency }] = [await readSettings(tx), await readBooks(tx)];
    if (pointCents === null) return new Refusal("conflict", "Points are not exchanged for coupons at the moment.");
    if (points < couponLeast) return new Refusal("invalid", "That is fewer points than a coupon takes.", { field: "points" });
    const spent = await spendPoints(tx, { customerId: me.id, points, key: `coupon:${id}`, subject: { type: "coupon", id } });
    if (refused(spent)) return new Refusal("invalid", spent.detail, { field: "points" });
    const cents = points * pointCents;
    const [made] = await tx.query<Row>(put, [id, me.id, newCode(), points, cents, currency, spent.entryId]);
    const heard = made ? await emitEvent(tx, { event: "coupon.made", key: id, data: { coupon: id, code: made.code, cents, currency, points } }) : 0;
    if (heard > 0) await tx.query("UPDATE referral_coupon SET exported_at = now() WHERE id = $1", [id]);
    return couponOf(tx, id);
  });
}

async function couponOf(reader: Reader, id: string): Promise<MyCoupon | Refusal> {
  const [row] = await reader.query<Row>(`SELECT ${columns} FROM referral_coupon WHERE id = $1`, [id]);
  return row ? mine(rowOf(row, stateOf(row))) : missing();
}

/** Gives a coupon back for its points, while the shop does not have it yet. */
export function returnCoupon(actor: Actor, id: string): Promise<MyCoupon | Refusal> {
  return transact(async (tx) => {
    const me = mayInvite(actor);
    if (refused(me)) return me;
    const [row] = await tx.query<Row & { accountId: string; spendId: string | null }>(find, [id]);
    if (row?.accountId !== me.id) return missing();
    if (row.returned) return couponOf(tx, id);
    if (row.exported || row.usedAt) return new Refusal("conflict", "The shop has this coupon already.");
    await tx.query("UPDATE referral_coupon SET returned_at = now() WHERE id = $1", [id]);
    if (row.spendId) await returnPoints(tx, { entryId: row.spendId, key: `coupon:${id}` });
    await emitEvent(tx, { event: "coupon.returned", key: id, data: { coupon: id, code: row.code } });
    return couponOf(tx, id);
  });
}

/** A member's coupons, the latest first. */
export async function couponsOf(reader: Reader, accountId: string): Promise<MyCoupon[]> {
  return (await reader.query<Row>(`SELECT ${columns} FROM referral_coupon WHERE account_id = $1 ORDER BY made_at DESC, id DESC LIMIT 30`, [accountId])).map((row) => mine(rowOf(row, stateOf(row))));
}

const size = 50;
const list = `SELECT ${columns} FROM referral_coupon WHERE ($1::timestamptz IS NULL OR made_at < $1::timestamptz) ORDER BY made_at DESC, id DESC LIMIT ${size + 1}`;

/** The coupons for those who carry them to the shop, the latest first, and how many wait for it. */
export async function listCoupons(actor: Actor, after?: string): Promise<CouponList | Refusal> {
  const me = mayKeepReferrals(actor);
  if (refused(me)) return me;
  const [rows, [waiting]] = await Promise.all([db().query<Row>(list, [decodeCursor(after)?.at ?? null]), db().query<{ n: number }>("SELECT count(*)::int AS n FROM referral_coupon WHERE batch IS NULL AND returned_at IS NULL AND exported_at IS NULL")]);
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  return { waiting: waiting?.n ?? 0, coupons: shown.map((row) => rowOf(row, stateOf(row))), next: rows.length > size && last ? encodeCursor({ at: last.stamp, id: 0 }) : null };
}

const take = `UPDATE referral_coupon SET batch = $1, exported_at = now() WHERE id IN (SELECT id FROM referral_coupon WHERE batch IS NULL AND returned_at IS NULL AND exported_at IS NULL ORDER BY made_at, id LIMIT 10000 FOR UPDATE SKIP LOCKED)`;

/** Takes all coupons that the shop does not have into one batch, whose CSV is carried there. Asked again under its id it is the same batch. */
export function exportCoupons(actor: Actor, { id }: { id: string }): Promise<{ batch: string; count: number } | Refusal> {
  return transact(async (tx) => {
    const me = mayKeepReferrals(actor);
    if (refused(me)) return me;
    const count = async (): Promise<number> => (await tx.query<{ n: number }>("SELECT count(*)::int AS n FROM referral_coupon WHERE batch = $1", [id]))[0]?.n ?? 0;
    const before = await count();
    if (before > 0) return { batch: id, count: before };
    await tx.query(take, [id]);
    const taken = await count();
    if (taken > 0) await noteAct(tx, me, { act: "coupons.exported", subject: { type: "coupons", id }, detail: { count: taken } });
    return { batch: id, count: taken };
  });
}

const page = 1000;
const readPage = `SELECT ${columns} FROM referral_coupon WHERE ($1::uuid IS NULL OR batch = $1) AND ($2::timestamptz IS NULL OR (made_at, id) > ($2::timestamptz, $3::uuid)) ORDER BY made_at, id LIMIT ${page}`;
const quoted = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
const line = (row: Row): string => [row.code, (row.cents / 100).toFixed(2), row.currency, row.points, row.at.toISOString(), stateOf(row), row.usedAt?.toISOString() ?? "", quoted(row.order ?? "")].join(",");

/** Coupons as CSV for the shop, those of one batch or all, as they are read: code, value and state, and nothing of whose they are. */
export function couponsCsv(batch: string | undefined): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let end: Row | undefined;
  return new ReadableStream({
    start(controller) { controller.enqueue(encoder.encode("\ufeffcode,value,currency,points,made,state,used,order\r\n")); },
    async pull(controller) {
      const rows = await db().query<Row>(readPage, [batch ?? null, end?.stamp ?? null, end?.id ?? null]);
      end = rows.at(-1);
      if (rows.length > 0) controller.enqueue(encoder.encode(rows.map((row) => `${line(row)}\r\n`).join("")));
      if (rows.length < page) controller.close();
    },
  });
}
