"use client";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { referralStudio } from "#components/doors/referral-studio.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { say } from "#components/ui/toast.tsx";
import type { ReviewItem } from "#lib/buzz/types.ts";
import { useNews } from "./use-news.ts";

export type State = "open" | "decided";
type Pending = { item: ReviewItem; verdict: "approved" | "refused"; note: string; timer: ReturnType<typeof setTimeout> };
/** For so long a decision can be taken back: it is sent afterwards, or when the page is left. */
export const grace = 8000;

/** The queue of referrals and what is decided of them. A refusal is final, so each decision waits a little before it is sent. */
export function useReviews(state: State) {
  const t = useTranslations("wordOfMouth.review");
  const general = useTranslations("wordOfMouth");
  const words = useProblem();
  const [items, setItems] = useState<ReviewItem[]>();
  const [next, setNext] = useState<string | null>(null);
  const [error, setError] = useState<string>();
  const [fresh, setFresh] = useState(false);
  const pending = useRef(new Map<string, Pending>());
  const load = async (after: string | null): Promise<void> => {
    const answer = await referralStudio.reviews(state, after);
    if (!answer.ok) return setError(words(answer.problem));
    setError(undefined);
    setFresh(false);
    setItems((old) => [...(after ? (old ?? []) : []), ...answer.data.items.filter((one) => !pending.current.has(one.id))]);
    setNext(answer.data.next);
  };
  const back = (item: ReviewItem): void => setItems((old) => [...(old ?? []).filter((one) => one.id !== item.id), item].sort((a, b) => a.joinedAt.localeCompare(b.joinedAt)));
  const send = async ({ item, verdict, note }: Pending): Promise<void> => {
    pending.current.delete(item.id);
    const answer = await referralStudio.decide(item.id, { verdict, note, version: item.version });
    if (answer.ok) return;
    say(words(answer.problem), { tone: "danger" });
    void load(null);
  };
  const decide = (item: ReviewItem, verdict: "approved" | "refused", note: string): void => {
    const one: Pending = { item, verdict, note, timer: setTimeout(() => void send(one), grace) };
    pending.current.set(item.id, one);
    setItems((old) => old?.filter((other) => other.id !== item.id));
    const undo = (): void => { clearTimeout(one.timer); if (pending.current.delete(item.id)) back(item); };
    say(t(verdict === "approved" ? "released" : "refusedSaid", { name: item.newcomer.name }), { action: { label: general("undo"), run: undo } });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each state
  useEffect(() => { setItems(undefined); void load(null); }, [state]);
  useEffect(() => {
    const waiting = pending.current;
    // Nothing decided is lost when the page is left.
    const leave = (): void => { for (const { item, verdict, note, timer } of waiting.values()) { clearTimeout(timer); void fetch(`/api/referrals/${item.id}/decision`, { method: "POST", keepalive: true, headers: { "Content-Type": "application/json" }, body: JSON.stringify({ verdict, note, version: item.version }) }); } waiting.clear(); };
    addEventListener("pagehide", leave);
    return () => { removeEventListener("pagehide", leave); leave(); };
  }, []);
  useNews(() => { if (state === "open") setFresh(true); });
  return { items, next, error, fresh, decide, more: () => void load(next), reload: () => void load(null) };
}
