/** A customer as they stood before: what they are matched on (model, section 7). */
export type Unit = { id: string; rf: number; netCents: number; tenureDays: number };
export type Match = { served: Unit; other: Unit; distance: number };

/** Two customers further apart than this, in standard deviations over the three together, are not alike. */
export const caliper = 0.75;

// Profit is spread over powers of ten and may be below zero; tenure matters less the longer it is.
const measured = ({ rf, netCents, tenureDays }: Unit): [number, number, number] => [rf, Math.asinh(netCents / 2000), Math.sqrt(Math.max(0, tenureDays))];

function deviations(units: readonly Unit[]): [number, number, number] {
  const rows = units.map(measured);
  const of = (at: 0 | 1 | 2): number => {
    const mean = rows.reduce((sum, row) => sum + row[at], 0) / Math.max(1, rows.length);
    return Math.sqrt(rows.reduce((sum, row) => sum + (row[at] - mean) ** 2, 0) / Math.max(1, rows.length)) || 1;
  };
  return [of(0), of(1), of(2)];
}

type Placed = { unit: Unit; at: [number, number, number]; taken: boolean };

/**
 * Finds for each who was served the nearest of those who were not, by factor, net profit and tenure; each of those once, so that
 * pairs are independent of each other. Whoever has nobody near enough is left out. The order of either list changes nothing.
 */
export function matchUnits(served: readonly Unit[], pool: readonly Unit[]): Match[] {
  const [x, y, z] = deviations([...served, ...pool]);
  const place = (unit: Unit): Placed => { const [a, b, c] = measured(unit); return { unit, at: [a / x, b / y, c / z], taken: false }; };
  const others = pool.map(place).sort((a, b) => a.at[0] - b.at[0] || (a.unit.id < b.unit.id ? -1 : 1));
  const found: Match[] = [];
  for (const one of served.map(place).sort((a, b) => (a.unit.id < b.unit.id ? -1 : 1))) {
    let [low, high] = [0, others.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((others[middle]?.at[0] ?? 0) < one.at[0]) low = middle + 1;
      else high = middle;
    }
    const best = nearest(one, others, low);
    if (!best) continue;
    best.other.taken = true;
    found.push({ served: one.unit, other: best.other.unit, distance: best.distance });
  }
  return found;
}

/** The nearest that is free, outwards from a place in the order of the factor, as far as it could still be nearer. */
function nearest(one: Placed, others: readonly Placed[], from: number): { other: Placed; distance: number } | undefined {
  let best: { other: Placed; distance: number } | undefined;
  const look = (at: number): boolean => {
    const other = others[at];
    if (!other) return false;
    const most = best?.distance ?? caliper;
    if (Math.abs(other.at[0] - one.at[0]) > most) return false;
    const distance = Math.hypot(other.at[0] - one.at[0], other.at[1] - one.at[1], other.at[2] - one.at[2]);
    if (!other.taken && (distance < most || (distance === most && (!best || other.unit.id < best.other.unit.id)))) best = { other, distance };
    return true;
  };
  for (let [up, down, goUp, goDown] = [from, from - 1, true, true]; goUp || goDown; up += 1, down -= 1) {
    if (goUp) goUp = look(up);
    if (goDown) goDown = look(down);
  }
  return best;
}
