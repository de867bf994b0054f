import { createHmac, timingSafeEqual } from "node:crypto";
import { Refusal } from "#lib/core/errors.ts";
import { unseal } from "#lib/core/sealed.ts";
import { db, type Tx, transact } from "#lib/core/transact.ts";
import { spend } from "#lib/limits/limiter.ts";
import { readSettings } from "../settings.ts";
import { takeNews } from "./intake.ts";
import { plain, type Read } from "./payload.ts";
import { readShopify } from "./shopify.ts";
import type { ShopKind } from "./types.ts";
import { readWooCommerce } from "./woocommerce.ts";

/** A message as it came: its body to the byte, and the headers that matter, by their small names. */
export type Message = { shopId: string; body: Buffer; header: (name: string) => string | undefined };
/** What became of it: taken into the books, known already, or left with a reason. */
export type Answered = { outcome: "taken" | "repeated" | "left"; reason?: string };

const names = {
  shopify: { signature: "x-shopify-hmac-sha256", topic: "x-shopify-topic", delivery: "x-shopify-webhook-id" },
  woocommerce: { signature: "x-wc-webhook-signature", topic: "x-wc-webhook-topic", delivery: "x-wc-webhook-delivery-id" },
} as const satisfies Record<ShopKind, { signature: string; topic: string; delivery: string }>;

/** Whether a body was signed with one of these secrets: HMAC-SHA256 in base64 over the body as it came. In constant time. */
export function isSigned(body: Buffer, signature: string | undefined, secrets: readonly string[]): boolean {
  const given = Buffer.from(signature ?? "", "base64");
  let found = false;
  for (const secret of secrets) {
    const right = createHmac("sha256", secret).update(body).digest();
    if (given.length === right.length && timingSafeEqual(given, right)) found = true;
  }
  return found;
}

const findShop = `
  SELECT s.kind, coalesce((SELECT array_agg(x.sealed ORDER BY x.made_at DESC) FROM shop_secret x WHERE x.shop_id = s.id), '{}') AS sealed FROM shop s WHERE s.id = $1 AND s.removed_at IS NULL`;
const note = "INSERT INTO shop_delivery (shop_id, delivery, topic, outcome, reason, number) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING id";

function read(kind: ShopKind, topic: string, body: Buffer): Read {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString("utf8").replaceAll("\\u0000", ""));
  } catch {
    return { left: "json" };
  }
  return kind === "shopify" ? readShopify(topic, parsed) : readWooCommerce(topic, parsed, new Date());
}

type Signed = { shopId: string; kind: ShopKind; topic: string; delivery: string; body: Buffer };

async function take(tx: Tx, { shopId, kind, topic, delivery, body }: Signed): Promise<Answered> {
  const known = await tx.query("SELECT 1 FROM shop_delivery WHERE shop_id = $1 AND delivery = $2 AND outcome = 'taken'", [shopId, delivery]);
  const told = known.length ? undefined : read(kind, topic, body);
  const foreign = told && "news" in told && told.news.facts && told.news.facts.currency !== (await readSettings(tx)).currency;
  const left = told && ("left" in told ? told.left : foreign ? `currency:${plain(told.news.facts?.currency, 3)}` : undefined);
  const number = told && "news" in told ? told.news.number : null;
  const answered: Answered = !told ? { outcome: "repeated" } : left ? { outcome: "left", reason: left } : { outcome: "taken" };
  await tx.query(note, [shopId, delivery, topic, answered.outcome, answered.reason ?? "", number]);
  if (told && "news" in told && !left) await takeNews(tx, { source: `shop:${shopId}`, ...told.news });
  return answered;
}

/**
 * Takes one message of a shop. Without a right signature nothing is read of it, and an unknown shop answers the same. What
 * is signed and of no use to the books is left with its reason, and said to have arrived: to send it again would change nothing.
 */
export async function takeMessage(message: Message): Promise<Answered | Refusal> {
  const limited = await spend("shop-events", message.shopId);
  if (limited) return limited;
  const [shop] = await db().query<{ kind: ShopKind; sealed: Buffer[] }>(findShop, [message.shopId]);
  const named = names[shop?.kind ?? "shopify"];
  const secrets = (shop?.sealed ?? []).flatMap((one) => unseal(one, "shop secrets") ?? []);
  const [topic, delivery] = [plain(message.header(named.topic), 60), plain(message.header(named.delivery), 100)];
  if (!isSigned(message.body, message.header(named.signature), secrets)) {
    // Seen by admins, so that a wrong secret is found; limited, so that nobody fills the list.
    if (shop && !(await spend("shop-unsigned", message.shopId))) await db().query(note, [message.shopId, delivery, topic, "unsigned", "signature", null]);
    return new Refusal("sign-in", "The signature is not right.");
  }
  const kind = shop?.kind ?? "shopify";
  return transact((tx) => take(tx, { shopId: message.shopId, kind, topic, delivery: delivery || `${topic}:${createHmac("sha256", "delivery").update(message.body).digest("hex")}`, body: message.body }));
}
