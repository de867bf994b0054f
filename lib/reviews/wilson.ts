const z = 1.96;

/**
 * The lower bound of the score interval for a proportion (E. B. Wilson, "Probable Inference, the Law of Succession, and
 * Statistical Inference", JASA 22, 1927) at 95 %, in billionths: of all who might read a review, at least this share would find
 * it helpful. Between 0 and 10⁹; rises with each yes, falls with each no, and nears the share itself as votes come in. The
 * database keeps it with the function of the same name.
 */
export function wilson(up: number, down: number): number {
  const n = up + down;
  if (n === 0) return 0;
  const p = up / n;
  const bound = (p + (z * z) / (2 * n) - z * Math.sqrt((p * (1 - p) + (z * z) / (4 * n)) / n)) / (1 + (z * z) / n);
  return Math.round(1e9 * Math.max(0, bound));
}
