import type { Member } from "#lib/core/actor.ts";
import { db } from "#lib/core/transact.ts";
import { readSettings } from "#lib/catalogue/settings.ts";
import { dayOf } from "#lib/relationship/decay.ts";
import { movesSince } from "#lib/relationship/segments/moves.ts";
import { readKeptPicture, readPicture, readPointsIn } from "#lib/relationship/segments/picture.ts";
import { readSelection } from "#lib/relationship/segments/selection.ts";
import { countUnder, listThresholds, readThresholds } from "#lib/relationship/segments/thresholds.ts";
import { readTrails } from "#lib/relationship/segments/trails.ts";
import { readModel } from "#lib/relationship/standing.ts";
import type { SelectionInput } from "./schema.ts";
import type { NearView, PortfolioView, SelectionView, TrailsView } from "./types.ts";

const noEdges = { customers: [], cents: [] };
const edgeAt = (edges: PortfolioView["edges"], vital: number): number => edges.cents[vital - 1] ?? 0;

/** Everything the portfolio's picture is drawn from, as of the last night. */
export async function readPortfolioView(): Promise<PortfolioView> {
  const [kept, picture, thresholds, history, { currency }, tiers, model] = await Promise.all([
    readKeptPicture(), readPicture(), readThresholds(db()), listThresholds(10), readSettings(db()), db().query<{ name: string }>("SELECT name FROM tier ORDER BY level"), readModel(db()),
  ]);
  const edges = kept?.edges ?? noEdges;
  const counts = await countUnder({ threshold: thresholds.threshold, edgeCents: edgeAt(edges, thresholds.vital) });
  return { day: kept?.day ?? null, currency, picture, thresholds, edges, counts, history, tiers: tiers.map((row) => row.name), indicators: (model.indicators ?? []).map(({ name, label }) => ({ name, label })) };
}

/** How many would stand in each segment under other thresholds. */
export async function readCounts({ threshold, vital }: { threshold: number; vital: number }): Promise<{ counts: PortfolioView["counts"]; edgeCents: number }> {
  const edgeCents = edgeAt((await readKeptPicture())?.edges ?? noEdges, vital);
  return { counts: await countUnder({ threshold, edgeCents }), edgeCents };
}

/** A part of the picture from near: its customers one by one, null where they are too many. */
export async function readNear({ rfFrom, rfTo, netFrom, netTo }: { rfFrom: number; rfTo: number; netFrom: number; netTo: number }): Promise<NearView> {
  return { points: await readPointsIn({ rf: [rfFrom, rfTo], netCents: [netFrom, netTo] }) };
}

/** Who stands in a part of the picture. */
export async function readSelected(_by: Member, { shape }: SelectionInput): Promise<SelectionView> {
  const { wholeCents, ...found } = await readSelection(shape);
  return { ...found, share: wholeCents > 0 ? found.netCents / wholeCents : null };
}

/** Who moved since a day, with where they were. */
export async function readTrailsView(since: string): Promise<TrailsView> {
  const moves = await movesSince(dayOf(new Date(since)), { first: 0 });
  if (!moves) return { none: true };
  const trails = await readTrails(dayOf(new Date(moves.from)));
  return { from: moves.from, to: moves.to, moved: moves.moved, fresh: moves.fresh, counts: moves.counts, trails: trails.map(({ customerId, ...trail }) => ({ id: customerId, ...trail })) };
}
