/** The smallest group that who may not see individuals is shown. */
export const smallest = 10;

/** Whether so many people are a small group: somebody could be told apart in it. */
export const few = (count: number): boolean => count > 0 && count < smallest;

/**
 * Parts of a whole that is known, as who may not see individuals sees them: a part of one to nine is hidden, and so many of the
 * next larger ones that those which are hidden are never fewer than ten together: else the whole would tell what they hide.
 */
export function thinned(parts: readonly number[], already: readonly boolean[] = []): (number | null)[] {
  const hidden = parts.map((part, at) => already[at] === true || few(part));
  const sum = (): number => parts.reduce((all, part, at) => (hidden[at] ? all + part : all), 0);
  const left = parts.map((part, at) => ({ part, at })).filter(({ part, at }) => !hidden[at] && part > 0).sort((a, b) => a.part - b.part);
  while (few(sum()) && left.length > 0) {
    const next = left.shift();
    if (next) hidden[next.at] = true;
  }
  return parts.map((part, at) => (hidden[at] ? null : part));
}

/** A part of a whole that stands beside it: hidden too when what is left of the whole is one to nine. */
export const shownPart = (part: number, whole: number): number | null => (few(part) || few(whole - part) ? null : part);

/** Steps of which each is part of the one before: hidden where it, or what is between it and the last that is shown, is one to nine. */
export function thinnedSteps(steps: readonly number[]): (number | null)[] {
  let before: number | undefined;
  return steps.map((step) => {
    if (few(step) || (before !== undefined && few(Math.abs(before - step)))) return null;
    before = step;
    return step;
  });
}

/** A curve over people, of which only points stay that have ten people or more between each other and both ends. */
export function thinnedCurve(points: readonly number[], people: number): (number | null)[] {
  const most = points.length - 1;
  let last = 0;
  return points.map((point, at) => {
    const below = Math.round((at * people) / most);
    if (at === 0 || at === most) return point;
    if (below - last < smallest || people - below < smallest) return null;
    last = below;
    return point;
  });
}
