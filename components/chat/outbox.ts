import type { Problem } from "#components/doors/call.ts";

/** What was written and is not known to have arrived. It keeps its place by when it was written. `due` is when one that was sent too soon goes out by itself. */
export type Entry<Body> = { clientId: string; roomId: string; at: number; state: "waiting" | "failed"; due?: number; problem?: Problem; body: Body };
/** What became of one send: taken, refused for good, or to be tried again, after so many seconds; `soon` says that it was sent too soon. */
export type Outcome<Message> = { kind: "taken"; message: Message } | { kind: "refused"; problem: Problem } | { kind: "later"; seconds: number; soon?: true };
/** Where entries are kept: each by itself, so that two tabs never overwrite each other's. */
export type Shelf<Body> = { all: () => Entry<Body>[]; put: (entry: Entry<Body>) => void; drop: (clientId: string) => void };
export type Courier<Body, Message> = { send: (entry: Entry<Body>) => Promise<Outcome<Message>>; onTaken: (entry: Entry<Body>, message: Message) => void };

/** In the order in which they were written. */
export const inOrder = <Body>(entries: readonly Entry<Body>[]): Entry<Body>[] =>
  [...entries].sort((a, b) => a.at - b.at || (a.clientId < b.clientId ? -1 : 1));

/** What a problem means for what was sent: that nobody was reached or the server was busy is no answer. */
export function outcomeOf(problem: Problem): Outcome<never> {
  if (problem.status === 0 || problem.status >= 500) return { kind: "later", seconds: 2 };
  if (problem.status === 429) return { kind: "later", seconds: 3 };
  return { kind: "refused", problem };
}

/** Sends what waits in one room, in order, until nothing waits or one has to be tried again; then says in how many seconds. */
async function empty<Body, Message>(roomId: string, shelf: Shelf<Body>, courier: Courier<Body, Message>): Promise<number | undefined> {
  for (;;) {
    // Looked up each time: meanwhile something was written, discarded, or tried again.
    const next = inOrder(shelf.all()).find((entry) => entry.roomId === roomId && entry.state === "waiting");
    if (!next) return undefined;
    const outcome = await courier.send(next);
    if (outcome.kind === "later") {
      if (outcome.soon && shelf.all().some((entry) => entry.clientId === next.clientId)) shelf.put({ ...next, due: Date.now() + outcome.seconds * 1000 });
      return outcome.seconds;
    }
    if (outcome.kind === "refused") {
      // It stays where its writer sees it; what was written after it does not wait for it.
      if (shelf.all().some((entry) => entry.clientId === next.clientId)) shelf.put({ ...next, state: "failed", problem: outcome.problem });
      continue;
    }
    courier.onTaken(next, outcome.message);
    shelf.drop(next.clientId);
  }
}

/** Sends everything that waits, each room's in order and rooms side by side. Undefined when nothing waits any more, else the seconds until it is worth trying again. One at a time, or order is lost. */
export async function flush<Body, Message>(shelf: Shelf<Body>, courier: Courier<Body, Message>): Promise<number | undefined> {
  const rooms = [...new Set(shelf.all().filter((entry) => entry.state === "waiting").map((entry) => entry.roomId))];
  const waits = (await Promise.all(rooms.map((roomId) => empty(roomId, shelf, courier)))).filter((seconds) => seconds !== undefined);
  return waits.length > 0 ? Math.max(...waits) : undefined;
}
