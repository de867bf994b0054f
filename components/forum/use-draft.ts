"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { forum } from "#components/doors/forum.ts";
import { withoutMarks } from "#components/shell/writing/insert.ts";

export type Kept = { title: string; body: string; version: number; clientId: string };
export type DraftState = "clean" | "local" | "saved" | "conflict";
type Handle = {
  draft: Kept; state: DraftState; theirs: { title: string; body: string; version: number } | undefined;
  change: (part: { title?: string; body?: string }) => void; take: (which: "mine" | "theirs") => void; done: () => void;
};

const fresh = (): Kept => ({ title: "", body: "", version: 0, clientId: crypto.randomUUID() });
const wait = 700;

function readLocal(key: string): Kept | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "null") as Kept | null;
    return kept && typeof kept.body === "string" && typeof kept.clientId === "string" ? { ...kept, body: withoutMarks(kept.body) } : undefined;
  } catch {
    return undefined;
  }
}

function writeLocal(key: string, kept: Kept | undefined): void {
  try {
    if (kept) localStorage.setItem(key, JSON.stringify(kept));
    else localStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing still sends the draft to the server.
  }
}

/**
 * A draft that survives: at each key on this device, a moment later on the account. A newer one from another device is never
 * overwritten; the writer chooses. `kept` is the account's draft when the page already knows it, undefined to ask.
 */
export function useDraft(owner: string, context: string, kept?: { title?: string; body: string; version: number } | null): Handle {
  const key = `draft:${owner}:${context}`;
  const [draft, setDraft] = useState<Kept>(fresh);
  const [state, setState] = useState<DraftState>("clean");
  const [theirs, setTheirs] = useState<Handle["theirs"]>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const current = useRef(draft);
  const hold = useCallback((next: Kept): void => {
    current.current = next;
    setDraft(next);
  }, []);

  useEffect(() => {
    let stopped = false;
    const meet = (found: { title?: string; body: string; version: number } | null): void => {
      const server = found && { ...found, body: withoutMarks(found.body) };
      const local = readLocal(key);
      if (stopped) return;
      const same = server && local && server.body === local.body && (server.title ?? "") === local.title;
      if (local && server && !same && server.version > local.version) {
        hold(local);
        setTheirs({ title: "", ...server });
        setState("conflict");
      } else if (local && (local.body || local.title)) {
        hold({ ...local, version: server?.version ?? 0 });
        setState(same ? "saved" : "local");
      } else if (server?.body || server?.title) {
        hold({ ...fresh(), title: server.title ?? "", body: server.body, version: server.version });
        setState("saved");
      } else if (server) hold({ ...current.current, version: server.version });
    };
    if (kept !== undefined) meet(kept);
    else void forum.draft(context).then((answer) => meet(answer.ok ? answer.data.draft : null));
    return () => { stopped = true; };
  }, [key, context, kept, hold]);

  const save = useCallback(async (): Promise<void> => {
    const { title, body, version } = current.current;
    const answer = await forum.saveDraft(context, { title, body, version });
    if (answer.ok) {
      hold({ ...current.current, version: answer.data.version });
      writeLocal(key, current.current);
      setState(current.current.body === body && current.current.title === title ? "saved" : "local");
    } else if (answer.problem.code === "conflict") {
      const other = await forum.draft(context);
      if (other.ok && other.data.draft) {
        setTheirs(other.data.draft);
        setState("conflict");
      }
    }
  }, [context, key, hold]);

  const change = useCallback((part: { title?: string; body?: string }): void => {
    hold({ ...current.current, ...part });
    writeLocal(key, current.current);
    setState((now) => (now === "conflict" ? now : "local"));
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save(), wait);
  }, [key, hold, save]);

  const take = useCallback((which: "mine" | "theirs"): void => {
    if (!theirs) return;
    hold(which === "theirs" ? { ...current.current, title: theirs.title, body: theirs.body, version: theirs.version } : { ...current.current, version: theirs.version });
    writeLocal(key, current.current);
    setTheirs(undefined);
    setState("local");
    void save();
  }, [theirs, key, hold, save]);

  // What was sent is no draft any more; the door that took it threw the account's copy away.
  const done = useCallback((): void => {
    clearTimeout(timer.current);
    writeLocal(key, undefined);
    hold(fresh());
    setState("clean");
  }, [key, hold]);

  return { draft, state, theirs, change, take, done };
}
