import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { parse } from "csv-parse/sync";
import type { Actor, Member } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { db, type Reader, transact } from "#lib/core/transact.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import { foundColumns, type Mapping } from "./orders-columns.ts";
import { type OrderBook, readOrders } from "./orders-read.ts";
import { isAddress } from "./orders.ts";
import { mayBringOrders } from "./policy.ts";
import { Rejects } from "./rejects.ts";
import { SourceError } from "./source.ts";
import type { BookFound, ImportView } from "./types.ts";

const columns = `i.id, i.source, i.file_name AS "fileName", i.state, i.header, i.mapping, i.found, i.done, i.total, i.written, a.name AS by, i.made_at AS "madeAt", i.ended_at AS "endedAt"`;
type Row = Omit<ImportView, "absent" | "madeAt" | "endedAt"> & { madeAt: Date; endedAt: Date | null };
const viewOf = (row: Row): ImportView => ({ ...row, absent: row.state === "columns" ? foundColumns(row.header, row.mapping).absent : [], madeAt: row.madeAt.toISOString(), endedAt: row.endedAt?.toISOString() ?? null });
const unreadable = (): Refusal => new Refusal("invalid", "This file cannot be read: it has to be CSV in UTF-8, plain or gzip.", { field: "file" });

/** One order book that was brought, as it stands; undefined when it is not there. */
export async function readImport(reader: Reader, id: string): Promise<ImportView | undefined> {
  const [row] = await reader.query<Row>(`SELECT ${columns} FROM order_import i LEFT JOIN account a ON a.id = i.made_by WHERE i.id = $1`, [id]);
  return row && viewOf(row);
}

/** The last order books that were brought, the newest first. */
export async function listImports(actor: Actor): Promise<{ imports: ImportView[]; currency: string } | Refusal> {
  const me = mayBringOrders(actor);
  if (refused(me)) return me;
  const [rows, [setting]] = await Promise.all([
    db().query<Row>(`SELECT ${columns} FROM order_import i LEFT JOIN account a ON a.id = i.made_by ORDER BY i.made_at DESC, i.id DESC LIMIT 20`),
    db().query<{ currency: string }>("SELECT currency FROM catalogue_setting"),
  ]);
  return { imports: rows.map(viewOf), currency: setting?.currency ?? "EUR" };
}

/** Reads a kept file as orders: all of it, before anything is written. */
export async function bookOf(content: Buffer, mapping: Mapping): Promise<{ book: OrderBook; rejects: Rejects }> {
  const folder = await mkdtemp(join(tmpdir(), "rapport-book-"));
  try {
    const path = join(folder, "book.csv.gz");
    await writeFile(path, content);
    const rejects = new Rejects(join(folder, "rejects.csv"));
    const book = await readOrders([path], { told: mapping, rejects });
    await rejects.close();
    return { book, rejects };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function foundIn({ book, rejects }: { book: OrderBook; rejects: Rejects }): Promise<BookFound> {
  const orders = [...book.orders.values()];
  const addresses = [...new Set(orders.flatMap((one) => (one.customer && isAddress(one.customer) ? [one.customer.toLowerCase()] : [])))];
  const known = new Set((await db().query<{ email: string }>("SELECT lower(email::text) AS email FROM account WHERE email = ANY($1::citext[]) AND confirmed_at IS NOT NULL", [addresses])).map((row) => row.email));
  const addressed = orders.filter((one) => one.customer !== null && isAddress(one.customer));
  const mine = addressed.filter((one) => known.has(one.customer?.toLowerCase() ?? ""));
  const days = orders.map((one) => one.at.getTime());
  const reached = (pick: (a: number, b: number) => number): string | null => (days.length ? new Date(days.reduce((a, b) => pick(a, b))).toISOString() : null);
  return {
    rows: book.rows, orders: orders.length, customers: new Set(orders.map((one) => one.customer).filter(Boolean)).size, known: mine.length, waiting: addressed.length - mine.length, nameless: orders.filter((one) => one.customer === null).length,
    netCents: Number(orders.reduce((sum, one) => sum + one.micros, 0n)) / 10_000, from: reached(Math.min), until: reached(Math.max), rejected: rejects.count, rejects: rejects.first.map(({ line, reason }) => ({ line, reason })),
  };
}

type Looked = { state: "columns" | "read"; mapping: Mapping; found: BookFound | null };
async function look(content: Buffer, header: readonly string[], told: Mapping): Promise<Looked | Refusal> {
  const { mapping, absent } = foundColumns(header, told);
  if (absent.length > 0) return { state: "columns", mapping, found: null };
  try {
    return { state: "read", mapping, found: await foundIn(await bookOf(content, mapping)) };
  } catch (error) {
    if (error instanceof SourceError) return unreadable();
    throw error;
  }
}

const mostBytes = 128 * 1024 * 1024;
const unpack = promisify(gunzip) as (packed: Buffer, options: object) => Promise<Buffer>;
const pack = promisify(gzip) as (plain: Buffer) => Promise<Buffer>;

async function headerOf(content: Buffer): Promise<string[] | Refusal> {
  try {
    // Where it is cut off is found when all of it is read; here its first line will do.
    const text = new TextDecoder("utf-8", { fatal: true }).decode((await unpack(content, { finishFlush: 2, maxOutputLength: mostBytes })).subarray(0, 65_536), { stream: true });
    const [header = []] = parse(text.split(/\r?\n/).slice(0, 1).join(""), { bom: true, relax_column_count: true }) as string[][];
    return header.length > 1 ? header.map((name) => name.trim()) : unreadable();
  } catch (error) {
    return (error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE" ? new Refusal("too-large", "This file is too large for a page: use the command line.", { field: "file" }) : unreadable();
  }
}

/**
 * Takes an order book as somebody brings it and looks at all of it: what would be written, for whom, and what cannot be taken.
 * Nothing is written before they say so. The same id again is the same book.
 */
export async function bringOrders(actor: Actor, { id, name, source, body }: { id: string; name: string; source: string; body: Buffer }): Promise<ImportView | Refusal> {
  const me = mayBringOrders(actor);
  if (refused(me)) return me;
  const content = body[0] === 0x1f && body[1] === 0x8b ? body : await pack(body);
  const header = await headerOf(content);
  if (refused(header)) return header;
  const looked = await look(content, header, {});
  if (refused(looked)) return looked;
  await transact((tx) => tx.query("INSERT INTO order_import (id, made_by, source, file_name, content, header, mapping, state, found) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING",
    [id, me.id, source, name, content, JSON.stringify(header), JSON.stringify(looked.mapping), looked.state, looked.found && JSON.stringify(looked.found)]));
  return (await readImport(db(), id)) ?? missing();
}

type Held = { content: Buffer | null; header: string[]; state: ImportView["state"] };
/** Says which column holds what, and looks again. */
export async function nameColumns(actor: Actor, id: string, mapping: Mapping): Promise<ImportView | Refusal> {
  const me = mayBringOrders(actor);
  if (refused(me)) return me;
  const [held] = await db().query<Held>("SELECT content, header, state FROM order_import WHERE id = $1", [id]);
  if (!held) return missing();
  if (!held.content || (held.state !== "columns" && held.state !== "read")) return new Refusal("conflict", "These orders are being written, or were.");
  const wrong = Object.entries(mapping).find(([, column]) => column !== undefined && !held.header.includes(column));
  if (wrong) return new Refusal("invalid", "The file has no such column.", { field: wrong[0] });
  const looked = await look(held.content, held.header, mapping);
  if (refused(looked)) return looked;
  await transact((tx) => tx.query("UPDATE order_import SET mapping = $2, state = $3, found = $4 WHERE id = $1 AND state IN ('columns', 'read')", [id, JSON.stringify(looked.mapping), looked.state, looked.found && JSON.stringify(looked.found)]));
  return (await readImport(db(), id)) ?? missing();
}

/** Begins to write an order book, or goes on with one that was stopped. Said twice it is begun once. */
export function startImport(actor: Actor, id: string): Promise<ImportView | Refusal> {
  return transact(async (tx) => {
    const me: Member | Refusal = mayBringOrders(actor);
    if (refused(me)) return me;
    const [begun] = await tx.query<{ source: string; orders: number }>("UPDATE order_import SET state = 'running', total = (found ->> 'orders')::int, done = 0, ended_at = NULL WHERE id = $1 AND state IN ('read', 'stopped', 'failed') AND content IS NOT NULL RETURNING source, total AS orders", [id]);
    if (begun) {
      await enqueue(tx, { name: "orders.import", payload: { id } }, { key: `orders.import:${id}` });
      await noteAct(tx, me, { act: "orders.imported", subject: { type: "import", id }, detail: begun });
    }
    return (await readImport(tx, id)) ?? missing();
  });
}

/** Stops an order book that is being written, between two batches; one that was only looked at is thrown away. */
export function stopImport(actor: Actor, id: string): Promise<ImportView | true | Refusal> {
  return transact(async (tx) => {
    const me = mayBringOrders(actor);
    if (refused(me)) return me;
    const gone = await tx.query("DELETE FROM order_import WHERE id = $1 AND state IN ('columns', 'read') RETURNING id", [id]);
    if (gone.length > 0) return true;
    await tx.query("UPDATE order_import SET state = 'stopped', ended_at = now() WHERE id = $1 AND state = 'running'", [id]);
    return (await readImport(tx, id)) ?? missing();
  });
}
