import { compiled, lgam, psi } from "cephes";
import { type History, type Pool, poolOf } from "./history.ts";
import { minimise, type Objective } from "./minimise.ts";

await compiled;

/**
 * A fitted model of buying until one leaves. Purchases are Poisson with a rate from Gamma(r, α); a customer leaves with a
 * probability from Beta(a, b) after each purchase (`bg`: BG/NBD; Fader, Hardie & Lee, Marketing Science 24, 2005), or
 * already after the first one too (`mbg`: MBG/NBD; Batislam, Denizel & Filiztekin, IJRM 24, 2007).
 */
export type Purchasing = { kind: "bg" | "mbg"; r: number; alpha: number; a: number; b: number };
export type Fitted<Model> = { model: Model; logLikelihood: number; iterations: number; converged: boolean };

/** How many chances to leave a customer had beside those after repeat purchases: one in the MBG/NBD, at the first purchase. */
const firstChance = (kind: Purchasing["kind"]): number => (kind === "mbg" ? 1 : 0);

type Terms = { base: number; left: number; r: number; a: number; b: number; shift: number };

/** What depends on x alone: ln A₁ + ln A₂ of the likelihood, the logarithm of "left", and their derivatives. */
function termsOf({ kind, r, alpha, a, b }: Purchasing, x: number): Terms {
  const chances = x + firstChance(kind);
  const base = lgam(r + x) - lgam(r) + r * Math.log(alpha) + lgam(a + b) + lgam(b + chances) - lgam(b) - lgam(a + b + chances);
  const both = psi(a + b) - psi(a + b + chances);
  return {
    base, left: chances > 0 ? Math.log(a) - Math.log(b + chances - 1) : Number.NEGATIVE_INFINITY,
    r: psi(r + x) - psi(r) + Math.log(alpha), a: both, b: both + psi(b + chances) - psi(b), shift: chances > 0 ? 1 / (b + chances - 1) : 0,
  };
}

/**
 * Minus the mean log-likelihood with its gradient, over the logarithms of r, α, a, b. With s = r + x and m = 1 for the
 * MBG/NBD, else 0, a customer's likelihood is (2005, equation 6; 2007, equation 5)
 *   Γ(s)αʳ/Γ(r) · B(a, b+x+m)/B(a, b) · { (α+T)⁻ˢ + [x+m > 0] a/(b+x+m−1) · (α+t_x)⁻ˢ }
 * taken as the logarithm of a sum of exponentials, so that neither a large x nor a small one loses anything.
 */
export function purchasingObjective(kind: Purchasing["kind"], pool: Pool): Objective {
  return ([lnR = 0, lnAlpha = 0, lnA = 0, lnB = 0]) => {
    const model: Purchasing = { kind, r: Math.exp(lnR), alpha: Math.exp(lnAlpha), a: Math.exp(lnA), b: Math.exp(lnB) };
    const { r, alpha, a, b } = model;
    const terms = pool.xs.map((x) => termsOf(model, x));
    let [sum, dr, dAlpha, da, db] = [0, 0, 0, 0, 0];
    for (let row = 0; row < pool.x.length; row += 1) {
      const term = terms[pool.place[row] ?? 0] as Terms;
      const count = pool.count[row] as number;
      const s = r + (pool.x[row] as number);
      const whole = alpha + (pool.T[row] as number);
      const until = alpha + (pool.tx[row] as number);
      const [lnWhole, lnUntil] = [Math.log(whole), Math.log(until)];
      const stays = -s * lnWhole;
      const leaves = term.left - s * lnUntil;
      const top = Math.max(stays, leaves);
      const total = top + Math.log(Math.exp(stays - top) + Math.exp(leaves - top));
      const [stayed, left] = [Math.exp(stays - total), Math.exp(leaves - total)];
      sum += count * (term.base + total);
      dr += count * (term.r - stayed * lnWhole - left * lnUntil);
      dAlpha += count * (r / alpha - s * (stayed / whole + left / until));
      da += count * (term.a + left / a);
      db += count * (term.b - left * term.shift);
    }
    const n = -pool.customers;
    return { value: sum / n, gradient: [(dr * r) / n, (dAlpha * alpha) / n, (da * a) / n, (db * b) / n] };
  };
}

const logs = ({ r, alpha, a, b }: Purchasing): number[] => [r, alpha, a, b].map(Math.log);

/** The log-likelihood of histories under a model. */
export function purchasingLikelihood(model: Purchasing, histories: readonly History[]): number {
  const pool = poolOf(histories);
  return -pool.customers * purchasingObjective(model.kind, pool)(logs(model)).value;
}

function usualStart(kind: Purchasing["kind"], pool: Pool): Purchasing {
  let [buys, time] = [0, 0];
  for (let row = 0; row < pool.x.length; row += 1) {
    buys += (pool.count[row] ?? 0) * (pool.x[row] ?? 0);
    time += (pool.count[row] ?? 0) * (pool.T[row] ?? 0);
  }
  // r/α starts at the purchases per unit of time, so that weeks and days lead to the same place.
  return { kind, r: 0.5, alpha: (0.5 * Math.max(time, 1e-9)) / Math.max(buys, 0.5), a: 1, b: 2 };
}

/** The maximum likelihood model of a pool of histories, from a usual start or a given one. Throws a sentence when there is nothing to fit. */
export function fitPurchasing(kind: Purchasing["kind"], pool: Pool, start?: Purchasing): Fitted<Purchasing> {
  if (pool.customers === 0 || pool.xs.every((x) => x === 0)) throw new Error("Nobody bought twice: there is nothing to fit a lifetime to.");
  const { at, value, iterations, converged } = minimise(purchasingObjective(kind, pool), logs(start ?? usualStart(kind, pool)));
  const [r = 0, alpha = 0, a = 0, b = 0] = at.map(Math.exp);
  return { model: { kind, r, alpha, a, b }, logLikelihood: -pool.customers * value, iterations, converged };
}

/** The probability that a customer has not left (2005, section 6, and 2007, equation 9). The BG/NBD knows no doubt about somebody who bought once. */
export function aliveOf(model: Purchasing, { x, tx, T }: History): number {
  const chances = x + firstChance(model.kind);
  if (chances === 0) return 1;
  const odds = Math.log(model.a) - Math.log(model.b + chances - 1) + (model.r + x) * (Math.log(model.alpha + T) - Math.log(model.alpha + tx));
  return 1 / (1 + Math.exp(odds));
}

/**
 * Purchases expected of somebody present, at rates from Gamma(s, θ), who leaves after each with a probability from
 * Beta(a, β), over a time t with z = t/θ:  E[(1 − e^(−λpt))/p] = Σ_k NB(k; s, z/(1+z)) Σ_{j<k} (β)_j/(a+β)_j.
 * The closed form (2005, equation 10) is this with 2F1; it is 0/0 at a = 1 and loses digits near it, and its 2F1 overflows
 * for large x. Here every term is positive: K is how often they would buy if they never left, S_K how many of those come about.
 */
function whilePresent(s: number, { a, beta }: { a: number; beta: number }, z: number): number {
  const [sum = 0] = whilePresentAt(s, { a, beta }, [z]);
  return sum;
}

/** The same at several times at once, z rising: how many of K purchases come about, S_K, does not depend on the time and is walked through once. */
function whilePresentAt(s: number, { a, beta }: { a: number; beta: number }, zs: readonly number[]): Float64Array {
  const [n, u, p, lnP, sums] = [zs.length, new Float64Array(zs.length), new Float64Array(zs.length), new Float64Array(zs.length), new Float64Array(zs.length)];
  let from = 0;
  for (const [at, z] of zs.entries()) {
    if (!(z > 0)) from = at + 1;
    u[at] = z / (1 + z);
    lnP[at] = -s * Math.log1p(z);
    p[at] = Math.exp(lnP[at] ?? 0);
  }
  let [made, staying] = [0, 1];
  for (let k = 1; k < 20_000_000 && from < n; k += 1) {
    made += staying;
    staying *= (beta + k - 1) / (a + beta + k - 1);
    const more = (s + k - 1) / k;
    for (let at = from; at < n; at += 1) {
      const ratio = more * (u[at] as number);
      let now = p[at] as number;
      if (now > 1e-290) now *= ratio;
      else {
        // Far below the mode the probability is smaller than any double; its logarithm carries on.
        lnP[at] = (lnP[at] as number) + Math.log(ratio);
        now = Math.exp(lnP[at] as number);
      }
      p[at] = now;
      sums[at] = (sums[at] as number) + now * made;
      // The earlier the time the sooner its sum is complete: those that are lie before `from`.
      if (at === from && ratio < 1 && now * (made * (1 - ratio) + 1) < 1e-15 * (1 - ratio) * (1 - ratio) * (sums[at] as number)) from += 1;
    }
  }
  return sums;
}

/** Purchases expected of a new customer within t of the first one (2005, equation 9; 2007, equation 8). */
export function expectedOf(model: Purchasing, t: number): number {
  const { kind, r, alpha, a, b } = model;
  const fresh = whilePresent(r, { a, beta: b + firstChance(kind) }, t / alpha);
  return kind === "mbg" ? (b / (a + b)) * fresh : fresh;
}

/** Purchases expected of a customer with this history in the next t (2005, equation 10; 2007, equation 10). */
export function expectedNext(model: Purchasing, history: History, t: number): number {
  const { kind, r, alpha, a, b } = model;
  const { x, T } = history;
  return aliveOf(model, history) * whilePresent(r + x, { a, beta: b + x + firstChance(kind) }, t / (alpha + T));
}

/** The same at several times, rising: what they share is computed once. */
export function expectedNextAt(model: Purchasing, history: History, times: readonly number[]): Float64Array {
  const { kind, r, alpha, a, b } = model;
  const { x, T } = history;
  const alive = aliveOf(model, history);
  return whilePresentAt(r + x, { a, beta: b + x + firstChance(kind) }, times.map((t) => t / (alpha + T))).map((sum) => alive * sum);
}
