/** A smooth function of several variables with its gradient. */
export type Objective = (at: readonly number[]) => { value: number; gradient: number[] };
export type Minimum = { at: number[]; value: number; gradient: number[]; inverseHessian: number[][]; iterations: number; converged: boolean };

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
const identity = (n: number): number[][] => Array.from({ length: n }, (_, row) => Array.from({ length: n }, (_, column) => Number(row === column)));
const largest = (values: readonly number[]): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

// H ← (I − ρ s yᵀ) H (I − ρ y sᵀ) + ρ s sᵀ (Nocedal & Wright, Numerical Optimization, 6.17).
function updated(inverse: number[][], s: readonly number[], y: readonly number[]): number[][] {
  const curvature = dot(s, y);
  // A step that shows no upward bend teaches nothing about it.
  if (!(curvature > 1e-14 * Math.sqrt(dot(s, s) * dot(y, y)))) return inverse;
  const rho = 1 / curvature;
  const hy = inverse.map((row) => dot(row, y));
  const scale = rho * rho * dot(y, hy) + rho;
  return inverse.map((row, i) => row.map((value, j) => value - rho * ((s[i] ?? 0) * (hy[j] ?? 0) + (hy[i] ?? 0) * (s[j] ?? 0)) + scale * (s[i] ?? 0) * (s[j] ?? 0)));
}

/**
 * The minimum of a smooth function by BFGS (Nocedal & Wright, 2nd ed., algorithm 6.1) with a backtracking line search.
 * No step moves a variable by more than 2, for variables that are logarithms. A value that is not finite counts as too
 * far. Converged: no component of the gradient is above `tolerance`, or what a step could still gain drowns in rounding.
 */
export function minimise(objective: Objective, start: readonly number[], { tolerance = 1e-8, most = 300 } = {}): Minimum {
  let at = [...start];
  let { value, gradient } = objective(at);
  let inverse = identity(at.length);
  if (!Number.isFinite(value)) return { at, value, gradient, inverseHessian: inverse, iterations: 0, converged: false };
  for (let iterations = 0; iterations < most; iterations += 1) {
    if (largest(gradient) <= tolerance) return { at, value, gradient, inverseHessian: inverse, iterations, converged: true };
    let direction = inverse.map((row) => -dot(row, gradient));
    if (!(dot(direction, gradient) < 0)) {
      inverse = identity(at.length);
      direction = gradient.map((part) => -part);
    }
    const slope = dot(direction, gradient);
    if (-slope <= 1e-14 * Math.max(1, Math.abs(value)) && largest(gradient) <= 1e-5) return { at, value, gradient, inverseHessian: inverse, iterations, converged: true };
    let step = Math.min(1, 2 / largest(direction));
    let next = at;
    let found = { value, gradient };
    for (; step > 1e-9; step /= 2) {
      next = at.map((one, index) => one + step * (direction[index] ?? 0));
      found = objective(next);
      if (Number.isFinite(found.value) && largest(found.gradient) < Number.POSITIVE_INFINITY && found.value <= value + 1e-4 * step * slope) break;
    }
    // Nothing lower is left to find in double precision: that is the bottom when the slope is small too.
    if (step <= 1e-9) return { at, value, gradient, inverseHessian: inverse, iterations, converged: largest(gradient) <= 1e-5 };
    const y = found.gradient.map((part, index) => part - (gradient[index] ?? 0));
    inverse = updated(inverse, next.map((one, index) => one - (at[index] ?? 0)), y);
    at = next;
    ({ value, gradient } = found);
  }
  return { at, value, gradient, inverseHessian: inverse, iterations: most, converged: false };
}
