"use client";
import { ArrowDown, ArrowUp, CornerDownRight, Lock, Pencil, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import type { Answer, Problem } from "#components/doors/call.ts";
import { arrangement } from "#components/doors/topics.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { say } from "#components/ui/toast.tsx";
import type { CategorySettings } from "#lib/forum/types.ts";
import { CategoryDialog } from "./category-dialog.tsx";
import { CategoryIcon } from "./category-icon.tsx";

type Open = { one?: CategorySettings; parentId: number | null };
type Row = { one: CategorySettings; siblings: CategorySettings[]; onMove: (to: number) => void; onEdit: () => void; onAdd: () => void; onRetire: () => void };
const indents = ["", "pl-5 sm:pl-9", "pl-9 sm:pl-16", "pl-12 sm:pl-24"];

function CategoryRow({ one, siblings, onMove, onEdit, onAdd, onRetire }: Row) {
  const t = useTranslations("arrange");
  const place = siblings.findIndex((sibling) => sibling.id === one.id);
  return (
    <li className={`border-b border-line py-3 ${indents[one.depth] ?? ""}`}>
      <div className={`flex flex-wrap items-center gap-x-3 gap-y-2 ${one.retired ? "opacity-80" : ""}`}>
        {one.depth > 0 && <CornerDownRight aria-hidden size={14} className="flex-none text-faint" />}
        <CategoryIcon icon={one.icon} colour={one.colour} size={18} />
        <div className="min-w-0 flex-1 basis-44">
          <p className="flex items-center gap-2 font-[560] [overflow-wrap:anywhere]">{one.name}{one.audience !== "public" && <Lock aria-hidden size={12} className="flex-none text-faint" />}{one.retired && <span className="rounded-full bg-sunk px-2 text-xs font-normal text-soft">{t("retired")}</span>}</p>
          <p className="text-sm text-faint">{t(`short.${one.audience}`)} · {t("topics", { count: one.topicCount })}</p>
        </div>
        <div className="flex flex-none items-center">
          <button type="button" className="act px-2" aria-label={t("up", { name: one.name })} disabled={place <= 0} onClick={() => onMove(place - 1)}><ArrowUp aria-hidden size={16} /></button>
          <button type="button" className="act px-2" aria-label={t("down", { name: one.name })} disabled={place >= siblings.length - 1} onClick={() => onMove(place + 1)}><ArrowDown aria-hidden size={16} /></button>
          {one.depth < 3 && !one.retired && <button type="button" className="act px-2" aria-label={t("addBelow", { name: one.name })} onClick={onAdd}><Plus aria-hidden size={16} /></button>}
          <button type="button" className="act px-2" aria-label={t("editOf", { name: one.name })} onClick={onEdit}><Pencil aria-hidden size={15} /></button>
          <button type="button" className="act" aria-label={t(one.retired ? "returnOf" : "retireOf", { name: one.name })} onClick={onRetire}>{t(one.retired ? "return" : "retire")}</button>
        </div>
      </div>
    </li>
  );
}

/** The tree of categories: in which order, below which, open to whom. */
export function Arrangement() {
  const t = useTranslations("arrange");
  const words = useProblem();
  const [all, setAll] = useState<CategorySettings[]>();
  const [problem, setProblem] = useState<Problem>();
  const [open, setOpen] = useState<Open>();
  const load = useCallback(async (): Promise<void> => {
    const answer = await arrangement.read();
    if (answer.ok) setAll(answer.data.categories);
    else setProblem(answer.problem);
  }, []);
  useEffect(() => { void load(); }, [load]);
  const act = async (work: Promise<Answer<unknown>>, undo?: { text: string; run: () => Promise<Answer<unknown>> }): Promise<void> => {
    const answer = await work;
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    await load();
    if (undo) say(undo.text, { action: { label: t("undo"), run: () => void act(undo.run()) } });
  };
  if (problem) return <p role="alert" className="text-danger">{words(problem)}</p>;
  if (!all) return <div aria-busy="true" className="grid gap-3"><div className="skeleton h-14" /><div className="skeleton h-14" /><div className="skeleton h-14" /></div>;
  return (
    <>
      <button type="button" className="btn btn-accent mb-4" onClick={() => setOpen({ parentId: null })}><Plus aria-hidden size={16} />{t("add")}</button>
      {all.length === 0 ? <p className="py-8 text-soft">{t("none")}</p> : (
        <ul aria-label={t("title")}>
          {all.map((one) => (
            <CategoryRow key={one.id} one={one} siblings={all.filter((other) => other.parentId === one.parentId)} onEdit={() => setOpen({ one, parentId: one.parentId })} onAdd={() => setOpen({ parentId: one.id })}
              onMove={(position) => void act(arrangement.place(one.id, { parentId: one.parentId, position }))}
              onRetire={() => void act(arrangement.retire(one.id, !one.retired), { text: t(one.retired ? "isBack" : "isRetired", { name: one.name }), run: () => arrangement.retire(one.id, one.retired) })} />
          ))}
        </ul>
      )}
      {open && <CategoryDialog {...open} all={all} onClose={() => setOpen(undefined)} onDone={() => { setOpen(undefined); void load(); }} />}
    </>
  );
}
