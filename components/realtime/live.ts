import type { Socket } from "socket.io-client";

type Handler = (...payload: unknown[]) => void;
export type LiveState = "starting" | "live" | "lost";

let socket: Promise<Socket> | undefined;
let state: LiveState = "starting";
const stateListeners = new Set<(state: LiveState) => void>();

function setState(next: LiveState): void {
  state = next;
  for (const listener of stateListeners) listener(next);
}

const quiet = (): Promise<void> => new Promise((resolve) => {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(() => resolve(), { timeout: 2500 });
  else setTimeout(resolve, 800);
});

function open(): Promise<Socket> {
  // Loaded after the page is readable: nobody waits for the live part to read.
  socket ??= quiet().then(() => import("socket.io-client")).then(({ io }) => {
    const made = io({ transports: ["websocket"], reconnectionDelayMax: 8000 });
    made.on("connect", () => setState("live"));
    made.on("disconnect", () => setState("lost"));
    made.on("connect_error", () => setState("lost"));
    // Without a network nothing is tried; with one again, at once and not at the next try.
    addEventListener("offline", () => { setState("lost"); made.disconnect(); });
    addEventListener("online", () => made.connect());
    return made;
  });
  return socket;
}

/** Hears one kind of event until the returned function is called. */
export function hear<Payload>(event: string, handler: (payload: Payload) => void): () => void {
  let stopped = false;
  void open().then((live) => { if (!stopped) live.on(event, handler as Handler); });
  return () => {
    stopped = true;
    void socket?.then((live) => live.off(event, handler as Handler));
  };
}

/** Runs `caughtUp` at each connection, the first one too: what was told before it was heard by nobody. */
export function atEachConnection(caughtUp: () => void): () => void {
  let stopped = false;
  void open().then((live) => {
    if (stopped) return;
    live.on("connect", caughtUp);
    if (live.connected) caughtUp();
  });
  return () => {
    stopped = true;
    void socket?.then((live) => live.off("connect", caughtUp));
  };
}

/** Says something and waits for the answer: undefined when there is no connection, or none comes in time. */
export async function ask<Given>(event: string, data: unknown, within = 6000): Promise<Given | undefined> {
  const live = await open();
  if (!live.connected) return undefined;
  return live.timeout(within).emitWithAck(event, data).then((answer: Given) => answer, () => undefined);
}

/** Says something that needs no answer, when there is a connection. */
export function mention(event: string, data: unknown): void {
  void socket?.then((live) => { if (live.connected) live.volatile.emit(event, data); });
}

/** Follows a topic, again after every reconnection; `caughtUp` runs each time following begins, to ask for what was missed. */
export function followTopic(id: number, caughtUp: () => void): () => void {
  return atEachConnection(() => { void open().then((live) => live.emit("topic.watch", { id }, (answer: { ok: boolean }) => { if (answer.ok) caughtUp(); })); });
}

/** Subscribes to whether the live connection stands. */
export function watchState(listener: () => void): () => void {
  stateListeners.add(listener);
  return () => stateListeners.delete(listener);
}

/** Whether the live connection stands right now. */
export const liveState = (): LiveState => state;
