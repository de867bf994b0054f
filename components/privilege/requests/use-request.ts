"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Answer, Problem } from "#components/doors/call.ts";
import { requests } from "#components/doors/requests.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { ask, atEachConnection, hear, mention } from "#components/realtime/live.ts";
import { say } from "#components/ui/toast.tsx";
import type { RequestView } from "#lib/privilege/requests/types.ts";

type Here = { id: number; accountId: string; name: string; typing: boolean };
type Present = ReadonlyMap<string, { name: string; until: number; typing: boolean }>;
/** How long somebody is believed to be here after they last said so. */
const believed = 15_000;

/** One request, open on this page and in step with what is done elsewhere. */
export type Opened = {
  request: RequestView | undefined; problem: Problem | undefined; gone: boolean; live: boolean; reload: () => Promise<void>;
  /** Who else of the desk has it open, and who is writing. */
  here: { id: string; name: string; typing: boolean }[]; typing: string[]; sayTyping: () => void;
  /** Does something and shows what became of it; whether it went well. */
  act: (doing: Promise<Answer<unknown>>, done?: string) => Promise<boolean>;
};

const pruned = (old: Present): Present => ([...old.values()].some((one) => one.until < Date.now()) ? new Map([...old].filter(([, one]) => one.until >= Date.now())) : old);

function useHere(id: number, atDesk: boolean): Pick<Opened, "here" | "typing" | "sayTyping"> {
  const [present, setPresent] = useState<Present>(new Map());
  const [typing, setTyping] = useState<Present>(new Map());
  const lastTyped = useRef(0);
  useEffect(() => {
    const came = (told: Here): void => {
      if (told.id !== id) return;
      // Who is new hears at once that I am here too.
      setPresent((old) => { if (!old.has(told.accountId)) mention("request.here", { id, typing: false }); return new Map([...old, [told.accountId, { name: told.name, until: Date.now() + believed, typing: told.typing }]]); });
    };
    const stops = [
      hear<Here>("request.here", came),
      hear<Here>("request.typing", (told) => { if (told.id === id) setTyping((old) => new Map([...old, [told.accountId, { name: told.name, until: Date.now() + 5000, typing: true }]])); }),
      hear<{ id: number }>("request.changed", (told) => { if (told.id === id) setTyping(new Map()); }),
    ];
    const timers = [setInterval(() => { setPresent(pruned); setTyping(pruned); }, 1000), setInterval(() => { if (atDesk) mention("request.here", { id, typing: false }); }, 6000)];
    return () => { for (const stop of stops) stop(); for (const timer of timers) clearInterval(timer); };
  }, [id, atDesk]);
  const sayTyping = useCallback(() => {
    if (Date.now() - lastTyped.current < 2500) return;
    lastTyped.current = Date.now();
    mention("request.here", { id, typing: true });
  }, [id]);
  return { here: [...present].map(([accountId, one]) => ({ id: accountId, name: one.name, typing: one.typing })), typing: [...typing.values()].map((one) => one.name), sayTyping };
}

/** Opens a request and follows it live. */
export function useRequest(id: number, { atDesk = false }: { atDesk?: boolean } = {}): Opened {
  const words = useProblem();
  const [request, setRequest] = useState<RequestView>();
  const [problem, setProblem] = useState<Problem>();
  const [gone, setGone] = useState(false);
  const [live, setLive] = useState(false);
  const latest = useRef(0);
  const reload = useCallback(async (): Promise<void> => {
    latest.current += 1;
    const turn = latest.current;
    const answer = await requests.open(id);
    // An older answer never covers a newer one.
    if (turn !== latest.current) return;
    if (answer.ok) { setRequest(answer.data); setProblem(undefined); setGone(false); }
    else { setProblem(answer.problem); if (answer.problem.status === 404) setGone(true); }
  }, [id]);
  useEffect(() => {
    void reload();
    const stops = [
      hear<{ id: number }>("request.changed", (told) => { if (told.id === id) void reload(); }),
      hear<{ id: number }>("request.gone", (told) => { if (told.id === id) void reload(); }),
      // Asked again after each connection: what was told before was heard by nobody.
      atEachConnection(() => void ask<{ ok: boolean }>("request.watch", { id }).then((answer) => { setLive(answer?.ok ?? false); void reload(); if (answer?.ok && atDesk) mention("request.here", { id, typing: false }); })),
    ];
    return () => { for (const stop of stops) stop(); mention("request.leave", { id }); };
  }, [id, reload, atDesk]);
  const act = useCallback(async (doing: Promise<Answer<unknown>>, done?: string): Promise<boolean> => {
    const answer = await doing;
    if (!answer.ok) say(words(answer.problem), { tone: "danger" });
    else if (done) say(done);
    await reload();
    return answer.ok;
  }, [reload, words]);
  return { request, problem, gone, live, reload, act, ...useHere(id, atDesk) };
}
