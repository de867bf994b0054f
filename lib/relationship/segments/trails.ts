import { db } from "#lib/core/transact.ts";
import type { Segment } from "../portfolio.ts";
import { dateOf, idBytes, unpack } from "./snapshots.ts";

export type Place = { rf: number; netCents: number; segment: Segment };
export type Trail = { customerId: string; name: string; from: Place; to: Place };

// Whoever stands in their segment since a later day than that night may have moved; their old place is in the night's block.
const readMoved = `
  SELECT p.customer_id AS id, a.name, p.rf, p.net_cents AS net, p.segment, s.ids, s.facts FROM (
    SELECT * FROM portfolio WHERE segment_since > $1::date ORDER BY net_cents DESC, customer_id LIMIT $2) p JOIN account a ON a.id = p.customer_id,
  LATERAL (SELECT ids, facts FROM portfolio_snapshot s WHERE s.day = $1::date AND s.first_id <= p.customer_id ORDER BY s.first_id DESC LIMIT 1) s ORDER BY p.net_cents DESC, p.customer_id`;
const factsWidth = 10;

/** From where to where customers went since a night, those who bring most first. */
export async function readTrails(night: number, limit = 300): Promise<Trail[]> {
  const rows = await db().query<{ id: string; name: string; rf: number; net: number; segment: Segment; ids: Buffer; facts: Buffer }>(readMoved, [dateOf(night), limit]);
  return rows.flatMap(({ id, name, rf, net, segment, ids, facts }) => {
    const own = idBytes(id);
    let at = ids.indexOf(own);
    while (at > 0 && at % 16 !== 0) at = ids.indexOf(own, at + 1);
    if (at < 0) return [];
    const [before] = unpack(ids.subarray(at, at + 16), facts.subarray((at / 16) * factsWidth, (at / 16 + 1) * factsWidth));
    if (!before || before.segment === segment) return [];
    return [{ customerId: id, name, from: { rf: before.rf, netCents: before.netCents, segment: before.segment }, to: { rf, netCents: net, segment } }];
  });
}
