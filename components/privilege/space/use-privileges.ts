"use client";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import type { Answer, Problem } from "#components/doors/call.ts";
import { privileges } from "#components/doors/space.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { atEachConnection, hear } from "#components/realtime/live.ts";
import { say } from "#components/ui/toast.tsx";
import type { MyPrivileges, PastClaims } from "#lib/privilege/privileges/types.ts";

/** What a member is given, in step with their other pages. */
export type MineAsItStands = {
  mine: MyPrivileges | undefined; past: PastClaims | undefined; problem: Problem | undefined; busy: boolean; load: () => Promise<void>; more: () => Promise<void>;
  claim: (id: number) => Promise<void>; use: (claimId: number) => Promise<void>; giveBack: (claimId: number) => Promise<void>;
};

/** Reads what is a member's, follows it live, and takes, uses and gives back. */
export function usePrivileges(): MineAsItStands {
  const t = useTranslations("privileges");
  const words = useProblem();
  const [mine, setMine] = useState<MyPrivileges>();
  const [past, setPast] = useState<PastClaims>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const load = useCallback(async (): Promise<void> => {
    const [now, before] = await Promise.all([privileges.mine(), privileges.past()]);
    setProblem(now.ok ? undefined : now.problem);
    if (now.ok) setMine(now.data);
    if (before.ok) setPast(before.data);
  }, []);
  useEffect(() => {
    void load();
    const stops = [hear("privilege.changed", () => void load()), atEachConnection(() => void load())];
    return () => { for (const stop of stops) stop(); };
  }, [load]);
  const act = async <T,>(doing: Promise<Answer<T>>): Promise<T | undefined> => {
    setBusy(true);
    const answer = await doing;
    if (!answer.ok) say(words(answer.problem), { tone: "danger" });
    await load();
    setBusy(false);
    return answer.ok ? answer.data : undefined;
  };
  const giveBack = async (claimId: number): Promise<void> => { if (await act(privileges.giveBack(claimId))) say(t("givenBack")); };
  return {
    mine, past, problem, busy, load, giveBack,
    claim: async (id) => {
      const claimed = await act(privileges.claim(id, crypto.randomUUID()));
      if (claimed) say(t("taken"), { action: { label: t("undo"), run: () => void giveBack(claimed.id) } });
    },
    use: async (claimId) => { if (await act(privileges.use(claimId))) say(t("usedDone")); },
    more: async () => {
      const answer = await privileges.past(past?.next ?? undefined);
      if (answer.ok) setPast((now) => ({ claims: [...(now?.claims ?? []), ...answer.data.claims], next: answer.data.next }));
    },
  };
}
