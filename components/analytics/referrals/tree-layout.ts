import type { TreeView } from "#lib/analytics/referrals/types.ts";

/** A block of the picture: from where to where it reaches of the whole height (0 to 1), in which column, and of whom; `others` are too small to be drawn alone. */
export type Block = { level: number; from: number; to: number; node: number; others: number };
export type Layout = { blocks: Block[]; levels: number };

/**
 * Lays a tree out as a stack: each person is as high as there are people in their branch, and whom they brought stand beside
 * them to the right. Who is too small to be drawn is one block with the others of the same branch. Nothing overlaps, and
 * nobody reaches beyond who brought them.
 */
export function layTree({ nodes, total }: Pick<TreeView, "nodes" | "total">): Layout {
  const whole = Math.max(1, total);
  const [blocks, level, next, drawn]: [Block[], number[], number[], number[]] = [[], [], [], []];
  let [top, levels] = [0, 0];
  for (const [at, node] of nodes.entries()) {
    const size = node.below + 1;
    const above = node.parent;
    const from = above < 0 ? top : (next[above] ?? 0);
    if (above < 0) top += size;
    else { next[above] = from + size; drawn[above] = (drawn[above] ?? 0) + size; }
    const depth = above < 0 ? 0 : (level[above] ?? 0) + 1;
    level.push(depth);
    next.push(from);
    drawn.push(0);
    levels = Math.max(levels, depth + 1);
    blocks.push({ level: depth, from: from / whole, to: (from + size) / whole, node: at, others: 0 });
  }
  for (const [at, node] of nodes.entries()) {
    const others = node.below - (drawn[at] ?? 0);
    if (others <= 0) continue;
    const depth = (level[at] ?? 0) + 1;
    levels = Math.max(levels, depth + 1);
    blocks.push({ level: depth, from: (next[at] ?? 0) / whole, to: ((next[at] ?? 0) + others) / whole, node: at, others });
  }
  if (top < total) blocks.push({ level: 0, from: top / whole, to: 1, node: -1, others: total - top });
  return { blocks, levels: Math.max(levels, 1) };
}

/** The block at a place of the picture, or none. */
export function blockAt(blocks: readonly Block[], { level, y }: { level: number; y: number }): Block | undefined {
  return blocks.find((block) => block.level === level && y >= block.from && y < block.to);
}
