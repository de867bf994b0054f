import { createHash } from "node:crypto";
import { insertRows } from "#lib/core/insert-rows.ts";
import { newId } from "#lib/core/ids.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { type Entry, enterOrders } from "#lib/catalogue/orders/book.ts";
import type { Mapping } from "./orders-columns.ts";
import { type Order, type OrderBook, readOrders } from "./orders-read.ts";
import { Rejects } from "./rejects.ts";

export type OrdersReport = {
  mapping: Mapping; rows: number; seconds: number; rowsPerSecond: number; stopped: boolean; dryRun: boolean; rejected: number; rejects: string | null;
  found: { orders: number; customers: number; net: number }; written: { orders: number; customers: number };
};
export type Options = {
  files: readonly string[]; source: string; mapping: Mapping; dryRun: boolean; rejects: string;
  progress: (done: number, all: number) => void; stopped: () => boolean;
};

/** How many orders are written at once. */
export const perBatch = 500;
// Millionths of a unit are ten-thousandths of a cent.
const centsOf = (micros: bigint): string => {
  const sign = micros < 0n ? "-" : "";
  const size = micros < 0n ? -micros : micros;
  return `${sign}${size / 10_000n}.${String(size % 10_000n).padStart(4, "0")}`;
};

/** Whether a book names its customers by address: such an order waits for its person instead of making one. */
export const isAddress = (customer: string): boolean => /^[^\s@"<>]+@[^\s@"<>]+\.[^\s@"<>]+$/.test(customer);

// The + keeps imported handles apart from chosen ones, and the mark keeps "A 1" apart from "a-1".
function handleOf(source: string, customer: string): string {
  const plain = customer.toLowerCase().replace(/[^a-z0-9]+/g, ".").slice(0, 40);
  return `${source}+${plain === customer ? plain : `${plain}.${createHash("sha1").update(customer).digest("hex").slice(0, 8)}`}`;
}

async function writeCustomers(tx: Tx, source: string, orders: readonly Order[]): Promise<{ ids: Map<string, string>; fresh: number }> {
  const first = new Map<string, Date>();
  for (const { customer, at } of orders) if (customer && !isAddress(customer) && (first.get(customer) ?? at) >= at) first.set(customer, at);
  const origin = (customer: string): string => `orders:${source}:${customer}`;
  const rows = [...first].map(([customer, at]) => [newId(), `Customer ${customer}`.slice(0, 80), handleOf(source, customer), origin(customer), at]);
  const fresh = await insertRows(tx, { table: "account", columns: ["id:uuid", "name:text", "handle:text", "origin:text", "created_at:timestamptz"], suffix: "ON CONFLICT (origin) DO NOTHING RETURNING id" }, rows);
  const found = await tx.query<{ id: string; origin: string }>("SELECT id, origin FROM account WHERE origin = ANY($1)", [rows.map((row) => row[3])]);
  return { ids: new Map(found.map((row) => [row.origin.slice(origin("").length), row.id])), fresh: fresh.length };
}

/** Writes some orders of a book, with the customers they make. */
export async function writeOrders(tx: Tx, source: string, orders: readonly Order[]): Promise<{ orders: number; customers: number }> {
  const { ids, fresh } = await writeCustomers(tx, source, orders);
  const entries = orders.map((order): Entry => ({
    number: order.number, customerId: order.customer === null ? null : (ids.get(order.customer) ?? null), email: order.customer !== null && isAddress(order.customer) ? order.customer : null, placedAt: order.at, netCents: centsOf(order.micros),
    lines: order.lines.map((line) => ({ code: line.code, name: line.description, quantity: line.quantity, price: Number(line.price) / 1_000_000 })),
  }));
  return { orders: await enterOrders(tx, { source, by: "import", entries }), customers: fresh };
}

async function write(book: OrderBook, options: Options): Promise<{ written: OrdersReport["written"]; stopped: boolean }> {
  const orders = [...book.orders.values()].sort((a, b) => a.at.getTime() - b.at.getTime());
  const written = { orders: 0, customers: 0 };
  let done = 0;
  for (; done < orders.length && !options.stopped(); done += perBatch) {
    const part = await transact((tx) => writeOrders(tx, options.source, orders.slice(done, done + perBatch)));
    written.orders += part.orders;
    written.customers += part.customers;
    options.progress(Math.min(done + perBatch, orders.length), orders.length);
  }
  return { written, stopped: done < orders.length };
}

/**
 * Imports order books: an order per invoice, a customer per customer number, and each customer's purchase as an
 * interaction at its own date; a cancellation is a purchase of negative value. Sums are exact to a millionth. A second run
 * changes nothing; one that was stopped goes on. Throws a SourceError, with nothing written, when a file cannot be read.
 */
export async function importOrders(options: Options): Promise<OrdersReport> {
  const began = performance.now();
  const rejects = new Rejects(options.rejects);
  const book = await readOrders(options.files, { told: options.mapping, rejects });
  await rejects.close();
  const { written, stopped } = options.dryRun ? { written: { orders: 0, customers: 0 }, stopped: false } : await write(book, options);
  const seconds = (performance.now() - began) / 1000;
  const net = [...book.orders.values()].reduce((sum, order) => sum + order.micros, 0n);
  return {
    mapping: book.mapping, rows: book.rows, seconds: Number(seconds.toFixed(2)), rowsPerSecond: Math.round(book.rows / seconds), stopped, dryRun: options.dryRun,
    rejected: rejects.count, rejects: rejects.count ? rejects.path : null,
    found: { orders: book.orders.size, customers: new Set([...book.orders.values()].map((order) => order.customer).filter(Boolean)).size, net: Number(net) / 1_000_000 }, written,
  };
}
