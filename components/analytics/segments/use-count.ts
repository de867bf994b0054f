"use client";
import { useEffect, useRef, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { segments } from "#components/doors/customers.ts";
import type { Counted, Rule } from "#lib/analytics/segments/types.ts";

/** For how many a rule holds while it is being written: asked when the writing rests for a moment; older answers are passed over. */
export function useCount(rule: Rule | null | undefined): { counted: Counted | undefined; busy: boolean; problem: Problem | undefined } {
  const [counted, setCounted] = useState<Counted>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const turn = useRef(0);
  const asked = rule ? JSON.stringify(rule) : "";
  useEffect(() => {
    turn.current += 1;
    const mine = turn.current;
    if (!asked) { setBusy(false); setCounted(undefined); return; }
    setBusy(true);
    const timer = setTimeout(() => void segments.count(JSON.parse(asked) as Rule).then((answer) => {
      if (mine !== turn.current) return;
      setBusy(false);
      setProblem(answer.ok ? undefined : answer.problem);
      if (answer.ok) setCounted(answer.data);
    }), 350);
    return () => clearTimeout(timer);
  }, [asked]);
  return { counted, busy, problem };
}
