import { db } from "#lib/core/transact.ts";
import type { Segment } from "../portfolio.ts";
import { dateOf, factsOnSql, idBytes, unpack } from "./snapshots.ts";

export type Place = { rf: number; netCents: number; segment: Segment };
export type Trail = { customerId: string; name: string; from: Place; to: Place };

// Whoever stands in their segment since a later day than that night may have moved; their old place is in the night's block.
const readMoved = `
  SELECT p.customer_id AS id, a.name, p.rf, p.net_cents AS net, p.segment, own.facts FROM (
    SELECT * FROM portfolio WHERE segment_since > $1::date ORDER BY net_cents DESC, customer_id LIMIT $2) p JOIN account a ON a.id = p.customer_id, LATERAL ${factsOnSql("p.customer_id", "$1::date")} own
  ORDER BY p.net_cents DESC, p.customer_id`;

/** From where to where customers went since a night, those who bring most first. */
export async function readTrails(night: number, limit = 300): Promise<Trail[]> {
  const rows = await db().query<{ id: string; name: string; rf: number; net: number; segment: Segment; facts: Buffer }>(readMoved, [dateOf(night), limit]);
  return rows.flatMap(({ id, name, rf, net, segment, facts }) => {
    const [before] = unpack(idBytes(id), facts);
    return before && before.segment !== segment ? [{ customerId: id, name, from: { rf: before.rf, netCents: before.netCents, segment: before.segment }, to: { rf, netCents: net, segment } }] : [];
  });
}
