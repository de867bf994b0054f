import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { refused, type Refusal } from "#lib/core/errors.ts";
import { counter, db } from "#lib/core/transact.ts";
import { answerConsent, askConsent, listConsents } from "#lib/privilege/requests/consent.ts";
import { readQueue, readWorkload } from "#lib/privilege/requests/desk.ts";
import { sayInRequest } from "#lib/privilege/requests/dialogue.ts";
import { forwardRequest, type Forwarded } from "#lib/privilege/requests/forwarding.ts";
import { dropWork, handOver, markComplaint, noteCalled, noteWork, snooze, writeNote } from "#lib/privilege/requests/handling.ts";
import { linkRequests, mergeRequest, splitRequest } from "#lib/privilege/requests/joining.ts";
import { closeQuiet } from "#lib/privilege/requests/quiet.ts";
import { reopen, withdraw } from "#lib/privilege/requests/outcomes.ts";
import { openOne } from "#lib/privilege/requests/queries.ts";
import type { ForwardInput } from "#lib/privilege/requests/schema.ts";
import { toneOf } from "#lib/privilege/requests/tone.ts";
import { listOffers } from "#lib/privilege/services/queries.ts";
import type { ServiceInput } from "#lib/privilege/services/schema.ts";
import { listVersions, saveService } from "#lib/privilege/services/services.ts";
import { person, type Somebody } from "#tests/world/people.ts";
import { besideOf } from "../../app/[locale]/desk/requests/[id]/beside.ts";

function got<T extends object>(value: T | Refusal): T {
  if (refused(value)) throw new Error(value.detail);
  return value;
}
let member: Somebody;
let concierge: Somebody;
let admin: Somebody;
beforeAll(async () => { [member, concierge, admin] = await Promise.all([person({ tier: 2 }), person({ role: "concierge" }), person({ role: "admin" })]); });
const forward = async (by = member, more: Partial<ForwardInput> = {}): Promise<Forwarded> => got(await forwardRequest(by.actor, { wish: "A stand for two knives.", clientId: randomUUID(), ...more }));
const view = async (by: Somebody, id: number) => got(await openOne(by.actor, id));
const always: ServiceInput = {
  name: "Engraving", does: "Names and dates.", doesNot: "Portraits.", alternative: "Ask a jeweller.", taken: true, note: "", position: 2, archived: false, version: 0, weeklyCases: 2, lineWeeks: 1, caseCents: 900, minuteCents: 60,
  hours: { zone: "Europe/Lisbon", spans: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: 0, to: 1440 })), holidays: [] }, targets: Array.from({ length: 4 }, () => ({ first: 60, next: 60, resolve: 600 })),
};

describe("the desk of requests", () => {
  it("joins, splits, links, puts off, hands over and notes, and its member sees of it only what is theirs", async () => {
    const [one, two, three] = [await forward(), await forward(), await forward()];
    got(await noteWork(concierge.actor, one.id, { minutes: 10, clientId: randomUUID() }));
    expect(await writeNote(concierge.actor, one.id, { text: "Between us.", clientId: randomUUID() })).toBe(true);
    expect(await mergeRequest(concierge.actor, one.id, two.id)).toBe(true);
    expect(await view(member, one.id)).toMatchObject({ state: "merged", mergedInto: two.id, desk: null });
    expect((await view(concierge, two.id)).desk).toMatchObject({ minutes: 10, costCents: 700, notes: [{ text: "Between us." }] });
    expect(JSON.stringify(await view(member, two.id))).not.toContain("Between us.");
    const other = await person({ tier: 3 });
    expect(refused(await mergeRequest(concierge.actor, two.id, (await forward(other)).id))).toBe(true);
    const [service] = await db().query<{ id: number }>("SELECT id FROM service WHERE fallback");
    const split = got(await splitRequest(concierge.actor, two.id, { wish: "And a sheath.", serviceId: service?.id ?? 0, clientId: randomUUID() }));
    expect(await view(member, split.id)).toMatchObject({ splitFrom: two.id, wish: "And a sheath.", own: true });
    expect(await linkRequests(concierge.actor, two.id, { other: three.id, on: true })).toBe(true);
    expect((await view(concierge, three.id)).desk?.linked).toMatchObject([{ id: two.id }]);
    expect(await snooze(concierge.actor, three.id, new Date(Date.now() + 3_600_000).toISOString())).toBe(true);
    expect(got(await readQueue(concierge.actor)).requests.map((row) => row.id)).not.toContain(three.id);
    expect(got(await readQueue(concierge.actor, { view: "snoozed" })).requests.map((row) => row.id)).toContain(three.id);
    // Its member's word brings it back.
    got(await sayInRequest(member.actor, three.id, { body: "By the way.", clientId: randomUUID() }));
    expect(got(await readQueue(concierge.actor)).requests.map((row) => row.id)).toContain(three.id);
    const colleague = await person({ role: "concierge" });
    expect(await handOver(concierge.actor, three.id, { conciergeId: colleague.id, note: "Yours, please." })).toBe(true);
    expect(got(await readWorkload(concierge.actor)).people.find((one) => one.id === colleague.id)).toMatchObject({ open: 1, cases: 12 });
  });

  it("pages through its queue without losing or repeating a line, in every order", async () => {
    const made = await db().query<{ id: number }>(`WITH t AS (INSERT INTO thread (subject_type) SELECT 'request' FROM generate_series(1, 140) RETURNING id)
      INSERT INTO request (customer_id, thread_id, service_id, tier, wish, html, due_at, line_week, expected_at, loss_cents, complaint, first_replied_at) SELECT $1, t.id, s.id, t.id % 4, 'x', '', now() + make_interval(mins => (t.id * 37 % 101)::int), '2020-01-06', now(), t.id % 7, t.id % 11 = 0, now() FROM t, service s WHERE s.fallback RETURNING id`, [member.id]);
    for (const order of ["queue", "due", "loss"] as const) {
      const seen: number[] = [];
      for (let after: number | undefined; ;) {
        const page = got(await readQueue(concierge.actor, { order, after }));
        seen.push(...page.requests.map((row) => row.id));
        if (!page.next) break;
        after = Number(page.next);
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(made.every((row) => seen.includes(row.id))).toBe(true);
    }
    await db().query("UPDATE request SET state = 'withdrawn', closed_at = now() WHERE id = ANY($1::bigint[])", [made.map((row) => row.id)]);
  });

  it("calls back with a number that is asked then and forgotten after, and closes what is quiet by itself", async () => {
    expect(refused(await forwardRequest(member.actor, { wish: "Call me.", origin: "callback", clientId: randomUUID() }))).toBe(true);
    const { id } = await forward(member, { origin: "callback", phone: "+351 21 000 0000", callTimes: "After five." });
    expect((await view(concierge, id)).desk?.phone).toBe("+351 21 000 0000");
    expect(JSON.stringify(await view(member, id))).not.toContain("000 0000");
    expect(await noteCalled(concierge.actor, id)).toBe(true);
    expect((await view(concierge, id)).desk?.phone).toBeNull();
    await db().query("UPDATE request SET waiting = 'member', last_at = now() - interval '22 days' WHERE id = $1", [id]);
    await closeQuiet();
    expect(await view(member, id)).toMatchObject({ state: "lapsed", can: { rate: false, reopen: true } });
  });

  it("opens a request from what a member said only once they agreed", async () => {
    const asked = got(await askConsent(concierge.actor, { customerId: member.id, serviceId: 1, wish: "You said the lid leaks.", origin: "topic", originId: "7", clientId: randomUUID() }));
    const [before] = await db().query<{ count: number }>("SELECT count(*)::int AS count FROM request WHERE customer_id = $1", [member.id]);
    expect((await listConsents(member.actor)).consents).toMatchObject([{ id: asked.id, wish: "You said the lid leaks." }]);
    expect(refused(await answerConsent(concierge.actor, asked.id, true))).toBe(true);
    const { requestId } = got(await answerConsent(member.actor, asked.id, true));
    expect(await view(member, requestId ?? 0)).toMatchObject({ origin: "topic", originId: "7" });
    const [after] = await db().query<{ count: number }>("SELECT count(*)::int AS count FROM request WHERE customer_id = $1", [member.id]);
    expect((after?.count ?? 0) - (before?.count ?? 0)).toBe(1);
    expect(refused(await answerConsent(member.actor, asked.id, false))).toBe(true);
    const outside = await person({ tier: 1 });
    const no = await askConsent(concierge.actor, { customerId: outside.id, serviceId: 1, wish: "A lid.", origin: "topic", originId: "7", clientId: randomUUID() });
    expect(refused(no) && no.code).toBe("conflict");
  });
});

describe("what the desk knows besides", () => {
  it("notes time and its cost once, and takes both back whole", async () => {
    const { id } = await forward();
    const input = { minutes: 5, directCents: 120, clientId: randomUUID() };
    const [noted, again] = [got(await noteWork(concierge.actor, id, input)), got(await noteWork(concierge.actor, id, input))];
    expect(again).toEqual(noted);
    const cost = async (): Promise<number> => (await db().query<{ cents: number }>("SELECT coalesce(sum(cents), 0)::int AS cents FROM cost_entry WHERE subject_type = 'request' AND subject_id = $1", [String(id)]))[0]?.cents ?? 0;
    expect(await cost()).toBe(noted.cents);
    expect(refused(await dropWork(member.actor, noted.id))).toBe(true);
    expect(await dropWork(concierge.actor, noted.id)).toBe(true);
    expect(refused(await dropWork(concierge.actor, noted.id))).toBe(true);
    expect(await cost()).toBe(0);
    expect((await view(concierge, id)).desk).toMatchObject({ minutes: 0, costCents: 0, work: [] });
  });

  it("puts a request first when its member complains later on, unless somebody has said that it is none", async () => {
    const { id } = await forward();
    got(await sayInRequest(member.actor, id, { body: "This is unacceptable, I am still waiting.", clientId: randomUUID() }));
    expect(await view(concierge, id)).toMatchObject({ complaint: true });
    expect((await view(member, id)).complaint).toBe(false);
    expect(await markComplaint(concierge.actor, id, false)).toBe(true);
    got(await sayInRequest(member.actor, id, { body: "I would like my money back.", clientId: randomUUID() }));
    expect(await view(concierge, id)).toMatchObject({ complaint: false });
    expect(["Thank you, I love it.", "It is broken, I am disappointed and angry.", "Two cups of water.", "Merci, c’est parfait !"].map(toneOf)).toEqual(["warm", "tense", "plain", "warm"]);
  });

  it("stands beside the whole relationship in at most eight queries more, for the desk alone", async () => {
    const { id } = await forward();
    const before = counter.count;
    expect(await besideOf(concierge.actor, id)).toMatchObject({ stage: { stage: 0 }, tone: { posts: 0 } });
    expect(counter.count - before).toBeLessThanOrEqual(8);
    expect(await besideOf(member.actor, id)).toBeUndefined();
  });
});

describe("the service catalogue", () => {
  it("gives a week no more than its cases, though all ask at once, then places in line, then a clear no", async () => {
    const { id } = got(await saveService(admin.actor, null, always));
    const people = await Promise.all(Array.from({ length: 8 }, () => person({ tier: 2 })));
    const answers = await Promise.all(people.map((one) => forwardRequest(one.actor, { wish: "My name on it.", serviceId: id, clientId: randomUUID() })));
    const weeks = await db().query<{ week: string; count: number }>("SELECT line_week::text AS week, count(*)::int AS count FROM request WHERE service_id = $1 GROUP BY 1 ORDER BY 1", [id]);
    for (const { count } of weeks) expect(count).toBeLessThanOrEqual(always.weeklyCases);
    const taken = answers.filter((one): one is Forwarded => !refused(one));
    expect(taken.length).toBe(weeks.reduce((sum, one) => sum + one.count, 0));
    expect(taken.flatMap((one) => one.place ?? []).sort()).toEqual([1, 2]);
    // Who was given next week is not late this week.
    const early = await db().query("SELECT 1 FROM request r JOIN request_target t ON t.request_id = r.id WHERE r.service_id = $1 AND r.line_week > now() AND (r.due_at < r.line_week OR t.since < r.line_week - interval '1 day')", [id]);
    expect(early).toEqual([]);
    const no = answers.find((one) => refused(one));
    expect(refused(no) && no.code).toBe("conflict");
    expect((await listOffers(db(), 2)).find((one) => one.id === id)).toMatchObject({ full: true, expectedAt: null, alternative: "Ask a jeweller." });
    expect(got(await saveService(admin.actor, id, { ...always, weeklyCases: 20, note: "A second bench.", version: 1 }))).toEqual({ id, version: 2 });
    expect(refused(await saveService(admin.actor, id, { ...always, version: 1 }))).toBe(true);
    expect(got(await listVersions(admin.actor, id)).versions[0]).toMatchObject({ version: 2, note: "A second bench.", changed: ["weekly_cases"] });
    expect((await listOffers(db(), 2)).find((one) => one.id === id)?.full).toBe(false);
  });

  it("gives no week more than its cases whatever comes: sent, withdrawn, answered, opened again, sent again", async () => {
    const acts = fc.array(fc.constantFrom("forward", "forward", "forward", "withdraw", "answer", "reopen"), { minLength: 6, maxLength: 14 });
    await fc.assert(fc.asyncProperty(acts, fc.integer({ min: 1, max: 2 }), async (steps, weeklyCases) => {
      const { id } = got(await saveService(admin.actor, null, { ...always, weeklyCases }));
      const all: number[] = [];
      for (const [at, step] of steps.entries()) {
        const one = all[at % Math.max(1, all.length)] ?? 0;
        if (step === "forward") { const sent = await forwardRequest(member.actor, { wish: "A name.", serviceId: id, clientId: randomUUID() }); if (!refused(sent)) all.push(sent.id); }
        else if (one && step === "withdraw") await withdraw(member.actor, one, "");
        else if (one && step === "answer") await sayInRequest(concierge.actor, one, { body: "Gladly.", clientId: randomUUID() });
        else if (one) await reopen(member.actor, one, "After all.");
        const weeks = await db().query<{ count: number }>("SELECT count(*)::int AS count FROM request WHERE service_id = $1 AND (state <> 'withdrawn' OR first_replied_at IS NOT NULL) GROUP BY line_week", [id]);
        expect(Math.max(0, ...weeks.map((row) => row.count))).toBeLessThanOrEqual(weeklyCases);
      }
    }), { numRuns: 8 });
  });
});
