import { v7 } from "uuid";
import { chat } from "#components/doors/chat.ts";
import { ask, atEachConnection, liveState } from "#components/realtime/live.ts";
import type { Sent } from "#lib/chat/types.ts";
import type { MessageView } from "#lib/threads/types.ts";
import { type Courier, type Entry, flush, inOrder, outcomeOf, type Outcome, type Shelf } from "./outbox.ts";

/** What is sent: the text, what it answers, the side thread it belongs to. What it answers is shown until the message is there. */
export type Letter = { text: string; replyTo: { seq: number; name: string; excerpt: string } | null; root: number | null; media: string[] };
/** Something written here; once `sent`, it only waits to be seen in its place. */
export type Writing = Entry<Letter> & { sent?: MessageView };
type Taken = MessageView | { held: true };
type Told = { clientId: string; roomId: string; taken?: Taken };

/** Each entry by itself under its own name: two tabs that write at once touch nothing of each other's. */
function shelfOf(prefix: string): Shelf<Letter> {
  // A browser that keeps nothing still sends what this page holds.
  const here = new Map<string, Entry<Letter>>();
  const parsed = (text: string | null): Entry<Letter> | undefined => {
    try { return text ? (JSON.parse(text) as Entry<Letter>) : undefined; } catch { return undefined; }
  };
  return {
    all: () => [...here.values(), ...Object.keys(localStorage).filter((key) => key.startsWith(prefix)).flatMap((key) => parsed(localStorage.getItem(key)) ?? [])],
    put: (entry) => { try { localStorage.setItem(prefix + entry.clientId, JSON.stringify(entry)); here.delete(entry.clientId); } catch { here.set(entry.clientId, entry); } },
    drop: (clientId) => { here.delete(clientId); localStorage.removeItem(prefix + clientId); },
  };
}

async function deliver(entry: Entry<Letter>): Promise<Outcome<Taken>> {
  const { text, replyTo, root, media } = entry.body;
  const input = { clientId: entry.clientId, body: text, ...(replyTo ? { replyTo: replyTo.seq } : {}), ...(root ? { root } : {}), ...(media.length > 0 ? { media } : {}) };
  const sent = liveState() === "live" ? await ask<Sent>("chat.send", { roomId: Number(entry.roomId), ...input }) : undefined;
  if (sent?.ok) return { kind: "taken", message: "held" in sent ? sent : sent.message };
  if (sent) {
    if (sent.problem.retryAfter) return { kind: "later", seconds: sent.problem.retryAfter, soon: true };
    const code = sent.problem.code;
    // Asked by the ordinary way it is said with its status, in the reader's language.
    if (code === "fault" || code === "unavailable") return { kind: "later", seconds: 2 };
    return { kind: "refused", problem: { status: 422, code, detail: sent.problem.message, field: sent.problem.field ?? null } };
  }
  const answer = await chat.send(Number(entry.roomId), input);
  return answer.ok ? { kind: "taken", message: answer.data } : outcomeOf(answer.problem);
}

export type Outbox = {
  /** What was written for a room and is not in it yet, in order. */
  of: (roomId: number) => readonly Writing[];
  subscribe: (listener: () => void) => () => void;
  /** Tries at once what waits, as when a room is no longer slow. */
  again: () => void;
  write: (roomId: number, letter: Letter) => void; retry: (clientId: string) => void; discard: (clientId: string) => void;
  /** What it told of is now in its place. */
  seen: (clientId: string) => void;
  /** Hears what was taken, here or in another tab. */
  onTaken: (listener: (roomId: number, taken: Taken) => void) => () => void;
};

const boxes = new Map<string, Outbox>();

/** One's outbox on this device: kept until the server has it, the same in every tab, sent by one tab at a time. */
export function outboxOf(accountId: string): Outbox {
  const known = boxes.get(accountId);
  if (known) return known;
  const made = createOutbox(accountId);
  boxes.set(accountId, made);
  return made;
}

/** Runs one thing at a time in all tabs; where the browser has no locks, in this one. */
function createTurn(name: string): (act: () => Promise<void>) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return (act) => {
    if (navigator.locks) return navigator.locks.request(name, act);
    last = last.then(act, act);
    return last;
  };
}

function createOutbox(accountId: string): Outbox {
  const prefix = `chat-out:${accountId}:`;
  const shelf = shelfOf(prefix);
  const sent = new Map<string, Writing>();
  const listeners = new Set<() => void>();
  const takers = new Set<(roomId: number, taken: Taken) => void>();
  const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(`chat-out:${accountId}`) : undefined;
  const turn = createTurn(`chat-out:${accountId}`);
  let lists = new Map<number, readonly Writing[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let tries = 0;
  const tell = (): void => { lists = new Map(); for (const listener of listeners) listener(); };
  const took = ({ roomId, clientId, taken }: Told): void => {
    if (!taken) return;
    const entry = shelf.all().find((one) => one.clientId === clientId);
    if (entry && "seq" in taken) sent.set(clientId, { ...entry, sent: taken });
    for (const taker of takers) taker(Number(roomId), taken);
  };
  const courier: Courier<Letter, Taken> = {
    send: deliver,
    onTaken: ({ clientId, roomId }, taken) => {
      tries = 0;
      took({ roomId, clientId, taken });
      channel?.postMessage({ clientId, roomId, taken } satisfies Told);
      // After it was told, so that no tab shows nothing for a moment.
      queueMicrotask(tell);
    },
  };
  const run = async (): Promise<void> => {
    clearTimeout(timer);
    await turn(async () => {
      const seconds = await flush(shelf, courier);
      tries = seconds === undefined ? 0 : tries + 1;
      if (seconds !== undefined && navigator.onLine !== false) timer = setTimeout(() => void run(), Math.max(seconds, Math.min(30, seconds * 1.6 ** (tries - 1))) * 1000);
    });
    tell();
  };
  channel?.addEventListener("message", ({ data }: MessageEvent<Told>) => { took(data); tell(); });
  addEventListener("storage", ({ key }) => { if (key?.startsWith(prefix)) tell(); });
  addEventListener("online", () => void run());
  atEachConnection(() => void run());
  return {
    of: (roomId) => {
      const made = lists.get(roomId) ?? [...inOrder(shelf.all()).filter((entry) => !sent.has(entry.clientId)), ...sent.values()].filter((entry) => entry.roomId === String(roomId)).sort((a, b) => a.at - b.at);
      lists.set(roomId, made);
      return made;
    },
    subscribe: (listener) => { listeners.add(listener); return () => listeners.delete(listener); },
    again: () => void run(),
    write: (roomId, body) => { shelf.put({ clientId: v7(), roomId: String(roomId), at: Date.now(), state: "waiting", body }); tell(); void run(); },
    retry: (clientId) => {
      const entry = shelf.all().find((one) => one.clientId === clientId);
      if (entry) shelf.put({ clientId, roomId: entry.roomId, at: entry.at, body: entry.body, state: "waiting" });
      tell();
      void run();
    },
    discard: (clientId) => { shelf.drop(clientId); channel?.postMessage({ clientId, roomId: "" } satisfies Told); tell(); },
    seen: (clientId) => { if (sent.delete(clientId)) tell(); },
    onTaken: (listener) => { takers.add(listener); return () => takers.delete(listener); },
  };
}
