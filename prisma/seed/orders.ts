import type { Habit, SeedPerson } from "./people.ts";
import { products, type SeedProduct } from "./products.ts";
import { mulberry32, pick } from "./random.ts";

export type SeedLine = { code: string; name: string; quantity: number; netCents: number };
export type SeedOrder = { number: string; handle: string; placedAt: Date; netCents: number; lines: SeedLine[] };

/** How many orders the demo world holds, over how many days. */
export const orderCount = 1500;
const span = 540;
const day = 86_400_000;

// How often each habit orders, relative to the others: few people bring most of the revenue, as in a real shop.
const share: Record<Habit, number> = { devoted: 18, buyer: 20, advocate: 1.4, quiet: 2.2 };
const small: readonly SeedProduct[] = products.filter((product) => product.priceCents < 7000);

function daysAgo(random: () => number, person: SeedPerson, rest: number): number {
  const longest = Math.min(span, person.joinedDaysAgo) - 1;
  // Who only buys has not been seen for a while: that is what separates the segments A and B.
  const nearest = person.habit === "buyer" ? Math.min(rest, longest - 1) : 1;
  const skew = person.habit === "devoted" ? 1.4 : 1;
  return nearest + (longest - nearest) * random() ** skew;
}

function basket(random: () => number, habit: Habit): SeedLine[] {
  const shelf = habit === "devoted" || habit === "buyer" || random() < 0.15 ? products : small;
  const lines = new Map<string, SeedLine>();
  const size = 1 + Math.floor(random() ** 2 * 3);
  for (let place = 0; place < size; place += 1) {
    const product = pick(random, shelf);
    const quantity = product.priceCents < 1500 ? 1 + Math.floor(random() * 3) : 1;
    lines.set(product.code, { code: product.code, name: product.name, quantity, netCents: product.priceCents * quantity });
  }
  return [...lines.values()];
}

function drawCustomer(point: number, customers: readonly SeedPerson[]): SeedPerson {
  let left = point;
  for (const person of customers) {
    left -= share[person.habit];
    if (left <= 0) return person;
  }
  throw new Error("The demo world has no customers.");
}

/** The orders of the demo world, oldest first: the same baskets on every call, dated relative to `now`. */
export function orders(everyone: readonly SeedPerson[], now: Date): SeedOrder[] {
  const random = mulberry32(1500);
  const customers = everyone.filter((person) => person.role === "customer");
  const rests = new Map(customers.map((person) => [person.handle, 60 + random() * 100]));
  const total = customers.reduce((sum, person) => sum + share[person.habit], 0);
  const drawn = Array.from({ length: orderCount }, () => {
    const customer = drawCustomer(random() * total, customers);
    const ago = daysAgo(random, customer, rests.get(customer.handle) ?? 60);
    const lines = basket(random, customer.habit);
    return { handle: customer.handle, ago, lines, netCents: lines.reduce((sum, line) => sum + line.netCents, 0) };
  });
  drawn.sort((one, other) => other.ago - one.ago);
  return drawn.map(({ ago, ...order }, index) => ({ ...order, number: `AF-${10_001 + index}`, placedAt: new Date(now.getTime() - ago * day) }));
}
