import type { Tx } from "#lib/core/transact.ts";

/** What an order said when it was first told so: who brought its buyer (`via`, as the shop kept it), and which coupons it was paid with. */
export type ToldOrder = { source: string; number: string; label: string; email: string | null; placedAt: string; via: string | undefined; coupons: readonly string[] };
type Hearing = (tx: Tx, told: ToldOrder) => Promise<void>;

const hearing: Hearing[] = [];

/** Lets a higher room act in the transaction in which an order is told with a referral or a coupon. The server names them once. */
export function whenOrderTold(heard: Hearing): void {
  hearing.push(heard);
}

/** Says that an order named who brought its buyer, or coupons: once for each such word. */
export async function noteOrderTold(tx: Tx, told: ToldOrder): Promise<void> {
  if (told.via !== undefined || told.coupons.length > 0) for (const heard of hearing) await heard(tx, told);
}
