"use client";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef, useState } from "react";
import { type ChartTheme, faded, readTheme, watchTheme } from "#components/ui/chart-theme.ts";
import type { TreeView } from "#lib/analytics/referrals/types.ts";
import type { Shown } from "../use-shown.ts";
import { type Block, blockAt, layTree } from "./tree-layout.ts";

type Drawing = { blocks: readonly Block[]; view: TreeView; width: number; height: number; column: number; over: Block | undefined; words: (block: Block) => string };

function paint(context: CanvasRenderingContext2D, theme: ChartTheme, { blocks, view, width, height, column, over, words }: Drawing): void {
  context.clearRect(0, 0, width, height);
  context.font = `500 12px ${theme.font}`;
  context.textBaseline = "middle";
  for (const block of blocks) {
    const [x, y, high] = [block.level * column, block.from * height, (block.to - block.from) * height];
    const node = view.nodes[block.node];
    const gap = high > 6 ? 1 : 0;
    const ink = block.others > 0 ? faded(theme["ink-faint"], 0.14) : (node?.ownCents ?? 0) > 0 ? faded(theme.copper, 0.5) : block.level === 0 || node?.parent === -1 ? faded(theme.steel, 0.42) : faded(theme.steel, 0.22);
    context.fillStyle = ink;
    context.fillRect(x, y, column - 1.5, Math.max(0.6, high - gap));
    if (block === over) { context.strokeStyle = theme.ink; context.lineWidth = 1.5; context.strokeRect(x + 0.75, y + 0.75, column - 3, Math.max(1, high - gap - 1.5)); }
    if (high < 15) continue;
    context.fillStyle = block.others > 0 ? theme["ink-soft"] : theme.ink;
    context.save();
    context.beginPath();
    context.rect(x, y, column - 6, high);
    context.clip();
    context.fillText(words(block), x + 7, y + Math.min(high / 2, 14));
    context.restore();
  }
}

function useSized(): { host: React.RefObject<HTMLDivElement | null>; width: number } {
  const host = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const at = host.current;
    if (!at) return;
    const sized = new ResizeObserver(() => setWidth(at.clientWidth));
    sized.observe(at);
    return () => sized.disconnect();
  }, []);
  return { host, width };
}

const tall = 560;

/** The tree as a stack of blocks: as high as the branch is large, whom somebody brought to the right of them. A press goes into a branch. */
export function TreePicture({ view, shown, onEnter }: { view: TreeView; shown: Shown; onEnter: (id: string) => void }) {
  const t = useTranslations("wordOfMouth");
  const { host, width } = useSized();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [over, setOver] = useState<Block>();
  const [turn, setTurn] = useState(0);
  const { blocks, levels } = useMemo(() => layTree(view), [view]);
  const columns = Math.min(levels, 40);
  const column = Math.max(width < 500 ? 84 : 104, Math.floor(width / columns));
  const drawn = column * columns;
  useEffect(() => watchTheme(() => setTurn((old) => old + 1)), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` says that the theme changed
  useEffect(() => {
    const at = canvas.current;
    const context = at?.getContext("2d");
    if (!at || !context || width === 0) return;
    const scale = Math.min(2, devicePixelRatio || 1);
    [at.width, at.height] = [drawn * scale, tall * scale];
    context.setTransform(scale, 0, 0, scale, 0, 0);
    paint(context, readTheme(at), { blocks, view, width: drawn, height: tall, column, over, words: (block) => (block.others > 0 ? t("tree.others", { count: shown.whole(block.others) }) : (view.nodes[block.node]?.name ?? "")) });
  }, [blocks, view, drawn, column, over, width, turn]);
  const find = (event: React.PointerEvent | React.MouseEvent): Block | undefined => {
    const box = canvas.current?.getBoundingClientRect();
    return box && blockAt(blocks, { level: Math.floor((event.clientX - box.left) / column), y: (event.clientY - box.top) / tall });
  };
  const node = over && view.nodes[over.node];
  const enter = (block: Block | undefined): void => { const id = block && view.nodes[block.node]?.id; if (id) onEnter(id); };
  return (
    <figure className="min-w-0" data-people={view.total}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div ref={host} tabIndex={0} role="img" aria-label={t("tree.pictureSaid", { people: view.total, money: shown.money(view.cents) })} className="relative h-[35rem] overflow-x-auto rounded-md bg-sunk">
        <canvas ref={canvas} style={{ width: drawn, height: tall }} className="block max-w-none cursor-pointer" data-blocks={blocks.length} onPointerMove={(event) => setOver(find(event))} onPointerLeave={() => setOver(undefined)} onClick={(event) => enter(find(event))} />
      </div>
      <figcaption className="mt-2 flex min-h-12 flex-wrap items-baseline gap-x-6 gap-y-1 text-sm text-soft">
        {over && node ? <span><b className="font-[580] text-ink">{over.others > 0 ? t("tree.othersOf", { count: shown.whole(over.others), name: node.name }) : node.name}</b>{over.others === 0 && <> · {t("tree.facts", { brought: node.brought, below: node.below, money: shown.money(node.belowCents) })}</>}</span> : <span>{t("tree.how")}</span>}
        <span className="ml-auto flex flex-wrap gap-x-4"><span className="inline-flex items-center gap-1.5"><span aria-hidden className="dot dot-copper" />{t("tree.bought")}</span><span className="inline-flex items-center gap-1.5"><span aria-hidden className="dot dot-steel" />{t("tree.notBought")}</span></span>
      </figcaption>
    </figure>
  );
}
