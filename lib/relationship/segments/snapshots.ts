import { db, type Reader, type Tx } from "#lib/core/transact.ts";
import type { Segment } from "../portfolio.ts";

/** What a night keeps of a customer. The factor is kept to 0.001, the net profit to the cent. */
export type Kept = { customerId: string; rf: number; netCents: number; vital: boolean; wider: boolean; segment: Segment; tier: number };

const width = 10;
const letters: readonly Segment[] = ["A", "B", "C", "D"];
/** The factor's smallest step in a snapshot. */
export const factorStep = 100 / 65_535;

/** Packs customers into ids of 16 bytes and facts of 10: factor in 2, cents in 6, flags and tier in 2. */
export function pack(kept: readonly Kept[]): { ids: Buffer; facts: Buffer } {
  const ids = Buffer.alloc(16 * kept.length);
  const facts = Buffer.alloc(width * kept.length);
  for (const [at, one] of kept.entries()) {
    ids.write(one.customerId.replaceAll("-", ""), at * 16, "hex");
    facts.writeUInt16LE(Math.max(0, Math.min(65_535, Math.round(one.rf / factorStep))), at * width);
    facts.writeIntLE(Math.max(-(2 ** 47), Math.min(2 ** 47 - 1, Math.round(one.netCents))), at * width + 2, 6);
    facts.writeUInt8(letters.indexOf(one.segment) | (one.vital ? 4 : 0) | (one.wider ? 8 : 0), at * width + 8);
    facts.writeUInt8(one.tier, at * width + 9);
  }
  return { ids, facts };
}

/** What was packed. An id of zeros is somebody who was erased: they are left out. */
export function unpack(ids: Buffer, facts: Buffer): Kept[] {
  const kept: Kept[] = [];
  for (let at = 0; at * 16 < ids.length; at += 1) {
    const hex = ids.toString("hex", at * 16, at * 16 + 16);
    if (/^0+$/.test(hex)) continue;
    const flags = facts.readUInt8(at * width + 8);
    kept.push({
      customerId: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`, rf: facts.readUInt16LE(at * width) * factorStep,
      netCents: facts.readIntLE(at * width + 2, 6), segment: letters[flags & 3] ?? "D", vital: (flags & 4) > 0, wider: (flags & 8) > 0, tier: facts.readUInt8(at * width + 9),
    });
  }
  return kept;
}

/** Days since 1970 as PostgreSQL writes a date. */
export const dateOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** Writes one block of a night: customers in rising order of their ids. */
export async function writeBlock(tx: Tx, day: number, kept: readonly Kept[]): Promise<void> {
  const [first] = kept;
  if (!first) return;
  const { ids, facts } = pack(kept);
  await tx.query("INSERT INTO portfolio_snapshot (day, first_id, ids, facts) VALUES ($1, $2, $3, $4) ON CONFLICT (day, first_id) DO UPDATE SET ids = excluded.ids, facts = excluded.facts", [dateOf(day), first.customerId, ids, facts]);
}

/** Blocks of a night as they are kept, in rising order of their ids; nothing when there was none that day. */
export async function* readBlocks(day: number, reader: Reader = db()): AsyncGenerator<{ ids: Buffer; facts: Buffer }> {
  for (let after = "00000000-0000-0000-0000-000000000000"; ;) {
    const rows = await reader.query<{ first: string; ids: Buffer; facts: Buffer }>(
      "SELECT first_id AS first, ids, facts FROM portfolio_snapshot WHERE day = $1 AND first_id > $2::uuid ORDER BY first_id LIMIT 50", [dateOf(day), after]);
    const last = rows.at(-1);
    if (!last) return;
    after = last.first;
    yield* rows;
  }
}

/** Everybody as a night left them, a block at a time. */
export async function* readSnapshot(day: number, reader: Reader = db()): AsyncGenerator<Kept[]> {
  for await (const { ids, facts } of readBlocks(day, reader)) yield unpack(ids, facts);
}

/** The segment in the facts at a place of a block. */
export const segmentIn = (facts: Buffer, place: number): Segment => letters[facts.readUInt8(place * width + 8) & 3] ?? "D";
/** One customer of a block. */
export const oneOf = ({ ids, facts }: { ids: Buffer; facts: Buffer }, place: number): Kept | undefined => unpack(ids.subarray(place * 16, place * 16 + 16), facts.subarray(place * width, (place + 1) * width))[0];

/** A customer's id as it stands in a block. */
export const idBytes = (customerId: string): Buffer => Buffer.from(customerId.replaceAll("-", ""), "hex");

/** A customer's ten bytes of facts on a night, as an SQL subselect with the one column `facts`; no row when they were not in it. Their place among a block's ids says which bytes are theirs: nothing else of a block leaves the database. */
export const factsOnSql = (customer: string, day: string): string => `(
  SELECT substring(b.facts FROM ((at.place - 1) / 16) * ${width} + 1 FOR ${width}) AS facts
  FROM (SELECT s.ids, s.facts FROM portfolio_snapshot s WHERE s.day = ${day} AND s.first_id <= ${customer} ORDER BY s.first_id DESC LIMIT 1) b, LATERAL (SELECT position(uuid_send(${customer}) IN b.ids) AS place) at
  WHERE at.place > 0 AND (at.place - 1) % 16 = 0)`;

export type Night = Kept & { day: number };
const readOwn = `SELECT d.day - '1970-01-01'::date AS day, own.facts FROM portfolio_day d, LATERAL ${factsOnSql("$1::uuid", "d.day")} own WHERE d.day >= $2::date ORDER BY d.day`;

/** One customer's nights since a day, oldest first. */
export async function readHistory(customerId: string, since: number): Promise<Night[]> {
  const own = idBytes(customerId);
  const rows = await db().query<{ day: number; facts: Buffer }>(readOwn, [customerId, dateOf(since)]);
  return rows.flatMap(({ day, facts }) => unpack(own, facts).map((kept) => ({ ...kept, day })));
}
