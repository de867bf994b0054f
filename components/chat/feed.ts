import { arrived, type Changes, changed, type Held, heardOf, joined, mended, type Numbered, nothing, opened, type Page, trimmed, wants } from "./sequence.ts";

/** What is asked for: the end of the room, what stands before or after a message, around it, or from a day on. */
export type Ask = { before?: number; after?: number; around?: number; date?: string; limit?: number };
/** What a join answers: how far the room goes, and what was missed since what is held. */
export type Joined<M> = { lastSeq: number; lastChange: number; missed: readonly M[]; more: boolean };
/** How a feed reaches the server. Undefined is no answer; it is asked again later. */
export type Net<M extends Numbered> = {
  page: (ask: Ask) => Promise<Page<M> | undefined>;
  changes: (since: number) => Promise<Changes<M> | undefined>;
  join: (last: { lastSeq: number; lastChange: number } | undefined) => Promise<Joined<M> | undefined>;
};
export type FeedState<M extends Numbered> = { held: Held<M>; ready: boolean; failed: boolean; loading: "before" | "after" | "place" | undefined };

const size = 30;
/** How many messages stand in a page at most. */
export const most = 180;
// Who was away longer sees where they stopped and a way to the end, instead of everything between at once.
const far = 300;
const again = 2500;

export type Feed<M extends Numbered> = {
  state: () => FeedState<M>; subscribe: (listener: () => void) => () => void; stop: () => void;
  /** Shows the room around a message, from a day on, or its end. False when nobody answered. */
  show: (at?: { seq: number } | { date: string }) => Promise<boolean>;
  more: (direction: "before" | "after") => Promise<void>;
  join: () => Promise<boolean>;
  arrived: (message: M) => void; changed: (message: M) => void;
  patch: (seq: number, part: Partial<M>) => void;
};

function createState<M extends Numbered>() {
  let state: FeedState<M> = { held: nothing<M>(), ready: false, failed: false, loading: undefined };
  const listeners = new Set<() => void>();
  const set = (change: Partial<FeedState<M>>): void => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const subscribe = (listener: () => void): (() => void) => { listeners.add(listener); return () => listeners.delete(listener); };
  return { now: () => state, set, subscribe };
}

/** Asks for what is missing until nothing is; without an answer, again a little later. One at a time. */
function createMender<M extends Numbered>(net: Net<M>, held: () => Held<M>, set: (held: Held<M>) => void) {
  let busy = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const round = async (): Promise<boolean> => {
    const { after, changedAfter } = wants(held());
    if (after !== undefined && held().lastSeq - after > far) {
      set({ ...held(), following: false, early: [] });
      return true;
    }
    const [page, changes] = await Promise.all([after === undefined ? undefined : net.page({ after, limit: size }), changedAfter === undefined ? undefined : net.changes(changedAfter)]);
    if (stopped) return false;
    if (page) set(joined(held(), page));
    if (changes) set(mended(held(), changes));
    return Boolean(page ?? changes);
  };
  const mend = async (): Promise<void> => {
    if (busy || stopped) return;
    busy = true;
    clearTimeout(timer);
    let answered = true;
    while (answered && !stopped && Object.keys(wants(held())).length > 0) answered = await round();
    busy = false;
    if (!answered && !stopped) timer = setTimeout(() => void mend(), again);
  };
  return { mend, stop: () => { stopped = true; clearTimeout(timer); } };
}

/** The messages of one room as they stand now: a stretch that moves over all of it, kept whole and current. */
export function createFeed<M extends Numbered>(net: Net<M>): Feed<M> {
  const { now, set, subscribe } = createState<M>();
  const put = (held: Held<M>): void => { if (held !== now().held) set({ held }); };
  const mender = createMender(net, () => now().held, put);
  const take = (held: Held<M>): void => { put(held); void mender.mend(); };
  let asked = 0;

  const show: Feed<M>["show"] = async (at) => {
    asked += 1;
    const mine = asked;
    set({ loading: "place" });
    const page = await net.page(!at ? { limit: size } : "seq" in at ? { around: at.seq, limit: size } : { date: at.date, limit: size });
    if (mine !== asked) return false;
    set({ loading: undefined, failed: !page && !now().ready, ready: now().ready || Boolean(page), ...(page ? { held: opened(now().held, page) } : {}) });
    void mender.mend();
    return Boolean(page);
  };

  const more: Feed<M>["more"] = async (direction) => {
    const { held, loading, ready } = now();
    if (loading || !ready || (direction === "before" ? held.from <= 1 : held.following || held.to >= held.lastSeq)) return;
    const mine = asked;
    set({ loading: direction });
    const page = await net.page({ ...(direction === "before" ? { before: held.from } : { after: held.to }), limit: size });
    if (mine !== asked) return;
    // Once, and not once for each: every change draws the list.
    set({ loading: undefined, ...(page ? { held: trimmed(joined(now().held, page), { keep: direction === "before" ? "start" : "end", most }) } : {}) });
    void mender.mend();
  };

  const join: Feed<M>["join"] = async () => {
    const { held, ready } = now();
    const since = ready && held.following ? { lastSeq: held.to, lastChange: held.floor } : undefined;
    const answer = await net.join(since);
    if (!answer) return false;
    const { lastSeq, lastChange, missed, more: cut } = answer;
    let next = now().held;
    for (const message of missed) next = message.seq > (since?.lastSeq ?? 0) ? arrived(next, message) : next;
    if (since && !cut) next = mended(next, { since: since.lastChange, messages: missed, lastChange, more: false });
    take(heardOf(next, { seq: lastSeq, change: lastChange }));
    return true;
  };

  const live = (next: Held<M>): void => take(next.following ? trimmed(next, { keep: "end", most: most * 2 }) : next);
  return {
    state: now, subscribe, show, more, join, stop: () => { asked += 1; mender.stop(); },
    arrived: (message) => live(arrived(now().held, message)),
    changed: (message) => live(changed(now().held, message)),
    patch: (seq, part) => put({ ...now().held, messages: now().held.messages.map((message) => (message.seq === seq ? { ...message, ...part } : message)) }),
  };
}
