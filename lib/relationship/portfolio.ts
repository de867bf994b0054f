/** A customer in the portfolio: net profit of the period, the factor, and whether they bought at all in the period. */
export type Holding = { customerId: string; netCents: number; rf: number; buyer?: boolean };
export type Segment = "A" | "B" | "C" | "D";
export type Placed = { customerId: string; netCents: number; rf: number; share: number | null; negative: boolean; vital: boolean; segment: Segment };
export type Portfolio = {
  customers: number; buyers: number; net_cents: number; placed: Placed[]; segments: Record<Segment, number>;
  vital_set: number; customers_making_51pct: number; customers_making_80pct: number; customers_making_80pct_of_net_revenue: number;
  gini: number; rank_correlation: number | null; net_revenue_share_by_decile_top_first: number[]; top20pct_share: number | null;
  customers_with_net_le_0: number;
};

const highFactor = 50;
const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const positive = (holding: Holding): number => Math.max(0, holding.netCents);

/** How many of these amounts, taken from the greatest, first make `share` of `whole`; 0 when there is nothing to make. */
export function fewestMaking(falling: readonly number[], share: number, whole: number): number {
  if (whole <= 0) return 0;
  let sum = 0;
  for (const [index, value] of falling.entries()) {
    sum += value;
    if (sum >= share * whole) return index + 1;
  }
  return falling.length;
}

/** The vital set: the smallest set, by falling net profit, that makes `share` of Σ max(NP, 0); ties at its edge are in. */
export function vitalSet(holdings: readonly Holding[], share = 0.8): Set<string> {
  const falling = holdings.toSorted((a, b) => b.netCents - a.netCents);
  const amounts = falling.map(positive);
  const count = fewestMaking(amounts, share, total(amounts));
  const edge = count > 0 ? amounts[count - 1] ?? 0 : Number.POSITIVE_INFINITY;
  return new Set(falling.filter((holding) => holding.netCents > 0 && holding.netCents >= edge).map((holding) => holding.customerId));
}

/** The Gini coefficient of non-negative amounts: 0 when all are equal, towards 1 when one has everything. */
export function gini(amounts: readonly number[]): number {
  const rising = amounts.toSorted((a, b) => a - b);
  const sum = total(rising);
  const n = rising.length;
  if (sum <= 0) return 0;
  return total(rising.map((value, index) => (2 * (index + 1) - n - 1) * value)) / (n * sum);
}

/** Shares of the total by tenths of the customers, greatest first; the first tenths take the remainder, one each. */
export function decileShares(falling: readonly number[]): number[] {
  const whole = total(falling);
  if (whole <= 0) return [];
  const size = Math.floor(falling.length / 10);
  const larger = falling.length % 10;
  let from = 0;
  return Array.from({ length: 10 }, (_, tenth) => {
    const to = from + size + (tenth < larger ? 1 : 0);
    const share = total(falling.slice(from, to)) / whole;
    from = to;
    return share;
  });
}

/** Ranks from 1, with the mean rank for ties. */
export function ranks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranked = new Array<number>(values.length).fill(0);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1] ?? 0] === values[order[from] ?? 0]) to += 1;
    for (let at = from; at <= to; at += 1) ranked[order[at] ?? 0] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return ranked;
}

/** Spearman's ρ: Pearson's correlation of the ranks. Null when one side does not vary. */
export function spearman(x: readonly number[], y: readonly number[]): number | null {
  const [a, b] = [ranks(x), ranks(y)];
  const mean = (a.length + 1) / 2;
  let [xy, xx, yy] = [0, 0, 0];
  for (const [index, rank] of a.entries()) {
    const [dx, dy] = [rank - mean, (b[index] ?? mean) - mean];
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xx > 0 && yy > 0 ? Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy))) : null;
}

function segmentOf(vital: boolean, rf: number): Segment {
  if (vital) return rf >= highFactor ? "A" : "B";
  return rf >= highFactor ? "C" : "D";
}

/**
 * The portfolio (Ko & Shikama; model, section 4). Shares (e-CNRR) add up to 1 whenever Σ NP > 0 and are null otherwise;
 * a negative net profit keeps its sign and is flagged. Segments and the rank correlation are over everybody;
 * deciles, Gini, the top fifth and the count of customers at or below zero are over buyers.
 */
export function portfolioOf(holdings: readonly Holding[]): Portfolio {
  const whole = total(holdings.map((holding) => holding.netCents));
  const vital = vitalSet(holdings);
  const placed = holdings.map(({ customerId, netCents, rf }): Placed => ({
    customerId, netCents, rf, share: whole > 0 ? netCents / whole : null, negative: netCents < 0,
    vital: vital.has(customerId), segment: segmentOf(vital.has(customerId), rf),
  }));
  const segments: Record<Segment, number> = { A: 0, B: 0, C: 0, D: 0 };
  for (const { segment } of placed) segments[segment] += 1;
  const buyers = holdings.filter((holding) => holding.buyer !== false);
  const falling = buyers.map((holding) => holding.netCents).sort((a, b) => b - a);
  const gains = falling.map((value) => Math.max(0, value));
  const made = total(gains);
  const net = total(falling);
  return {
    customers: holdings.length, buyers: buyers.length, net_cents: whole, placed, segments, vital_set: vital.size,
    customers_making_51pct: fewestMaking(gains, 0.51, made), customers_making_80pct: fewestMaking(gains, 0.8, made),
    customers_making_80pct_of_net_revenue: fewestMaking(falling, 0.8, net),
    gini: gini(gains), rank_correlation: spearman(holdings.map((h) => h.rf), holdings.map((h) => h.netCents)),
    net_revenue_share_by_decile_top_first: decileShares(falling),
    top20pct_share: net > 0 ? total(falling.slice(0, Math.floor(falling.length / 5))) / net : null,
    customers_with_net_le_0: falling.filter((value) => value <= 0).length,
  };
}
