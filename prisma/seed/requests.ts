import type { Tx } from "#lib/core/transact.ts";
import { insertRows } from "#lib/core/insert-rows.ts";
import { cook } from "#lib/markdown/cook.ts";
import { requestKinds } from "#lib/privilege/events.ts";
import { readsLikeComplaint } from "#lib/privilege/requests/complaint.ts";
import { dueOf } from "#lib/privilege/requests/targets.ts";
import { beginOf, opensAt, weekOf } from "#lib/privilege/services/clock.ts";
import { listServices } from "#lib/privilege/services/queries.ts";
import type { Service } from "#lib/privilege/services/types.ts";
import type { Fact } from "./facts.ts";
import { mulberry32, seedId } from "./random.ts";
import { macros, type Step, stories, type Story } from "./request-stories.ts";
import type { Residents } from "./talk.ts";

const hour = 3_600_000;
const day = 24 * hour;
type Rows = Record<"message" | "request_need" | "request_option" | "request_act" | "request_note" | "request_work" | "cost_entry" | "request_target" | "personal_read" | "request_preference", unknown[][]>;
type At = { rows: Rows; facts: Fact[]; residents: Residents; random: () => number; optionIds: number[] };
type Target = { kind: "first" | "next" | "resolve"; since: Date; due: Date; met: Date | null };
/** A request as it grows, step by step, in the shape its row will have. */
type Grown = {
  id: number; threadId: number; story: Story; service: Service; member: { id: string; tier: number }; staff: string | null; created: Date; now: Date; seq: number; theirs: number; ours: number; version: number; confirmed: Date | null; learned: Date | null; first: Date | null; waiting: "us" | "member";
  last: Date; state: string; outcome: string; alternative: string; closed: Date | null; closedBy: string | null; rating: number | null; ratingWords: string; ratedAt: Date | null; minutes: number; cents: number; targets: Target[]; options: { id: number; place: number }[];
};
type Kind = Exclude<keyof typeof requestKinds, "reopened">;

function tell(at: At, { id, member }: Grown, { kind, when, value }: { kind: Kind; when: Date; value?: number }): void {
  const key = `request:${id}:${kind}${kind === "forwarded" || kind === "learned" ? "" : ":1"}`;
  at.facts.push({ customerId: member.id, kind: requestKinds[kind], at: when, subject: ["request", String(id)], key, source: "web", ...(value === undefined ? {} : { value }) });
}
function act(at: At, one: Grown, { by, act: done, when, detail = {} }: { by: string | null; act: string; when: Date; detail?: Record<string, unknown> }): void {
  at.rows.request_act.push([one.id, by, done, JSON.stringify(detail), when]);
}
function write(at: At, one: Grown, { by, text, when }: { by: string; text: string; when: Date }): void {
  one.seq += 1;
  at.rows.message.push([one.threadId, one.seq, by, seedId(at.random, when), text, cook(text), when]);
}
const meet = (one: Grown, kinds: string[], when: Date): void => { for (const target of one.targets) if (kinds.includes(target.kind) && !target.met) target.met = when; };
const start = (one: Grown, kind: Target["kind"], since: Date): void => void one.targets.push({ kind, since, due: dueOf(one.service, { kind, tier: one.member.tier, since }), met: null });

function spend(at: At, one: Grown, { cents, when, key }: { cents: number; when: Date; key: string }): void {
  at.rows.cost_entry.push([seedId(at.random, when), one.member.id, "request", cents, when, "request", String(one.id), key]);
  one.cents += cents;
}

/** We answered in some way: clocks that waited are met, and it is the member's turn. */
function ours(at: At, one: Grown, when: Date): void {
  if (!one.first) at.rows.personal_read.push([one.member.id, one.staff, "request", when]);
  meet(one, ["first", "next"], when);
  Object.assign(one, { first: one.first ?? when, waiting: "member" });
}
function theirs(one: Grown, when: Date): void {
  one.waiting = "us";
  if (one.first && !one.targets.some((target) => target.kind === "next" && !target.met)) start(one, "next", when);
}
function learn(at: At, one: Grown, when: Date): void {
  if (one.learned || one.theirs < 2 || one.ours < 2 || !one.confirmed) return;
  one.learned = when;
  tell(at, one, { kind: "learned", when });
}
function close(at: At, one: Grown, { state, when, by, outcome = "", alternative = "" }: { state: "fulfilled" | "declined" | "withdrawn" | "lapsed"; when: Date; by: string | null; outcome?: string; alternative?: string }): void {
  meet(one, ["first", "next", "resolve"], when);
  Object.assign(one, { state, outcome, alternative, closed: when, closedBy: by });
  act(at, one, { by, act: state, when, detail: { round: 1 } });
  if (state !== "lapsed") tell(at, one, { kind: state, when });
  // No case is free.
  const free = one.minutes > 0 || (state !== "fulfilled" && state !== "declined");
  if (!free) spend(at, one, { cents: one.service.caseCents, when, key: `request:${one.id}:case` });
}

const says: { [Does in Step["does"]]: (at: At, one: Grown, given: { step: Step & { does: Does }; when: Date }) => void } = {
  say: (at, one, { step, when }) => { write(at, one, { by: one.member.id, text: step.text, when }); one.theirs += 1; theirs(one, when); },
  answer: (at, one, { step, when }) => { write(at, one, { by: one.staff ?? "", text: step.text, when }); one.ours += 1; ours(at, one, when); },
  understand: (at, one, { step, when }) => {
    one.version += 1;
    at.rows.request_need.push([one.id, one.version, one.member.id, one.staff, step.text, "asked", "", when, null]);
    act(at, one, { by: one.staff, act: "understood", when, detail: { version: one.version } });
    ours(at, one, when);
  },
  confirm: (at, one, { when }) => { at.rows.request_need.at(-1)?.splice(5, 4, "confirmed", "", at.rows.request_need.at(-1)?.[7], when); one.confirmed = when; act(at, one, { by: one.member.id, act: "confirmed", when, detail: { version: one.version } }); theirs(one, when); },
  correct: (at, one, { step, when }) => { at.rows.request_need.at(-1)?.splice(5, 4, "corrected", step.text, at.rows.request_need.at(-1)?.[7], when); act(at, one, { by: one.member.id, act: "corrected", when, detail: { version: one.version } }); theirs(one, when); },
  propose: (at, one, { step, when }) => {
    const id = at.optionIds.shift() ?? 0;
    one.options.push({ id, place: at.rows.request_option.length });
    at.rows.request_option.push([id, one.id, one.member.id, one.staff, step.title, step.text, step.product ?? null, step.price ?? null, step.hold ? new Date(Math.ceil((when.getTime() + step.hold * hour) / day) * day - 7 * hour) : null, "proposed", "", when, null]);
    act(at, one, { by: one.staff, act: "proposed", when, detail: { option: id, title: step.title } });
    ours(at, one, when);
  },
  accept: (at, one, { step, when }) => answer(at, one, { place: step.option, state: "accepted", reason: "", when }),
  refuse: (at, one, { step, when }) => {
    answer(at, one, { place: step.option, state: "refused", reason: step.text, when });
    at.rows.request_preference.push([one.member.id, step.text, one.options[step.option]?.id, when]);
  },
  fulfil: (at, one, { step, when }) => close(at, one, { state: "fulfilled", when, by: one.staff, outcome: step.text }),
  decline: (at, one, { step, when }) => { ours(at, one, when); close(at, one, { state: "declined", when, by: one.staff, outcome: step.text, alternative: step.instead }); },
  withdraw: (at, one, { step, when }) => close(at, one, { state: "withdrawn", when, by: one.member.id, outcome: step.text }),
  rate: (at, one, { step, when }) => { Object.assign(one, { rating: step.stars, ratingWords: step.text, ratedAt: when }); act(at, one, { by: one.member.id, act: "rated", when, detail: { rating: step.stars } }); tell(at, one, { kind: "rated", when, value: step.stars }); },
  note: (at, one, { step, when }) => void at.rows.request_note.push([one.id, one.staff, step.text, when]),
  work: (at, one, { step, when }) => {
    const cents = step.minutes * one.service.minuteCents + (step.direct ?? 0);
    at.rows.request_work.push([one.id, one.staff, step.minutes, step.direct ?? 0, cents, step.text, when]);
    spend(at, one, { cents, when, key: `demo:request-work:${one.id}:${at.rows.request_work.length}` });
    one.minutes += step.minutes;
    act(at, one, { by: one.staff, act: "worked", when, detail: { minutes: step.minutes, cents } });
  },
};
function answer(at: At, one: Grown, { place, state, reason, when }: { place: number; state: string; reason: string; when: Date }): void {
  const option = one.options[place];
  const row = option && at.rows.request_option[option.place];
  if (!row) throw new Error(`The request “${one.story.wish}” has no proposal ${place}.`);
  row.splice(9, 4, state, reason, row[11], when);
  act(at, one, { by: one.member.id, act: state, when, detail: { option: option.id, title: row[4] } });
  theirs(one, when);
}

const weekAhead = ({ hours }: Service, now: Date, weeks: number): string => new Date(Date.parse(`${weekOf(hours, now)}T00:00:00Z`) + weeks * 7 * day).toISOString().slice(0, 10);

function grow(at: At, one: Grown): Grown {
  write(at, one, { by: one.member.id, text: one.story.wish, when: one.created });
  act(at, one, { by: one.member.id, act: "forwarded", when: one.created });
  tell(at, one, { kind: "forwarded", when: one.created });
  const line = one.story.line ?? 0;
  for (const kind of ["first", "resolve"] as const) start(one, kind, line > 0 ? beginOf(one.service.hours, weekAhead(one.service, one.now, line)) : one.created);
  for (const step of one.story.steps) {
    const when = new Date(Math.min(one.created.getTime() + step.at * hour, one.now.getTime() - 60_000));
    (says[step.does] as (at: At, one: Grown, given: { step: Step; when: Date }) => void)(at, one, { step, when });
    one.last = when;
    learn(at, one, when);
  }
  if (one.story.lapsed) close(at, one, { state: "lapsed", when: new Date(one.last.getTime() + 21 * day), by: null });
  at.rows.request_target.push(...one.targets.map((target) => [one.id, target.kind, target.since, target.due, target.met]));
  return one;
}

const columns = {
  message: ["thread_id:bigint", "seq:int", "author_id:uuid", "client_id:uuid", "source:text", "html:text", "created_at:timestamptz"], request_need: ["request_id:bigint", "version:int", "customer_id:uuid", "understood_by:uuid", "text:text", "state:text", "correction:text", "at:timestamptz", "answered_at:timestamptz"],
  request_option: ["id:bigint", "request_id:bigint", "customer_id:uuid", "proposed_by:uuid", "title:text", "text:text", "product_id:bigint", "price_cents:bigint", "hold_until:timestamptz", "state:text", "reason:text", "at:timestamptz", "answered_at:timestamptz"],
  request_act: ["request_id:bigint", "acted_by:uuid", "act:text", "detail:jsonb", "at:timestamptz"], request_note: ["request_id:bigint", "noted_by:uuid", "text:text", "at:timestamptz"], request_work: ["request_id:bigint", "worked_by:uuid", "minutes:int", "direct_cents:bigint", "cents:bigint", "words:text", "at:timestamptz"],
  cost_entry: ["id:uuid", "customer_id:uuid", "kind:text", "cents:bigint", "at:timestamptz", "subject_type:text", "subject_id:text", "key:text"], request_target: ["request_id:bigint", "kind:text", "since:timestamptz", "due_at:timestamptz", "met_at:timestamptz"],
  personal_read: ["account_id:uuid", "reader_id:uuid", "what:text", "at:timestamptz"], request_preference: ["customer_id:uuid", "text:text", "option_id:bigint", "at:timestamptz"],
} as const;
const requestColumns = ["id:bigint", "customer_id:uuid", "thread_id:bigint", "service_id:bigint", "tier:smallint", "wish:text", "html:text", "budget_cents:bigint", "deadline:date", "origin:text", "complaint:boolean", "state:text", "concierge_id:uuid", "waiting:text", "due_at:timestamptz", "snoozed_until:timestamptz",
  "line_week:date", "expected_at:timestamptz", "first_replied_at:timestamptz", "customer_messages:int", "staff_messages:int", "need_confirmed_at:timestamptz", "learned_at:timestamptz", "outcome:text", "alternative:text", "closed_at:timestamptz", "closed_by:uuid", "rating:smallint", "rating_words:text", "rated_at:timestamptz",
  "phone:text", "call_times:text", "minutes:int", "cost_cents:bigint", "created_at:timestamptz", "last_at:timestamptz", "read_seq:int"];

function rowOf(one: Grown, now: Date): unknown[] {
  const { story, service } = one;
  const later = story.line ?? 0;
  const week = story.line === undefined ? weekOf(service.hours, one.created) : weekAhead(service, now, later);
  const running = one.targets.filter((target) => !target.met).map((target) => target.due.getTime());
  const last = one.targets.map((target) => target.due.getTime());
  // Who stands in line hears on the second morning of their week.
  const expected = later > 0 ? new Date((opensAt(service.hours, new Date(beginOf(service.hours, week).getTime() + 2 * day)) ?? now).getTime() + 2 * hour) : dueOf(service, { kind: "first", tier: one.member.tier, since: one.created });
  const deadline = story.days === undefined ? null : new Date(now.getTime() + story.days * day).toISOString().slice(0, 10);
  return [one.id, one.member.id, one.threadId, service.id, one.member.tier, story.wish, cook(story.wish), story.budget ?? null, deadline, story.call ? "callback" : "space", readsLikeComplaint(story.wish), one.state, one.staff, one.waiting,
    new Date(running.length > 0 ? Math.min(...running) : Math.max(...last)), story.snoozed ? new Date(now.getTime() + story.snoozed * hour) : null, week, expected, one.first, one.theirs, one.ours, one.confirmed, one.learned, one.outcome, one.alternative, one.closed, one.closedBy,
    one.rating, one.ratingWords, one.ratedAt, story.call ? "+33 1 00 00 00 00" : null, story.call ?? null, one.minutes, one.cents, one.created, one.closed ?? one.last, one.waiting === "member" && one.state === "open" ? one.seq - 1 : one.seq];
}

const ids = async (tx: Tx, table: string, many: number): Promise<number[]> => (await tx.query<{ id: number }>(`SELECT nextval(pg_get_serial_sequence('${table}', 'id')) AS id FROM generate_series(1, $1::int)`, [many])).map((row) => row.id);

async function desk(tx: Tx, residents: Residents, grown: readonly Grown[]): Promise<void> {
  const [elias, maren] = [residents.of("concierge.elias").id, residents.of("concierge.maren").id];
  await insertRows(tx, { table: "request_macro", columns: ["name:text", "text:text", "made_by:uuid"] }, macros.map(([name, text]) => [name, text, elias]));
  await insertRows(tx, { table: "request_capacity", columns: ["account_id:uuid", "cases:int"] }, [[elias, 12], [maren, 8]]);
  const [one, other] = grown.filter(({ story }) => story.same === "rings").map(({ id }) => id).sort((a, b) => a - b);
  await insertRows(tx, { table: "request_link", columns: ["request_id:bigint", "other_id:bigint", "linked_by:uuid"] }, [[one, other, elias]]);
}

/** The requests of the demo world, each as its steps would have left it, with what the ledger was told of it. */
export async function insertRequests(tx: Tx, { residents, now }: { residents: Residents; now: Date }): Promise<Fact[]> {
  const services = new Map((await listServices(tx)).map((one) => [one.slug, one]));
  const rows: Rows = { message: [], request_need: [], request_option: [], request_act: [], request_note: [], request_work: [], cost_entry: [], request_target: [], personal_read: [], request_preference: [] };
  const [requestIds, threadIds, optionIds] = [await ids(tx, "request", stories.length), await ids(tx, "thread", stories.length), await ids(tx, "request_option", stories.flatMap((story) => story.steps.filter((step) => step.does === "propose")).length)];
  const at: At = { rows, facts: [], residents, random: mulberry32(6006), optionIds };
  const grown = stories.map((story, place) => {
    const [service, created] = [services.get(story.service), new Date(now.getTime() - story.ago * day)];
    if (!service) throw new Error(`The demo world has no category ${story.service}.`);
    return grow(at, {
      id: requestIds[place] ?? 0, threadId: threadIds[place] ?? 0, story, service, member: residents.of(story.by), staff: story.to ? residents.of(story.to).id : null, created, now, seq: 0, theirs: 1, ours: 0, version: 0, confirmed: null, learned: null, first: null, waiting: "us", last: created,
      state: "open", outcome: "", alternative: "", closed: null, closedBy: null, rating: null, ratingWords: "", ratedAt: null, minutes: 0, cents: 0, targets: [], options: [],
    });
  });
  await insertRows(tx, { table: "thread", columns: ["id:bigint", "subject_type:text", "last_seq:int", "last_at:timestamptz"] }, grown.map((one) => [one.threadId, "request", one.seq, one.last]));
  await insertRows(tx, { table: "request", columns: requestColumns }, grown.map((one) => rowOf(one, now)));
  const products = new Map((await tx.query<{ id: number; name: string }>("SELECT id, name FROM product")).map((row) => [row.name, row.id]));
  for (const row of rows.request_option) row[6] = products.get(String(row[6])) ?? null;
  for (const table of Object.keys(columns) as (keyof Rows)[]) await insertRows(tx, { table, columns: [...columns[table]] }, rows[table]);
  await tx.query("UPDATE message m SET words = to_tsvector('simple', search_fold(m.source)) FROM request r WHERE r.thread_id = m.thread_id");
  await desk(tx, residents, grown);
  return at.facts;
}
