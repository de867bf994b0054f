/** What gives a message its place: its number in the room, and the number of the last change that touched it, 0 when none did. */
export type Numbered = { seq: number; change: number };

/**
 * What is held of a room: one stretch of its messages, without a gap. `early` was heard before what stands in front of it and
 * waits. Every change up to `floor` is in what is held; changes up to `lastChange` have been heard of.
 */
export type Held<M extends Numbered> = {
  from: number; to: number; messages: readonly M[]; early: readonly M[];
  lastSeq: number; lastChange: number; floor: number;
  /** Whether the stretch ends where the room ends, and so takes what arrives. */
  following: boolean;
};

/** A stretch as the server answers it, as it stood at one moment: numbers `from` to `to`, none missing. */
export type Page<M extends Numbered> = { messages: readonly M[]; from: number; to: number; lastSeq: number; lastChange: number };

/** What changed after a number; without `more`, everything up to `lastChange`. */
export type Changes<M extends Numbered> = { since: number; messages: readonly M[]; lastChange: number; more: boolean };

const early = 400;

/** Nothing held yet. */
export const nothing = <M extends Numbered>(): Held<M> => ({ from: 1, to: 0, messages: [], early: [], lastSeq: 0, lastChange: 0, floor: 0, following: false });

/** Two lists of messages as one, in order; of the same message the one that saw more changes. */
function together<M extends Numbered>(one: readonly M[], other: readonly M[]): M[] {
  const all = new Map(one.map((message) => [message.seq, message]));
  for (const message of other) {
    const known = all.get(message.seq);
    if (!known || message.change > known.change) all.set(message.seq, message);
  }
  return [...all.values()].sort((a, b) => a.seq - b.seq);
}

/** Lets in what came early, as far as nothing is missing in front of it. */
function settled<M extends Numbered>(held: Held<M>): Held<M> {
  let { to } = held;
  const fitting: M[] = [];
  const waiting: M[] = [];
  for (const message of held.early) {
    if (message.seq <= to) fitting.push(message);
    else if (message.seq === to + 1) { fitting.push(message); to += 1; }
    else waiting.push(message);
  }
  if (fitting.length === 0) return held;
  return { ...held, to, messages: together(held.messages, fitting.filter((message) => message.seq >= held.from)), early: waiting };
}

/** A stretch from elsewhere in the room in place of what was held. */
export function opened<M extends Numbered>(held: Held<M>, page: Page<M>): Held<M> {
  const [lastSeq, lastChange] = [Math.max(held.lastSeq, page.lastSeq), Math.max(held.lastChange, page.lastChange)];
  return { from: page.from, to: page.to, messages: together([], page.messages), early: [], lastSeq, lastChange, floor: page.lastChange, following: page.to >= page.lastSeq };
}

/** A stretch next to what is held, or over it. One that touches nothing was asked for before a jump, and is left. */
export function joined<M extends Numbered>(held: Held<M>, page: Page<M>): Held<M> {
  const [lastSeq, lastChange] = [Math.max(held.lastSeq, page.lastSeq), Math.max(held.lastChange, page.lastChange)];
  if (page.to < page.from || page.from > held.to + 1 || page.to < held.from - 1) return { ...held, lastSeq, lastChange };
  const to = Math.max(held.to, page.to);
  // It shows the room as it stood when it was asked for: what changed since then has to be asked for again.
  return settled({ ...held, from: Math.min(held.from, page.from), to, messages: together(held.messages, page.messages), lastSeq, lastChange, floor: Math.min(held.floor, page.lastChange), following: held.following || to >= lastSeq });
}

/** A message that was told of live: at its place, early, or known already. */
export function arrived<M extends Numbered>(held: Held<M>, message: M): Held<M> {
  const lastSeq = Math.max(held.lastSeq, message.seq);
  if (message.seq <= held.to) return message.seq < held.from ? held : { ...held, lastSeq, messages: together(held.messages, [message]) };
  if (!held.following) return { ...held, lastSeq };
  if (message.seq > held.to + 1) return { ...held, lastSeq, early: together(held.early, [message]).slice(0, early) };
  return settled({ ...held, lastSeq, to: message.seq, messages: [...held.messages, ...together(held.early.filter((one) => one.seq === message.seq), [message])] });
}

/** An old message as it stands after a change. One that is not here yet came before its own arrival. */
export function changed<M extends Numbered>(held: Held<M>, message: M): Held<M> {
  const next = arrived(held, message);
  return { ...next, lastChange: Math.max(held.lastChange, message.change), floor: message.change === held.floor + 1 ? message.change : held.floor };
}

/** Everything that changed after a number, as an answer says it. */
export function mended<M extends Numbered>(held: Held<M>, changes: Changes<M>): Held<M> {
  const reached = changes.more ? Math.max(changes.since, ...changes.messages.map((message) => message.change)) : changes.lastChange;
  const next = changes.messages.reduce((all, message) => (message.seq > all.to && !all.following ? all : arrived(all, message)), held);
  // An answer to an earlier question says nothing of what lies before it.
  return { ...next, lastChange: Math.max(held.lastChange, changes.lastChange), floor: held.floor >= changes.since ? Math.max(held.floor, reached) : held.floor };
}

/** Says how far the room goes, without its messages. */
export const heardOf = <M extends Numbered>(held: Held<M>, last: { seq: number; change: number }): Held<M> =>
  ({ ...held, lastSeq: Math.max(held.lastSeq, last.seq), lastChange: Math.max(held.lastChange, last.change) });

/** Lets go of what is far from the end one looks at, so that a long room costs no more than a short one. */
export function trimmed<M extends Numbered>(held: Held<M>, { keep, most }: { keep: "start" | "end"; most: number }): Held<M> {
  if (held.messages.length <= most) return held;
  const messages = keep === "end" ? held.messages.slice(-most) : held.messages.slice(0, most);
  if (keep === "end") return { ...held, messages, from: messages[0]?.seq ?? held.from };
  return { ...held, messages, to: messages.at(-1)?.seq ?? held.to, early: [], following: false };
}

/** What is missing, to be asked for: messages after a number, changes after a number. */
export function wants<M extends Numbered>(held: Held<M>): { after?: number; changedAfter?: number } {
  return {
    ...(held.following && held.to < held.lastSeq ? { after: held.to } : {}),
    ...(held.messages.length > 0 && held.floor < held.lastChange ? { changedAfter: held.floor } : {}),
  };
}
