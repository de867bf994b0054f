import { insertRows } from "#lib/core/insert-rows.ts";
import type { Tx } from "#lib/core/transact.ts";
import type { Fact } from "./facts.ts";
import { mulberry32, pick, seedId } from "./random.ts";

const day = 86_400_000;
type Customer = { id: string; at: Date; brought: boolean };
type Shared = { thing: string; id: string; path: string; title: string };
type Referral = { id: string; newcomer: Customer; referrer: Customer; link: number; shared: Shared; channel: string; risk: number; reasons: object[]; verdict: string };

const readCustomers = `SELECT a.id, a.created_at AS at, EXISTS (SELECT 1 FROM referral r WHERE r.newcomer_id = a.id) AS brought FROM account a WHERE a.role = 'customer' ORDER BY a.created_at, a.id`;
const readShared = `
  (SELECT 'topic' AS thing, t.id::text AS id, '/t/' || t.id || '/' || t.slug AS path, t.title FROM topic t JOIN category c ON c.id = t.category_id WHERE c.audience = 'public' ORDER BY t.id LIMIT 7)
  UNION ALL (SELECT 'product', slug, '/products/' || slug, name FROM product ORDER BY code LIMIT 5)`;
const channels = ["link", "whatsapp", "whatsapp", "mail", "system", "qr", "bluesky"];

/** Who brought whom: about a third came through somebody who had joined in the months before, most of them soon after that. */
function pairs(customers: readonly Customer[], random: () => number): { newcomer: Customer; referrer: Customer }[] {
  return customers.flatMap((newcomer, at) => {
    if (newcomer.brought || at < 20 || random() > 0.42) return [];
    const near = customers.slice(0, at).filter((one) => newcomer.at.getTime() - one.at.getTime() > day && newcomer.at.getTime() - one.at.getTime() < (random() < 0.7 ? 30 : 120) * day);
    // Few bring many.
    return near.length > 0 ? [{ newcomer, referrer: near[Math.floor(random() ** 2.5 * near.length)] ?? newcomer }] : [];
  }).filter(({ newcomer, referrer }) => newcomer !== referrer);
}

async function insertLinks(tx: Tx, made: readonly Omit<Referral, "link">[], random: () => number): Promise<Map<string, number>> {
  const first = new Map(made.map((one) => [`${one.referrer.id} ${one.shared.thing} ${one.shared.id} ${one.channel}`, one]));
  const keys = [...first.keys()];
  const links = await insertRows<{ id: number }>(tx, { table: "share_link", columns: ["token:text", "account_id:uuid", "thing:text", "thing_id:text", "path:text", "title:text", "channel:text", "made_at:timestamptz"], suffix: "ON CONFLICT (account_id, thing, thing_id, channel) WHERE NOT merged DO UPDATE SET path = share_link.path RETURNING id" },
    [...first.values()].map((one) => [`tree${seedId(random, one.newcomer.at).replaceAll("-", "").slice(-12)}`, one.referrer.id, one.shared.thing, one.shared.id, one.shared.path, one.shared.title, one.channel, new Date(one.newcomer.at.getTime() - 4 * day)]));
  return new Map(keys.map((key, at) => [key, links[at]?.id ?? 0]));
}

async function insertAll(tx: Tx, made: readonly Referral[], random: () => number): Promise<void> {
  await insertRows(tx, { table: "referral", columns: ["id:uuid", "newcomer_id:uuid", "referrer_id:uuid", "by:text", "link_id:bigint", "first_link_id:bigint", "thing:text", "thing_id:text", "channel:text", "first_touch_at:timestamptz", "last_touch_at:timestamptz", "joined_at:timestamptz", "risk:int", "reasons:jsonb", "verdict:text", "would_have_come:text", "programme_id:uuid"] },
    made.map((one) => [one.id, one.newcomer.id, one.referrer.id, "touch", one.link, one.link, one.shared.thing, one.shared.id, one.channel, new Date(one.newcomer.at.getTime() - day), new Date(one.newcomer.at.getTime() - day / 24), one.newcomer.at, one.risk, JSON.stringify(one.reasons), one.verdict, [null, "no", "no", "yes", "skipped"][Math.floor(random() * 5)], null]));
  await insertRows(tx, { table: "touch", columns: ["link_id:bigint", "at:timestamptz", "source:text"] },
    made.flatMap((one) => Array.from({ length: 1 + Math.floor(random() * 7) }, (_, at) => [one.link, new Date(Math.min(Date.now() - 3_600_000, one.newcomer.at.getTime() + (at === 0 ? -day / 24 : (random() - 0.4) * 20 * day))), "link"])));
  await tx.query("UPDATE share_link l SET touches = (SELECT count(*) FROM touch t WHERE t.link_id = l.id), joins = (SELECT count(*) FROM referral r WHERE r.link_id = l.id), last_touch_at = (SELECT max(at) FROM touch t WHERE t.link_id = l.id)");
  // What two who are held share, as keyed hashes are kept of it.
  for (const [at, one] of made.filter(({ verdict }) => verdict === "held").entries())
    for (const who of [one.referrer.id, one.newcomer.id]) await tx.query("INSERT INTO referral_trace (account_id, kind, value, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", [who, JSON.stringify(one.reasons).includes("place") ? "place" : "device", Buffer.from(`demo ${at}`), one.newcomer.at]);
}

/** A tree some steps deep among those who never say a word, through topics and products that were shared; a few are held, with what speaks against them. */
export async function insertReferralTree(tx: Tx): Promise<Fact[]> {
  const random = mulberry32(70_701);
  const [customers, shared] = [await tx.query<Customer>(readCustomers), await tx.query<Shared>(readShared)];
  const invite: Shared = { thing: "invite", id: "", path: "/invited", title: "" };
  const all = pairs(customers, random);
  const made = all.map(({ newcomer, referrer }, at): Omit<Referral, "link"> => {
    const odd = at === all.length - 3 ? "device" : at === all.length - 9 ? "place" : at === all.length - 15 ? "fast" : undefined;
    const reasons = odd === "device" ? [{ reason: "device", points: 80 }, { reason: "fast", points: 20, figure: 34 }] : odd === "place" ? [{ reason: "place", points: 40 }, { reason: "burst", points: 25, figure: 7 }] : odd === "fast" ? [{ reason: "address", points: 10 }, { reason: "fast", points: 20, figure: 12 }] : [];
    const risk = reasons.reduce((sum, one) => sum + one.points, 0);
    return { id: seedId(random, newcomer.at), newcomer, referrer, shared: random() < 0.45 ? invite : pick(random, shared), channel: pick(random, channels), risk, reasons, verdict: risk >= 60 ? "held" : risk >= 30 ? "review" : "clear" };
  });
  const links = await insertLinks(tx, made, random);
  await insertAll(tx, made.map((one) => ({ ...one, link: links.get(`${one.referrer.id} ${one.shared.thing} ${one.shared.id} ${one.channel}`) ?? 0 })), random);
  await tx.query("UPDATE referral_setting SET paid_cost_cents = 3800");
  return made.filter((one) => one.verdict === "clear").map((one) => ({ customerId: one.referrer.id, kind: "referral.joined", at: one.newcomer.at, subject: ["referral", one.id], key: `demo:tree:${one.id}` }));
}
