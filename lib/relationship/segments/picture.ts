import { db } from "#lib/core/transact.ts";
import { type Concentration, concentrationOf, type Edges, edgesOf } from "../concentration.ts";
import type { Segment } from "../portfolio.ts";

/** Cells of the picture in columns: where (factor in whole points; twelfths of a decade of profit), which kind of customers, how many, and what they bring. */
export type Cells = { x: number[]; y: number[]; segments: string; tiers: number[]; stages: number[]; customers: number[]; netCents: number[] };
/** What a night keeps of the picture, so that no reader has to count a million customers. */
export type KeptPicture = { cells: Cells; concentration: Concentration; edges: Edges };

/** Rows of the picture in a decade of money. */
export const perDecade = 12;
/** The row of a net profit: 0 up to one unit of money, then twelve to each factor of ten. */
export const rowOf = (netCents: number): number => (netCents <= 100 ? 0 : 1 + Math.floor(perDecade * Math.log10(netCents / 100)));

export type Drawn = { rf: number; netCents: number; segment: Segment; tier: number; stage: number; rank: number | null };

/** Gathers everybody a night places, a page at a time, into cells and gains. */
export function gatherPicture(): { take: (placed: readonly Drawn[]) => void; kept: () => KeptPicture } {
  const cells = new Map<number, Drawn & { x: number; y: number; customers: number }>();
  const gains: number[] = [];
  return {
    take(placed) {
      for (const one of placed) {
        const [x, y] = [Math.max(0, Math.min(99, Math.floor(one.rf))), rowOf(one.netCents)];
        const key = ((y * 100 + x) * 4 + "ABCD".indexOf(one.segment)) * 64 + one.tier * 8 + one.stage;
        const cell = cells.get(key);
        if (cell) {
          cell.customers += 1;
          cell.netCents += one.netCents;
        } else cells.set(key, { ...one, x, y, customers: 1 });
        if (one.rank !== null) gains.push(Math.max(0, one.netCents));
      }
    },
    kept() {
      const all = [...cells.values()];
      const column = <Name extends "x" | "y" | "tier" | "stage" | "customers" | "netCents">(name: Name): number[] => all.map((cell) => cell[name]);
      const amounts = Float64Array.from(gains);
      return {
        cells: { x: column("x"), y: column("y"), segments: all.map((cell) => cell.segment).join(""), tiers: column("tier"), stages: column("stage"), customers: column("customers"), netCents: column("netCents") },
        concentration: concentrationOf(amounts), edges: edgesOf(amounts),
      };
    },
  };
}

/** What the last night kept of the picture, with its day; undefined before the first. */
export async function readKeptPicture(): Promise<(KeptPicture & { day: string }) | undefined> {
  const [row] = await db().query<{ day: string; picture: string | null }>("SELECT day::text AS day, picture FROM portfolio_day ORDER BY day DESC LIMIT 1");
  return row?.picture ? { day: row.day, ...(JSON.parse(row.picture) as KeptPicture) } : undefined;
}

/** Customers one by one, in columns. */
export type Points = { kind: "points"; ids: string[]; names: string[]; rf: number[]; netCents: number[]; segments: string; tiers: number[]; stages: number[]; valueCents: (number | null)[] };
/** The picture's points, each customer once; or, where there are more than `most`, the cells of the last night. */
export type Picture = Points | { kind: "cells"; perDecade: number; cells: Cells };

type PointRow = { id: string; name: string; rf: number; net: number; segment: string; tier: number; stage: number; value: number | null };
const pointsFrom = (source: string): string => `SELECT p.customer_id AS id, a.name, p.rf, p.net_cents AS net, p.segment, a.tier, p.stage, p.value_cents AS value FROM ${source} p JOIN account a ON a.id = p.customer_id`;
const readPoints = `${pointsFrom("portfolio")} ORDER BY p.customer_id`;
// Whoever is one too many ends the reading: where a part is dense it is found out at once.
const readPart = pointsFrom("(SELECT * FROM portfolio WHERE rf BETWEEN $1::real AND $2::real AND net_cents BETWEEN $3 AND $4 LIMIT $5)");
const columnsOf = (rows: readonly PointRow[]): Points => ({
  kind: "points", ids: rows.map((row) => row.id), names: rows.map((row) => row.name), rf: rows.map((row) => Math.round(row.rf * 100) / 100), netCents: rows.map((row) => row.net),
  segments: rows.map((row) => row.segment).join(""), tiers: rows.map((row) => row.tier), stages: rows.map((row) => row.stage), valueCents: rows.map((row) => row.value),
});

/** A part of the picture, as the factor and the net profit bound it. */
export type PartOf = { rf: readonly [number, number]; netCents: readonly [number, number] };

/** Who stands in a part of the picture, one by one; null where they are more than `most`. One statement. */
export async function readPointsIn({ rf, netCents }: PartOf, most = 4000): Promise<Points | null> {
  const rows = await db().query<PointRow>(readPart, [rf[0], rf[1], netCents[0], netCents[1], most + 1]);
  return rows.length > most ? null : columnsOf(rows);
}

/** Reads the picture of the last night. */
export async function readPicture(most = 20_000): Promise<Picture> {
  const [size] = await db().query<{ count: number }>("SELECT count(*)::int AS count FROM (SELECT 1 FROM portfolio LIMIT $1) counted", [most + 1]);
  if ((size?.count ?? 0) > most) {
    const kept = await readKeptPicture();
    if (kept) return { kind: "cells", perDecade, cells: kept.cells };
  }
  return columnsOf(await db().query<PointRow>(readPoints));
}
