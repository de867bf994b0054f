/** How unevenly net profit is spread over buyers: the curve from the poorest (101 points), how few make 51 % and 80 %, Gini. */
export type Spread = { buyers: number; netCents: number; making51: number; making80: number; gini: number };
export type Concentration = Spread & { lorenz: number[]; topTenCents: number; without: Spread };
/** For each percent of the whole, from 1 to 99: how many of the greatest make it, and the least of them. */
export type Edges = { customers: number[]; cents: number[] };

function spreadOf(rising: Float64Array): Spread {
  const n = rising.length;
  let [sum, weighted] = [0, 0];
  for (const [index, value] of rising.entries()) {
    sum += value;
    weighted += (2 * (index + 1) - n - 1) * value;
  }
  const fewest = (share: number): number => {
    let made = 0;
    for (let at = n - 1; at >= 0 && sum > 0; at -= 1) {
      made += rising[at] as number;
      if (made >= share * sum) return n - at;
    }
    return sum > 0 ? n : 0;
  };
  return { buyers: n, netCents: sum, making51: fewest(0.51), making80: fewest(0.8), gini: sum > 0 ? weighted / (n * sum) : 0 };
}

/** The concentration of gains (net profit, losses taken as nothing), and the same if the ten who bring most had left. */
export function concentrationOf(gains: Float64Array): Concentration {
  const rising = Float64Array.from(gains).sort();
  const whole = spreadOf(rising);
  const lorenz = [0];
  let [sum, at] = [0, 0];
  for (let percent = 1; percent <= 100; percent += 1) {
    for (const until = Math.round((percent * rising.length) / 100); at < until; at += 1) sum += rising[at] as number;
    lorenz.push(whole.netCents > 0 ? sum / whole.netCents : 0);
  }
  const rest = rising.subarray(0, Math.max(0, rising.length - 10));
  const without = spreadOf(rest);
  return { ...whole, lorenz, topTenCents: whole.netCents - without.netCents, without };
}

/** Where each percent of the whole is reached, from the greatest down: what a threshold of Y means in money. */
export function edgesOf(gains: Float64Array): Edges {
  const rising = Float64Array.from(gains).sort();
  const whole = rising.reduce((sum, value) => sum + value, 0);
  const edges: Edges = { customers: [], cents: [] };
  let [made, at] = [0, rising.length];
  for (let percent = 1; percent <= 99; percent += 1) {
    while (at > 0 && made < (percent / 100) * whole) {
      at -= 1;
      made += rising[at] as number;
    }
    edges.customers.push(rising.length - at);
    edges.cents.push(whole > 0 ? (rising[at] ?? 0) : 0);
  }
  return edges;
}
