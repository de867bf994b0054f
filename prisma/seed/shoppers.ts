import { insertRows } from "#lib/core/insert-rows.ts";
import type { Tx } from "#lib/core/transact.ts";
import type { Fact } from "./facts.ts";
import { products } from "./products.ts";
import { mulberry32, pick, seedId } from "./random.ts";

// Those who come to the shop and never say a word: the studio sees them, the community does not. Nobody signs in as one.
const given = ["Aster", "Briar", "Clement", "Delphine", "Eben", "Farrow", "Ginevra", "Hollis", "Isolde", "Jory", "Keir", "Linnea", "Merrick", "Nova", "Osric", "Perrin", "Quilla", "Rowena", "Sorrel", "Tamsin", "Una", "Verity", "Wilfred", "Yarrow"];
const family = ["Ashgrove", "Bramblewood", "Candlewick", "Dewberry", "Emberley", "Fernhollow", "Gatekeeper", "Honeywell", "Inkpen", "Jasperson", "Kindlewood", "Lanternby", "Merryfield", "Northgate", "Orchardson", "Pebblebrook", "Quicksilver", "Riverbend", "Stonebridge", "Teasel"];
const count = 300;
const day = 86_400_000;

type Shopper = { id: string; name: string; handle: string; joinedDaysAgo: number; pace: number; taste: number; leftDaysAgo: number };

function shoppers(now: Date): Shopper[] {
  const random = mulberry32(3030);
  return Array.from({ length: count }, (_, at) => {
    const [first, last] = [given[at % given.length] ?? "", family[Math.floor(at / given.length + at * 7) % family.length] ?? ""];
    const joinedDaysAgo = at < 9 ? 1 + (at % 6) : 12 + Math.floor(random() * 600);
    // Each buys at a pace of their own; a third of them went quiet at some time.
    const leftDaysAgo = random() < 0.35 ? Math.floor(random() * joinedDaysAgo * 0.8) : 0;
    return { id: seedId(random, new Date(now.getTime() - joinedDaysAgo * day)), name: `${first} ${last}`, handle: `${first}.${last}.${at}`.toLowerCase(), joinedDaysAgo, pace: 20 + 160 * random() ** 0.6, taste: random(), leftDaysAgo };
  });
}

function ordersOf(one: Shopper, random: () => number): number[] {
  const days: number[] = [];
  for (let ago = one.joinedDaysAgo - random() * 3; ago > Math.max(0.2, one.leftDaysAgo); ago -= one.pace * (0.4 + 1.2 * random())) days.push(ago);
  return days;
}

/** Three hundred customers with their orders and visits, the same every time: the account, what they bought, and the facts of it. */
export async function insertShoppers(tx: Tx, now: Date): Promise<Fact[]> {
  const random = mulberry32(4040);
  const everyone = shoppers(now);
  const at = (ago: number): Date => new Date(now.getTime() - ago * day);
  await insertRows(tx, { table: "account", columns: ["id:uuid", "email:text", "name:text", "handle:text", "role:text", "locale:text", "confirmed_at:timestamptz", "created_at:timestamptz"] },
    everyone.map((one) => [one.id, `${one.handle}@people.invalid`, one.name, one.handle, "customer", "en", at(one.joinedDaysAgo), at(one.joinedDaysAgo)]));
  const facts: Fact[] = [];
  const purchases: unknown[][] = [];
  for (const one of everyone) {
    for (const ago of ordersOf(one, random)) {
      const lines = Array.from({ length: 1 + Math.floor(random() ** 2 * 3 * (0.5 + one.taste)) }, () => {
        const product = pick(random, products);
        return { code: product.code, name: product.name, quantity: 1, netCents: Math.round(product.priceCents * (0.6 + one.taste)) };
      });
      const value = lines.reduce((sum, line) => sum + line.netCents, 0);
      const number = `AF-S${purchases.length + 1}`;
      const id = seedId(random, at(ago));
      purchases.push([id, "demo", number, one.id, at(ago), value, JSON.stringify(lines), at(ago)]);
      facts.push({ customerId: one.id, kind: "purchase", at: at(ago), value, subject: ["purchase", id], key: `demo:purchase:${number}` });
    }
    for (let ago = Math.min(180, one.joinedDaysAgo - 0.5); ago > Math.max(0.1, one.leftDaysAgo); ago -= 3 + random() * one.pace * 0.5)
      facts.push({ customerId: one.id, kind: "visit", at: at(ago), subject: ["visit", ago.toFixed(2)], key: `demo:visit:${one.handle}:${ago.toFixed(2)}` });
  }
  await insertRows(tx, { table: "purchase", columns: ["id:uuid", "source:text", "number:text", "customer_id:uuid", "placed_at:timestamptz", "net_cents:bigint", "lines:jsonb", "recorded_at:timestamptz"] }, purchases);
  return facts;
}
