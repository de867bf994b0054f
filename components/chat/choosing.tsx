"use client";
import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { withWords } from "#components/shell/with-words.tsx";
import type { Acting } from "./acting.ts";

const ToTopic = withWords(() => import("./to-topic.tsx").then((module) => module.ToTopic));
// As many as a topic is made of at once.
const most = 200;

/** Several messages that are being chosen; undefined while none is. */
export function useChoosing(): { chosen: ReadonlySet<number> | undefined; choose: (seq: number) => void; done: () => void } {
  const [chosen, setChosen] = useState<ReadonlySet<number>>();
  const choose = useCallback((seq: number) => setChosen((old) => {
    const next = new Set(old);
    if (!next.delete(seq) && next.size < most) next.add(seq);
    return next;
  }), []);
  return { chosen, choose, done: useCallback(() => setChosen(undefined), []) };
}

/** What becomes of the messages that were chosen, in place of where one writes. */
export function Chosen({ acting, chosen, onDone }: { acting: Acting; chosen: ReadonlySet<number>; onDone: () => void }) {
  const t = useTranslations("chat");
  const [making, setMaking] = useState(false);
  const seqs = [...chosen].sort((a, b) => a - b);
  return (
    <div role="toolbar" aria-label={t("chooseSeveral")} className="card flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5" onKeyDown={(event) => { if (event.key === "Escape") onDone(); }}>
      <p role="status" className="min-w-0 flex-1 text-soft max-sm:basis-full">{t("chosenCount", { count: seqs.length })}</p>
      <button type="button" className="btn btn-quiet min-h-9" onClick={onDone}>{t("cancel")}</button>
      <button type="button" className="btn btn-accent min-h-9" disabled={seqs.length === 0} onClick={() => setMaking(true)}>{t("toTopic")}</button>
      {making && <ToTopic acting={acting} message={{ seq: seqs[0] ?? 0, replies: 0 }} chosen={seqs} onClose={() => setMaking(false)} />}
    </div>
  );
}
