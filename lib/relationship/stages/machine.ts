import { cycleAt, type Cycles, cyclesOf, type Active } from "./cycles.ts";
import type { Phase, StageCause, StageChange, StageFact, Standing } from "./types.ts";

/** What the ledger says of a customer and has not taken back: `id` is the request or the referral, `at` in milliseconds. */
export type StageEvent = { kind: "forwarded" | "learned" | "fulfilled" | "rated" | "acted"; id: string; at: number; value: number | null };
export type Known = { events: readonly StageEvent[]; active: readonly Active[] };
export type Trail = Standing & { changes: StageChange[] };

const dayMs = 86_400_000;
/** How long evidence holds (model, section 6): a year. */
export const holds = 365 * dayMs;
/** A need is met from this rating on, and not met up to that one. */
export const ratings = { good: 4, bad: 2 } as const;

/** The phases that a stage is in. Partnership begins with the confirmed statement, within trust; profitable sales begin within partnership. */
export function phasesOf(stage: number): Phase[] {
  return ([[1], [1, 2], [2], [2, 3], [3]] as Phase[][])[stage - 1] ?? [];
}

type Dated = { id: string; at: number };
type Met = Dated & { rating: number };
type Facts = { forwarded: Dated[]; learned: Dated[]; met: Met[]; acted: Dated[]; cycles: Cycles };

const inTime = <One extends Dated>(list: One[]): One[] => list.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : Number(a.id > b.id)));
const of = (known: Known, kind: StageEvent["kind"]): Dated[] => inTime(known.events.filter((one) => one.kind === kind).map(({ id, at }) => ({ id, at })));

/** Requests that were fulfilled and rated: a rating belongs to the fulfilment of the same request, and counts from when both are there. The last of each is what holds. */
function metOf(known: Known): Met[] {
  const last = new Map<string, { fulfilled?: StageEvent; rated?: StageEvent }>();
  for (const one of known.events) {
    if (one.kind !== "fulfilled" && one.kind !== "rated") continue;
    const both = last.get(one.id) ?? {};
    const before = both[one.kind];
    if (!before || one.at > before.at || (one.at === before.at && (one.value ?? 0) > (before.value ?? 0))) both[one.kind] = one;
    last.set(one.id, both);
  }
  return inTime([...last].flatMap(([id, { fulfilled, rated }]) => (fulfilled && rated ? [{ id, at: Math.max(fulfilled.at, rated.at), rating: rated.value ?? 0 }] : [])));
}

/** What holds at an instant. `retained` and `reached` are carried on: the fourth stage is kept by less than it takes, and once reached opens the fifth. */
type State = { stage: number; retained: boolean; reached: boolean };
const nowhere: State = { stage: 0, retained: false, reached: false };

const lastBy = <One extends Dated>(list: readonly One[], at: number): One | undefined => list.findLast((one) => one.at <= at);
const within = (list: readonly Dated[], at: number): Dated | undefined => { const last = lastBy(list, at); return last && last.at > at - holds ? last : undefined; };

type Seen = { goods: Met[]; bad: Met | undefined; committed: boolean; twice: boolean };
function lookAt(met: readonly Met[], at: number): Seen {
  const goods = met.filter((one) => one.rating >= ratings.good && one.at <= at && one.at > at - holds);
  const last = goods.at(-1);
  const bad = last && met.findLast((one) => one.rating <= ratings.bad && one.at <= at && one.at > last.at);
  return { goods, bad, committed: goods.length > 0 && !bad, twice: goods.length > 1 };
}

function after(before: State, facts: Facts, at: number): State {
  const { committed, twice } = lookAt(facts.met, at);
  const { enters, stays } = twice && committed ? cycleAt(facts.cycles, at) : { enters: false, stays: false };
  const retained = before.retained ? stays : enters;
  const reached = before.reached || retained;
  const stage = reached && within(facts.acted, at) ? 5 : retained ? 4 : committed ? 3 : within(facts.learned, at) ? 2 : within(facts.forwarded, at) ? 1 : 0;
  return { stage, retained, reached };
}

const told = (what: StageFact["what"], one: Dated | undefined, value?: number): StageFact[] => (one ? [{ what, id: one.id, at: new Date(one.at).toISOString(), ...(value === undefined ? {} : { value }) }] : []);
const good = (one: Met | undefined): StageFact[] => told("satisfied", one, one?.rating);

/** What a stage rests on at an instant. */
function proof(stage: number, facts: Facts, at: number): StageFact[] {
  const { goods } = lookAt(facts.met, at);
  if (stage === 5) return told("brought", within(facts.acted, at));
  if (stage === 4) return [...goods.slice(-2).flatMap(good), ...cycleAt(facts.cycles, at).by.flatMap((one) => told("active", { id: one.kind, at: one.at }, one.cycle))];
  if (stage === 3) return good(goods.at(-1));
  if (stage === 2) return told("learned", within(facts.learned, at));
  return stage === 1 ? told("forwarded", within(facts.forwarded, at)) : [];
}

const came: readonly StageCause[] = ["forwarded", "learned", "satisfied", "retained", "brought"];

/** Why the evidence of a stage no longer holds, and what took it. */
function loss(stage: number, facts: Facts, at: number): { cause: StageCause; evidence: StageFact[] } {
  if (stage === 5) return { cause: "brought-lapsed", evidence: told("brought", lastBy(facts.acted, at)) };
  if (stage === 2) return { cause: "learned-lapsed", evidence: told("learned", lastBy(facts.learned, at)) };
  if (stage === 1) return { cause: "forwarded-lapsed", evidence: told("forwarded", lastBy(facts.forwarded, at)) };
  const { goods, bad } = lookAt(facts.met, at);
  if (bad) return { cause: "dissatisfied", evidence: told("dissatisfied", bad, bad.rating) };
  if (stage === 4 && goods.length > 1) return { cause: "inactive", evidence: cycleAt(facts.cycles, at).last.flatMap((one) => told("active", { id: one.kind, at: one.at }, one.cycle)) };
  return { cause: "satisfied-lapsed", evidence: good(facts.met.findLast((one) => one.rating >= ratings.good && one.at <= at - holds)) };
}

/** Every instant at which something may change: what happened, when it is a year old, and, where the fourth stage is near, what was done and each midnight after it. */
function instants(facts: Facts): number[] {
  const points = new Set<number>();
  for (const one of [...facts.forwarded, ...facts.learned, ...facts.met, ...facts.acted]) points.add(one.at).add(one.at + holds);
  const second = facts.met.filter((one) => one.rating >= ratings.good)[1];
  if (!second) return [...points].sort((a, b) => a - b);
  for (const { acts, longest } of facts.cycles) {
    const last = acts.at(-1);
    for (const one of acts) if (one.at > second.at) points.add(one.at);
    if (!last) continue;
    for (let day = Math.floor(second.at / dayMs) + 1; day <= last.day + 2 * longest + 1; day += 1) points.add(day * dayMs);
  }
  return [...points].sort((a, b) => a - b);
}

const text = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** Goes on from what holds now: the next instant at which another stage would, if nothing happens. */
function nextOf(state: State, facts: Facts, points: readonly number[]): number | null {
  let held = state;
  for (const at of points) {
    const next = after(held, facts, at);
    if (next.stage !== held.stage) return at;
    held = next;
  }
  return null;
}

/**
 * The way of a customer through the stages up to `now` (model, section 6), each change with its evidence, and when the next one
 * is due if nothing happens. A function of what is known alone: the order in which it became known changes nothing, and what
 * was taken back was never there. The stage is the highest whose own evidence holds; the fourth stands on the third.
 */
export function trailOf({ events, active }: Known, now: number): Trail {
  // What is dated ahead has not happened yet; when it has, the stage is due to be looked at.
  const known: Known = { events: events.filter((one) => one.at <= now), active: active.filter((one) => one.at <= now) };
  const ahead = [...events, ...active].reduce<number | null>((next, one) => (one.at > now && (next === null || one.at < next) ? one.at : next), null);
  const facts: Facts = { forwarded: of(known, "forwarded"), learned: of(known, "learned"), met: metOf(known), acted: of(known, "acted"), cycles: cyclesOf(known.active) };
  const points = instants(facts);
  const changes: StageChange[] = [];
  let state = nowhere;
  for (const at of points.filter((one) => one <= now)) {
    const next = after(state, facts, at);
    const change = { before: state.stage, after: next.stage, at: new Date(at).toISOString() };
    if (next.stage > state.stage) changes.push({ ...change, cause: came[next.stage - 1] ?? "forwarded", evidence: proof(next.stage, facts, at) });
    else if (next.stage < state.stage) changes.push({ ...change, ...loss(state.stage, facts, at) });
    state = next;
  }
  const due = nextOf(state, facts, points.filter((one) => one > now));
  return {
    stage: state.stage, since: changes.at(-1)?.at ?? null, evidence: proof(state.stage, facts, now), highest: Math.max(0, ...changes.map((one) => one.after)),
    loops: facts.met.filter((one) => one.rating >= ratings.good).length, due: text(due === null || ahead === null ? (due ?? ahead) : Math.min(due, ahead)), changes,
  };
}
