import { takeNews } from "#lib/catalogue/orders/intake.ts";
import { couponsOf } from "#lib/catalogue/orders/payload.ts";
import { readSettings as readBooks } from "#lib/catalogue/settings.ts";
import type { Actor } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { attribute } from "./attribution.ts";
import { isAgent } from "./agents.ts";
import { bring, newcomerOf, visitsOf, wasCustomer } from "./joins.ts";
import { linkVia } from "./links.ts";
import { mayTellReferrals } from "./policy.ts";
import type { JoinInput, PurchaseInput, TouchInput } from "./schema.ts";
import { readSettings } from "./settings.ts";
import { countIn } from "./touches.ts";
import { deviceTrace, fromOf, mailTrace } from "./traces.ts";

const scope = "referrals:write";

/** Counts a visit that another system saw: by its own word for the visitor, once an hour on a link. Agents are not counted, and it says so. */
export function tellTouch(actor: Actor, input: TouchInput): Promise<{ counted: boolean } | Refusal> {
  return transact(async (tx) => {
    const key = mayTellReferrals(actor, scope);
    if (refused(key)) return key;
    const link = await linkVia(tx, input.via);
    if (!link) return new Refusal("invalid", "Nobody has this code.", { field: "via" });
    if (input.agent && isAgent(input.agent)) return { counted: false };
    const from = fromOf({ address: `key:${key.id}`, agent: input.visitor, cookie: undefined });
    const visitor = deviceTrace(input.visitor);
    const at = input.at ? new Date(Math.min(Date.now(), Date.parse(input.at))) : new Date();
    const [counted = false] = await countIn(tx, [{ linkId: link.id, mark: visitor, visitor, address: from.address, place: from.place, at, source: "api" }]);
    return { counted };
  });
}

async function join(tx: Tx, input: JoinInput): Promise<{ referral: string; verdict: string } | Refusal> {
  const [account] = await tx.query<{ id: string }>("SELECT id FROM account WHERE email = $1 AND confirmed_at IS NOT NULL AND role <> 'bot'", [input.email]);
  const row = account && (await newcomerOf(tx, account.id));
  if (!account || !row) return new Refusal("conflict", "Nobody has confirmed this address yet.", { field: "email" });
  const at = input.at ? new Date(Math.min(Date.now(), Date.parse(input.at))) : new Date();
  const owner = input.code ? ((await linkVia(tx, input.code)) ?? null) : undefined;
  if (owner === null) return new Refusal("invalid", "Nobody has this code.", { field: "code" });
  const [sharer] = owner ? await tx.query<{ id: string }>("SELECT account_id AS id FROM share_link WHERE id = $1", [owner.id]) : [];
  const visitor = input.visitor ? deviceTrace(input.visitor) : null;
  const { windowDays } = await readSettings(tx);
  const found = attribute({ newcomerId: account.id, codeOwner: sharer?.id, visits: await visitsOf(tx, [visitor, mailTrace(row.email)], new Date(at.getTime() - windowDays * 86_400_000)), at, windowDays });
  if (!found) return new Refusal("conflict", "Nobody brought them within the window.");
  if (wasCustomer(row, found.first?.at ?? at) || row.createdAt.getTime() < (found.first?.at ?? at).getTime() - 14 * 86_400_000) return new Refusal("conflict", "They were a customer before.");
  if (input.programme && (await tx.query("SELECT 1 FROM referral_programme WHERE id = $1", [input.programme])).length === 0) return missing();
  const claim = { visitor, codeOwner: sharer?.id ?? null, address: null, place: null, sessionOf: null, at };
  const id = await bring(tx, { newcomerId: account.id, email: row.email, found, claim, joinedAt: at, byApi: true, externalId: input.externalId, programme: input.programme });
  if (!id) return new Refusal("conflict", "Somebody brought them already, or this id is somebody's. That stays.");
  const [made] = await tx.query<{ verdict: string }>("SELECT verdict FROM referral WHERE id = $1", [id]);
  return { referral: id, verdict: made?.verdict ?? "" };
}

/** Tells that somebody joined elsewhere: who brought them is written down, once for the newcomer and once for an external id, in whichever programme. */
export function tellJoin(actor: Actor, input: JoinInput): Promise<{ referral: string; verdict: string } | Refusal> {
  return transact(async (tx) => {
    const key = mayTellReferrals(actor, scope);
    return refused(key) ? key : join(tx, input);
  });
}

const byExternal = "SELECT newcomer_id AS id FROM referral WHERE external_id = $1";

/** Tells of a purchase: an order like any other in the books, by the external id of a join or by its address. With `via` it is a visit of that mailbox too, so that who buys first and joins later is still theirs who brought them. */
export function tellPurchase(actor: Actor, input: PurchaseInput): Promise<{ order: string | null } | Refusal> {
  return transact(async (tx) => {
    const key = mayTellReferrals(actor, scope);
    if (refused(key)) return key;
    if (input.currency !== (await readBooks(tx)).currency) return new Refusal("invalid", "This order is not in the currency of the books.", { field: "currency" });
    if (input.taxCents + input.shippingCents > input.paidCents) return new Refusal("invalid", "Tax and shipping are more than what was paid.", { field: "paidCents" });
    const [person] = input.externalId ? await tx.query<{ id: string }>(byExternal, [input.externalId]) : [];
    if (!person && !input.email) return new Refusal("invalid", "There is no such customer.", { field: "externalId" });
    const { id } = await takeNews(tx, { source: "referral-api", number: input.number, events: [], facts: {
      label: input.number, email: input.email ?? null, customerId: person?.id ?? null, currency: input.currency, placedAt: input.placedAt, changedAt: input.placedAt, paidAt: input.placedAt, cancelledAt: null,
      totalCents: input.paidCents, taxCents: input.taxCents, shippingCents: input.shippingCents, discountCents: 0, costCents: null, lines: [],
      ...(input.via ? { via: input.via } : {}), ...couponsOf(input.coupons) } });
    return { order: id };
  });
}
