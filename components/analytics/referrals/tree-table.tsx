"use client";
import { ChevronDown, ChevronRight } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { referralStudio } from "#components/doors/referral-studio.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { say } from "#components/ui/toast.tsx";
import type { BranchView, TreeRow } from "#lib/analytics/referrals/types.ts";
import type { Shown } from "../use-shown.ts";
import { useNews } from "./use-news.ts";

type Line = { row: TreeRow; level: number; above: string | null; at: number; of: number };
type More = { more: string; level: number };
const top = "top";
const pageSize = 30;

/** The lines that stand open, in their order, each branch ending in a way to more where there is more. */
export function linesOf(branches: ReadonlyMap<string, BranchView>, open: ReadonlySet<string>): (Line | More)[] {
  const lines: (Line | More)[] = [];
  const walk = (of: string, level: number): void => {
    const branch = branches.get(of);
    for (const [at, row] of (branch?.rows ?? []).entries()) {
      lines.push({ row, level, above: of === top ? null : of, at: at + 1, of: branch?.next ? -1 : (branch?.rows.length ?? 0) });
      if (open.has(row.id)) walk(row.id, level + 1);
    }
    if (branch?.next) lines.push({ more: of, level });
  };
  walk(top, 1);
  return lines;
}

function useBranches(root: string | null) {
  const words = useProblem();
  const [branches, setBranches] = useState<ReadonlyMap<string, BranchView>>(new Map());
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const load = async (of: string, after: string | null): Promise<void> => {
    const answer = await referralStudio.branch(of === top ? root : of, after);
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    setBranches((old) => new Map(old).set(of, { rows: [...(after ? (old.get(of)?.rows ?? []) : []), ...answer.data.rows], next: answer.data.next }));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: begun anew where the tree begins elsewhere
  useEffect(() => { setBranches(new Map()); setOpen(new Set()); void load(top, null); }, [root]);
  // What stands open is read anew when something moved; a branch that was read on is left as it was read.
  useNews(() => { for (const [of, branch] of branches) if ((of === top || open.has(of)) && branch.rows.length <= pageSize) void load(of, null); });
  const turn = (id: string, wanted: boolean): void => {
    setOpen((old) => { const next = new Set(old); if (wanted) next.add(id); else next.delete(id); return next; });
    if (wanted && !branches.has(id)) void load(id, null);
  };
  return { lines: linesOf(branches, open), loaded: branches.has(top), open, turn, more: (of: string) => void load(of, branches.get(of)?.next ?? null) };
}

const indents = ["pl-0", "pl-5", "pl-10", "pl-15", "pl-20", "pl-25", "pl-30"] as const;
const indent = (level: number): string => indents[Math.min(level - 1, indents.length - 1)] ?? "";

/** The tree as an indented table: → opens a branch, ← closes it, ↑ and ↓ walk, Enter goes to the customer. */
export function TreeTable({ root, shown }: { root: string | null; shown: Shown }) {
  const t = useTranslations("wordOfMouth");
  const locale = useLocale();
  const body = useRef<HTMLTableSectionElement>(null);
  const { lines, loaded, open, turn, more } = useBranches(root);
  const [at, setAt] = useState(0);
  const go = (to: number): void => {
    const place = Math.max(0, Math.min(lines.length - 1, to));
    setAt(place);
    const row = body.current?.rows[place];
    (row?.querySelector<HTMLElement>("[data-more]") ?? row)?.focus();
  };
  const keyed = (event: React.KeyboardEvent, place: number): void => {
    const line = lines[place];
    if (!line || event.ctrlKey || event.metaKey || event.altKey) return;
    const isOpen = "row" in line && open.has(line.row.id);
    const acts = new Map<string, () => void>([
      ["ArrowDown", () => go(place + 1)], ["ArrowUp", () => go(place - 1)], ["Home", () => go(0)], ["End", () => go(lines.length - 1)],
      ["ArrowRight", () => { if ("row" in line && line.row.brought > 0) { if (isOpen) go(place + 1); else turn(line.row.id, true); } }],
      ["ArrowLeft", () => { if (isOpen && "row" in line) turn(line.row.id, false); else { const above = lines.slice(0, place).findLastIndex((one) => "row" in one && one.level === line.level - 1); if (above >= 0) go(above); } }],
      ["Enter", () => { if ("row" in line) location.assign(`/${locale}/studio/customers/${line.row.id}`); }],
    ]);
    const act = acts.get(event.key);
    if (!act || (event.key === "Enter" && event.target !== event.currentTarget)) return;
    event.preventDefault();
    act();
  };
  if (!loaded) return <div className="skeleton h-64" />;
  if (lines.length === 0) return <p className="py-6 text-soft">{t("tree.noneBelow")}</p>;
  return (
    <div className="overflow-x-auto">
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that opens and closes is a treegrid (ARIA practices) */}
      <table role="treegrid" aria-label={t("tree.table")} className="w-full min-w-[38rem] border-collapse text-[0.925rem] tabular-nums">
        <thead><tr className="text-sm text-soft">{["name", "joined", "brought", "below", "own", "value"].map((key, place) => <th key={key} scope="col" className={`border-b border-line-strong px-3 py-2 font-[560] first:pl-0 last:pr-0 ${place > 1 ? "text-right" : "text-left"}`}>{t(`tree.columns.${key as "name"}`)}</th>)}</tr></thead>
        <tbody ref={body}>
          {lines.map((line, place) => "more" in line ? (
            <tr key={`more-${line.more}`} aria-level={line.level} onKeyDown={(event) => keyed(event, place)}><td colSpan={6} className={`py-2 ${indent(line.level)}`}><button type="button" data-more className="btn btn-quiet" onFocus={() => setAt(place)} onClick={() => more(line.more)}>{t("tree.more")}</button></td></tr>
          ) : (
            <tr key={line.row.id} data-person={line.row.id} aria-level={line.level} aria-posinset={line.at} aria-setsize={line.of} aria-expanded={line.row.brought > 0 ? open.has(line.row.id) : undefined} tabIndex={place === at ? 0 : -1} onFocus={() => setAt(place)} onKeyDown={(event) => keyed(event, place)} className="border-b border-line last:border-0">
              <th scope="row" className={`py-1.5 pr-3 text-left font-normal ${indent(line.level)}`}>
                <span className="flex items-center gap-1">
                  {line.row.brought > 0 ? <button type="button" tabIndex={-1} className="grid size-8 flex-none place-items-center rounded-md text-soft hover:bg-sunk" aria-label={t(open.has(line.row.id) ? "tree.close" : "tree.open", { name: line.row.name })} onClick={() => turn(line.row.id, !open.has(line.row.id))}>{open.has(line.row.id) ? <ChevronDown aria-hidden size={16} /> : <ChevronRight aria-hidden size={16} />}</button> : <span className="w-8 flex-none" />}
                  <a tabIndex={place === at ? 0 : -1} className="min-w-0 no-underline [overflow-wrap:anywhere] hover:underline" href={`/${locale}/studio/customers/${line.row.id}`}>{line.row.name}</a>
                </span>
              </th>
              <td className="whitespace-nowrap px-3 py-1.5 text-soft">{line.row.joined ? shown.day(line.row.joined) : "–"}</td>
              <td className="px-3 py-1.5 text-right">{shown.whole(line.row.brought)}</td><td className="px-3 py-1.5 text-right">{shown.whole(line.row.below)}</td>
              <td className="px-3 py-1.5 text-right">{line.row.ownCents ? shown.money(line.row.ownCents) : "–"}</td><td className="py-1.5 pl-3 text-right">{shown.money(line.row.belowCents)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
