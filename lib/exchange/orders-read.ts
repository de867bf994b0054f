import { readRows } from "./csv-rows.ts";
import { mapColumns, type Mapping, type OrderField } from "./orders-columns.ts";
import type { Rejects } from "./rejects.ts";

/** One line of an order. `price` is in millionths of the currency's unit, so that sums are exact. */
export type OrderLine = { code: string; description: string; quantity: number; price: bigint };
export type Order = { number: string; customer: string | null; at: Date; lines: OrderLine[]; micros: bigint };
export type OrderBook = { mapping: Mapping; rows: number; orders: Map<string, Order> };

const million = 1_000_000n;
const decimal = /^(-?)(\d{1,12})(?:\.(\d{1,6}))?$/;

/** A decimal number as millionths; undefined when it is none. */
export function microsOf(text: string): bigint | undefined {
  const [, sign, whole, part = ""] = decimal.exec(text.trim().replace(/^\+/, "")) ?? [];
  if (whole === undefined) return undefined;
  const value = BigInt(whole) * million + BigInt(part.padEnd(6, "0"));
  return sign ? -value : value;
}

const isoDate = /^(\d{4})-(\d\d?)-(\d\d?)(?:[T ](\d\d?):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?(Z|[+-]\d\d:?\d\d)?$/;

/** An instant written as ISO 8601 or as `YYYY-MM-DD hh:mm[:ss]`, taken as UTC when it names no zone; undefined when it is none. */
export function instantOf(text: string): Date | undefined {
  const found = isoDate.exec(text.trim());
  if (!found) return undefined;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map((part) => Number(part ?? 0)) as [number, number, number, number, number, number];
  const utc = Date.UTC(year, month - 1, day, hour, minute, second);
  const made = new Date(utc);
  if (made.getUTCMonth() !== month - 1 || made.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59 || year < 1970) return undefined;
  const zone = /^([+-])(\d\d):?(\d\d)$/.exec(found[7] ?? "");
  return zone ? new Date(utc - (zone[1] === "-" ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3])) * 60_000) : made;
}

type Cells = Partial<Record<keyof Mapping, string>>;

function takeRow(book: OrderBook, cells: Cells): string | undefined {
  const number = cells.invoice?.trim();
  if (!number) return "it has no invoice number";
  const at = instantOf(cells.date ?? "");
  if (!at) return `"${cells.date ?? ""}" is not a date`;
  const quantity = book.mapping.quantity ? Number(cells.quantity?.trim() || "x") : 1;
  if (!Number.isSafeInteger(quantity)) return `"${cells.quantity ?? ""}" is not a whole quantity`;
  const price = microsOf((book.mapping.amount ? cells.amount : cells.price) ?? "");
  if (price === undefined) return `"${(book.mapping.amount ? cells.amount : cells.price) ?? ""}" is not an amount`;
  const customer = cells.customer?.trim().replace(/^(\d+)\.0$/, "$1") || null;
  const order = book.orders.get(number) ?? { number, customer, at, lines: [], micros: 0n };
  if (order.customer !== customer) return `invoice ${number} belongs to customer ${order.customer ?? "nobody"}, not ${customer ?? "nobody"}`;
  order.at = at < order.at ? at : order.at;
  order.lines.push({ code: cells.code?.trim() ?? "", description: cells.description?.trim() ?? "", quantity, price });
  order.micros += book.mapping.amount ? price : BigInt(quantity) * price;
  book.orders.set(number, order);
  return undefined;
}

/** Reads whole order books into orders, before anything is written. Throws a SourceError when a file cannot be read as CSV. */
export async function readOrders(files: readonly string[], { told, rejects, seen }: { told: Mapping; rejects: Rejects; seen?: (rows: number) => void }): Promise<OrderBook> {
  const book: OrderBook = { mapping: {}, rows: 0, orders: new Map() };
  const { rows } = await readRows<OrderField>(files, { columnsOf: (header) => { book.mapping = mapColumns(header, told); return book.mapping; }, rejects, take: (cells) => takeRow(book, cells), seen });
  return { ...book, rows };
}
