/** Uniform numbers in (0, 1) from a seed, the same on every machine (mulberry32); none of them is 0 or 1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 4_294_967_296;
  };
}

/** A standard normal number (Box & Muller 1958). */
export function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
}

/** A number from Gamma(shape, rate) (Marsaglia & Tsang 2000; a shape below 1 by their boost). */
export function gammaNumber(random: () => number, shape: number, rate = 1): number {
  if (shape < 1) return gammaNumber(random, shape + 1, rate) * random() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return (d * v) / rate;
  }
}

/** A number from Beta(a, b), from two of Gamma. */
export function betaNumber(random: () => number, a: number, b: number): number {
  const first = gammaNumber(random, a);
  const sum = first + gammaNumber(random, b);
  return sum > 0 ? first / sum : Number(random() < a / (a + b));
}
