import { hash } from "@node-rs/argon2";
import { transact, type Tx } from "#lib/core/transact.ts";
import { insertRows } from "#lib/core/insert-rows.ts";
import { productSlug } from "#lib/catalogue/slug.ts";
import { insertBuzz } from "./buzz.ts";
import { insertCoupons } from "./coupons.ts";
import { insertChat } from "./chat.ts";
import { categories } from "./categories.ts";
import { type Fact, insertFacts, visits } from "./facts.ts";
import { insertMails } from "./mails.ts";
import { insertNotices } from "./notices.ts";
import { insertNews } from "./news.ts";
import { insertModeration } from "./moderation.ts";
import { insertShop, insertWays, withReturns } from "./order-ways.ts";
import { orders } from "./orders.ts";
import { people } from "./people.ts";
import { arrangeCategories, insertStructure } from "./structure.ts";
import { products } from "./products.ts";
import { insertProfiles } from "./profiles.ts";
import { drawShelf, insertQuestions, insertReviews, insertShelf } from "./reviews.ts";
import { liveNights } from "./nights.ts";
import { mulberry32, seedId } from "./random.ts";
import { insertReading } from "./reading.ts";
import { insertRequests } from "./requests.ts";
import { insertServices } from "./services.ts";
import { insertReferralTree } from "./referral-tree.ts";
import { insertShoppers } from "./shoppers.ts";
import { insertSpace } from "./space.ts";
import { insertTalk, type Resident, type Residents } from "./talk.ts";
import { checkTopics, seedTopics } from "./topics.ts";

const password = "rapport-demo";
const day = 86_400_000;

/** Who can sign in to the demo world, for the start's closing words and for tests. */
export const demoSignIns: readonly { who: string; email: string; password: string }[] = [
  { who: "customer", email: "customer@demo.invalid", password },
  { who: "premium customer", email: "premium@demo.invalid", password },
  { who: "moderator", email: "moderator@demo.invalid", password },
  { who: "concierge", email: "concierge@demo.invalid", password },
  { who: "marketer", email: "marketer@demo.invalid", password },
  { who: "admin", email: "admin@demo.invalid", password },
];

function residentsOf(now: Date): Residents {
  const random = mulberry32(200);
  const all: Resident[] = people().map((person) => ({ ...person, id: seedId(random, new Date(now.getTime() - person.joinedDaysAgo * day)) }));
  const byHandle = new Map(all.map((person) => [person.handle, person]));
  return {
    all,
    of(handle) {
      const person = byHandle.get(handle);
      if (!person) throw new Error(`Nobody in the demo world is called ${handle}.`);
      return person;
    },
  };
}

async function insertAccounts(tx: Tx, residents: Residents, at: { now: Date; passwordHash: string }): Promise<void> {
  await insertRows(tx, {
    table: "account",
    columns: ["id:uuid", "email:text", "name:text", "handle:text", "password_hash:text", "role:text", "tier:smallint", "locale:text", "bio:text",
      "confirmed_at:timestamptz", "created_at:timestamptz"],
  }, residents.all.map((person) => {
    const joined = new Date(at.now.getTime() - person.joinedDaysAgo * day);
    return [person.id, person.email, person.name, person.handle, person.signsIn ? at.passwordHash : null, person.role, person.tier, person.locale, person.bio, joined, joined];
  }));
}

async function insertCatalogue(tx: Tx): Promise<void> {
  await insertRows(tx, {
    table: "category", suffix: "ON CONFLICT (slug) DO NOTHING",
    columns: ["slug:text", "name:text", "description:text", "colour:text", "position:int", "audience:text", "locale:text", "icon:text", "open_audience:text"],
  }, categories.map((category, place) => [category.slug, category.name, category.description, category.colour, place, category.audience, category.locale, category.icon, category.open]));
  await arrangeCategories(tx);
  await insertRows(tx, { table: "product", suffix: "ON CONFLICT (code) DO NOTHING", columns: ["code:text", "name:text", "description:text", "price_cents:int", "slug:text"] },
    products.map((product) => [product.code, product.name, product.description, product.priceCents, productSlug(product.name)]));
}

async function insertOrders(tx: Tx, residents: Residents, now: Date): Promise<Fact[]> {
  const random = mulberry32(540);
  const placed = orders(residents.all, now).map((order) => ({ ...order, id: seedId(random, order.placedAt), customerId: residents.of(order.handle).id })).map(withReturns);
  await insertRows(tx, {
    table: "purchase",
    columns: ["id:uuid", "source:text", "number:text", "customer_id:uuid", "placed_at:timestamptz", "net_cents:bigint", "lines:jsonb", "recorded_at:timestamptz"],
  }, placed.map((order) => [order.id, "demo", order.number, order.customerId, order.placedAt, order.netCents, JSON.stringify(order.lines), order.placedAt]));
  await insertWays(tx, placed, now);
  const admin = residents.all.find((person) => person.role === "admin");
  if (admin) await insertShop(tx, { admin: admin.id, now });
  return placed.map((order) => ({
    customerId: order.customerId, kind: "purchase", at: order.placedAt, value: order.netCents, subject: ["purchase", order.id], key: `demo:purchase:${order.number}`,
  }));
}

/**
 * Fills an empty database with the demo world: all of it in one transaction, or none. Dates are relative to now; the
 * rest is the same every time. Does nothing, and says zero, when there is any account already.
 */
export async function loadDemo(): Promise<{ accounts: number; topics: number; posts: number; orders: number }> {
  const now = new Date();
  const residents = residentsOf(now);
  const topics = await seedTopics();
  checkTopics(topics, residents.all);
  const [passwordHash, drawn] = await Promise.all([hash(password), drawShelf()]);
  const loaded = await transact(async (tx) => {
    // Two processes starting at once must not both find the database empty.
    await tx.query("SELECT pg_advisory_xact_lock(hashtext('rapport.demo'))");
    const [someone] = await tx.query<{ id: string }>("SELECT id FROM account LIMIT 1");
    if (someone) return { accounts: 0, topics: 0, posts: 0, orders: 0 };
    await tx.query("SELECT ensure_interaction_partition(current_date)");
    await insertAccounts(tx, residents, { now, passwordHash });
    await insertProfiles(tx, residents.all);
    await insertCatalogue(tx);
    const purchases = await insertOrders(tx, residents, now);
    const shopped = await insertShoppers(tx, now);
    const talk = await insertTalk(tx, topics, { residents, now });
    await insertStructure(tx, { topics, residents, now });
    await insertShelf(tx, drawn, { residents, now });
    const reviewed = await insertReviews(tx, drawn, { residents, now });
    await insertQuestions(tx, { residents, now });
    const spoken = await insertChat(tx, { residents, now });
    await insertServices(tx, { residents, now });
    const needed = await insertRequests(tx, { residents, now });
    const brought = await insertBuzz(tx, residents, now);
    const grown = await insertReferralTree(tx);
    const taken = await insertSpace(tx, residents, now);
    await insertCoupons(tx, residents, now);
    await insertFacts(tx, [...taken, ...brought, ...grown, ...purchases, ...shopped, ...reviewed, ...spoken, ...needed, ...talk.facts, ...visits(residents.all, now)]);
    await insertMails(tx, { people: [residents.of("fern.abbot"), residents.of("ines.holloway")], now });
    await insertNotices(tx, { accountIds: residents.all.filter((person) => person.signsIn).map((person) => person.id), now });
    await insertNews(tx, { people: residents.all, now });
    await insertModeration(tx, now);
    await insertReading(tx, residents);
    return { accounts: residents.all.length, topics: talk.topics, posts: talk.posts, orders: purchases.length };
  });
  if (loaded.accounts > 0) await liveNights();
  return loaded;
}
