import type { Audience } from "./types.ts";

// From the widest to the narrowest. Staff stand apart from the tiers: no tier opens their rooms, and they see every other.
export const audiences: readonly Audience[] = ["public", "members", "select", "premier", "circle", "staff"];

/** Whether everyone in `inner` is in `outer` too. */
export const within = (inner: Audience, outer: Audience): boolean => audiences.indexOf(inner) >= audiences.indexOf(outer);

/** A category as the tree knows it. */
export type Branch = { id: number; parentId: number | null; position: number };

/** The branches depth first, siblings by position, with how deep each stands. What has no parent among them stands at the top. */
export function inTreeOrder<B extends Branch>(branches: readonly B[]): (B & { depth: number })[] {
  const known = new Set(branches.map((branch) => branch.id));
  const below = new Map<number | null, B[]>();
  for (const branch of branches) {
    const parent = branch.parentId !== null && known.has(branch.parentId) ? branch.parentId : null;
    below.set(parent, [...(below.get(parent) ?? []), branch]);
  }
  const walk = (parent: number | null, depth: number): (B & { depth: number })[] =>
    (below.get(parent) ?? []).toSorted((one, other) => one.position - other.position || one.id - other.id).flatMap((branch) => [{ ...branch, depth }, ...walk(branch.id, depth + 1)]);
  return walk(null, 0);
}

/** The ids of what stands below a branch, at any depth. */
export function descendants(branches: readonly Branch[], id: number): number[] {
  const children = branches.filter((branch) => branch.parentId === id).map((branch) => branch.id);
  return [...children, ...children.flatMap((child) => descendants(branches, child))];
}

/** The siblings under `parentId` in their order once `id` stands there at `position` (0 first; past the end is the end). */
export function placed(branches: readonly Branch[], id: number, to: { parentId: number | null; position: number }): number[] {
  const siblings = branches.filter((branch) => branch.parentId === to.parentId && branch.id !== id).toSorted((one, other) => one.position - other.position || one.id - other.id).map((branch) => branch.id);
  return siblings.toSpliced(Math.max(0, Math.min(to.position, siblings.length)), 0, id);
}
