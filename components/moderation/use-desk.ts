"use client";
import { useTranslations } from "next-intl";
import { type Dispatch, type SetStateAction, useCallback, useEffect, useRef, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { moderation } from "#components/doors/moderation.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { atEachConnection, hear } from "#components/realtime/live.ts";
import { say } from "#components/ui/toast.tsx";
import type { DecisionName, ItemView, QueuePage, QueueRow } from "#lib/moderation/types.ts";
import type { QueueKind } from "#lib/screening/types.ts";

export type Wording = { message: string; days: number | null };
type News = { itemId?: number; decided?: boolean; claim?: { by: { id: string; name: string; handle: string }; until: string } | null };
export type Desk = {
  page: QueuePage | undefined; problem: Problem | undefined; kind: QueueKind | null; chosen: number | undefined; item: ItemView | undefined; busy: boolean;
  setKind: (kind: QueueKind | null) => void; choose: (id: number | undefined) => void; step: (by: 1 | -1) => void; more: () => Promise<void>; reload: () => Promise<void>;
  decide: (decision: DecisionName, said: Wording) => Promise<void>; undo: () => Promise<void>; claim: () => Promise<void>; note: (text: string) => Promise<void>;
};

type Queue = Pick<Desk, "page" | "problem" | "kind" | "item" | "chosen" | "setKind" | "choose" | "reload"> & { setPage: Dispatch<SetStateAction<QueuePage | undefined>>; setItem: Dispatch<SetStateAction<ItemView | undefined>>; drop: (id: number) => void };

/** The queue as it stands; it changes while others work on it. */
function useQueue(me: string): Queue {
  const [page, setPage] = useState<QueuePage>();
  const [problem, setProblem] = useState<Problem>();
  const [kind, setKind] = useState<QueueKind | null>(null);
  const [chosen, choose] = useState<number>();
  const [item, setItem] = useState<ItemView>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const reload = useCallback(async (): Promise<void> => {
    const answer = await moderation.queue(kind, null);
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) setPage(answer.data);
  }, [kind]);
  useEffect(() => { void reload(); }, [reload]);

  const rows = page?.items ?? [];
  const current = rows.some((row) => row.id === chosen) ? chosen : rows[0]?.id;
  useEffect(() => {
    setItem((old) => (old?.id === current ? old : undefined));
    if (current === undefined) return;
    let gone = false;
    void moderation.item(current).then((answer) => { if (answer.ok && !gone) setItem(answer.data); });
    return () => { gone = true; };
  }, [current]);

  const change = useCallback((id: number, of: Partial<QueueRow>): void => {
    setPage((old) => old && { ...old, items: old.items.map((row) => (row.id === id ? { ...row, ...of } : row)) });
    setItem((old) => (old?.id === id ? { ...old, ...of } : old));
  }, []);
  const drop = useCallback((id: number): void => {
    setPage((old) => {
      const row = old?.items.find((one) => one.id === id);
      return old && row ? { ...old, items: old.items.filter((one) => one.id !== id), counts: { ...old.counts, [row.kind]: Math.max(0, old.counts[row.kind] - 1) } } : old;
    });
  }, []);
  const soon = useCallback((): void => { clearTimeout(timer.current); timer.current = setTimeout(() => void reload(), 400); }, [reload]);
  useEffect(() => {
    const heard = (news: News): void => {
      if (news.itemId && news.decided) drop(news.itemId);
      else if (news.itemId && news.claim !== undefined) change(news.itemId, { claim: news.claim && { ...news.claim, mine: news.claim.by.id === me } });
      else soon();
    };
    const stops = [hear<News>("desk.changed", heard), atEachConnection(soon)];
    return () => { for (const stop of stops) stop(); };
  }, [me, drop, change, soon]);

  return { page, problem, kind, item, chosen: current, setKind, choose, reload, setPage, setItem, drop };
}

/** What one does with the queue: steps through it, decides, takes back. */
export function useDesk(me: string): Desk {
  const t = useTranslations("desk");
  const words = useProblem();
  const { page, problem, kind, item, chosen: current, setKind, choose, reload, setPage, setItem, drop } = useQueue(me);
  const [busy, setBusy] = useState(false);
  const last = useRef<number[]>([]);
  const rows = page?.items ?? [];
  const undo = async (): Promise<void> => {
    const id = last.current.pop();
    if (id === undefined) return say(t("nothingToUndo"));
    const answer = await moderation.undo(id);
    say(answer.ok ? t("undone") : words(answer.problem), answer.ok ? {} : { tone: "danger" });
    await reload();
  };
  const step = (by: 1 | -1): void => {
    const at = rows.findIndex((row) => row.id === current);
    choose(rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.id);
  };
  const decide = async (decision: DecisionName, said: Wording): Promise<void> => {
    if (current === undefined || busy) return;
    const at = rows.findIndex((row) => row.id === current);
    setBusy(true);
    const answer = await moderation.decide(current, { decision, message: said.message, days: said.days });
    setBusy(false);
    if (!answer.ok) {
      say(words(answer.problem), { tone: "danger" });
      return answer.problem.code === "conflict" ? reload() : undefined;
    }
    last.current = [...last.current.slice(-19), answer.data.id];
    choose(rows[at + 1]?.id ?? rows[at - 1]?.id);
    drop(current);
    say(t(`did.${decision}`), { action: { label: t("undo"), run: () => void undo() } });
    if (rows.length <= 6) await reload();
  };
  const claim = async (): Promise<void> => {
    const row = rows.find((one) => one.id === current);
    if (!row) return;
    const answer = row.claim?.mine ? await moderation.release(row.id) : await moderation.claim(row.id);
    if (!answer.ok) say(words(answer.problem), { tone: "danger" });
  };
  const note = async (text: string): Promise<void> => {
    if (current === undefined) return;
    const answer = await moderation.note(current, text);
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    const fresh = await moderation.item(current);
    if (fresh.ok) setItem(fresh.data);
    say(t("noted"));
  };
  const more = async (): Promise<void> => {
    const answer = page?.next ? await moderation.queue(kind, page.next) : undefined;
    if (answer?.ok) setPage((old) => old && { ...answer.data, items: [...old.items, ...answer.data.items.filter((row) => !old.items.some((known) => known.id === row.id))] });
  };
  return { page, problem, kind, chosen: current, item, busy, setKind, choose, step, more, reload, decide, undo, claim, note };
}
