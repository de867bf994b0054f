import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { refused, type Refusal } from "#lib/core/errors.ts";
import { counter, db, transact } from "#lib/core/transact.ts";
import { sayInRequest } from "#lib/privilege/requests/dialogue.ts";
import { readQueue } from "#lib/privilege/requests/desk.ts";
import { forwardRequest } from "#lib/privilege/requests/forwarding.ts";
import { noteWork, writeNote } from "#lib/privilege/requests/handling.ts";
import { answerNeed, understand } from "#lib/privilege/requests/needs.ts";
import { answerOption, proposeOption } from "#lib/privilege/requests/options.ts";
import { decline, end, fulfil, rate, reopen, withdraw } from "#lib/privilege/requests/outcomes.ts";
import { makeExport } from "#lib/moderation/exports.ts";
import { lockRequest } from "#lib/privilege/requests/access.ts";
import { myPreferences } from "#lib/privilege/requests/preferences.ts";
import { openOne, openRequestsOf } from "#lib/privilege/requests/queries.ts";
import { erasePerson } from "#lib/privilege/requests/erasure.ts";
import type { ForwardInput } from "#lib/privilege/requests/schema.ts";
import { door, person, type Somebody } from "#tests/world/people.ts";

function got<T extends object>(value: T | Refusal): T {
  if (refused(value)) throw new Error(value.detail);
  return value;
}
const code = (value: unknown): string => (refused(value) ? value.code : "done");
let member: Somebody;
let concierge: Somebody;
beforeAll(async () => { [member, concierge] = await Promise.all([person({ tier: 2, name: "Mina Vale" }), person({ role: "concierge", name: "Eli Porter" })]); });

const forward = async (by = member, more: Partial<ForwardInput> = {}): Promise<number> => got(await forwardRequest(by.actor, { wish: "A kettle that pours slowly, for a small table.", clientId: randomUUID(), ...more })).id;
const say = (by: Somebody, id: number, body = "Gladly."): ReturnType<typeof sayInRequest> => sayInRequest(by.actor, id, { body, clientId: randomUUID() });
const facts = async (id: number): Promise<string[]> =>
  (await db().query<{ kind: string }>("SELECT i.kind || CASE WHEN i.reverses IS NOT NULL THEN ' back' ELSE '' END || coalesce(' ' || i.value, '') AS kind FROM interaction i WHERE i.subject_type = 'request' AND i.subject_id = $1 AND i.source = 'web' ORDER BY i.seq", [String(id)])).map((row) => row.kind);
const view = async (by: Somebody, id: number) => got(await openOne(by.actor, id));

describe("a request", () => {
  it("goes from a need to a rating of five, with each thing recorded once, and learned exactly when its evidence holds", async () => {
    const id = await forward(member, { budgetCents: 12_000, deadline: "2030-06-01" });
    expect(await facts(id)).toEqual(["request.forwarded"]);
    got(await say(concierge, id, "What is the table for?"));
    const { version } = got(await understand(concierge.actor, id, "A slow gooseneck kettle under 120."));
    expect(code(await answerNeed(concierge.actor, id, { version, confirmed: true }))).toBe("forbidden");
    expect(await answerNeed(member.actor, id, { version, confirmed: true })).toBe(true);
    got(await say(member, id, "For two."));
    // Twice from us is still missing.
    expect(await facts(id)).not.toContain("request.learned");
    got(await say(concierge, id, "I have three ideas."));
    expect(await facts(id)).toEqual(["request.forwarded", "request.learned"]);
    const options = [];
    for (const title of ["The Heron", "The Wren", "The Crane"]) options.push(got(await proposeOption(concierge.actor, id, { title, priceCents: 9900, clientId: randomUUID() })).id);
    expect(await answerOption(member.actor, options[0] ?? 0, { accepted: false, reason: "No plastic near hot water." })).toBe(true);
    expect(await answerOption(member.actor, options[1] ?? 0, { accepted: true })).toBe(true);
    expect(code(await answerOption(concierge.actor, options[2] ?? 0, { accepted: true }))).toBe("forbidden");
    expect((await myPreferences(member.actor)).preferences[0]).toMatchObject({ text: "No plastic near hot water.", from: { optionTitle: "The Heron", requestId: id } });
    expect(got(await noteWork(concierge.actor, id, { minutes: 12, directCents: 300, clientId: randomUUID() }))).toMatchObject({ cents: 12 * 70 + 300 });
    expect(await fulfil(concierge.actor, id, "The Wren is on its way.")).toBe(true);
    expect(code(await fulfil(concierge.actor, id, "Again."))).toBe("conflict");
    expect(await rate(member.actor, id, { rating: 5, words: "Just so." })).toBe(true);
    expect(code(await rate(member.actor, id, { rating: 1 }))).toBe("conflict");
    expect(await facts(id)).toEqual(["request.forwarded", "request.learned", "request.fulfilled", "request.rated 5"]);
    const [cost] = await db().query<{ cents: number }>("SELECT sum(cents)::int AS cents FROM cost_entry WHERE customer_id = $1", [member.id]);
    expect(cost?.cents).toBe(1140);
    expect(await reopen(member.actor, id, "It leaks.")).toBe(true);
    expect((await facts(id)).slice(4).sort()).toEqual(["request.fulfilled back", "request.rated back 5", "request.reopened"]);
    expect((await view(member, id)).rating).toBeNull();
    expect(await fulfil(concierge.actor, id, "A new one came.")).toBe(true);
    expect((await facts(id)).filter((kind) => kind === "request.fulfilled")).toHaveLength(2);
  });

  it("is corrected, declined with an alternative, withdrawn, and closed by itself without asking how it went", async () => {
    const [declined, gone, quiet] = [await forward(), await forward(), await forward()];
    const { version } = got(await understand(concierge.actor, declined, "A red kettle."));
    expect(await answerNeed(member.actor, declined, { version, confirmed: false, correction: "Blue." })).toBe(true);
    expect((await view(member, declined)).needs).toMatchObject([{ state: "corrected", correction: "Blue." }]);
    expect(await decline(concierge.actor, declined, { reason: "Nobody makes it in blue.", alternative: "Enamel it yourself." })).toBe(true);
    expect(code(await rate(member.actor, declined, { rating: 2 }))).toBe("conflict");
    expect(code(await withdraw(concierge.actor, gone, ""))).toBe("forbidden");
    expect(await withdraw(member.actor, gone, "")).toBe(true);
    expect(code(await say(member, gone))).toBe("conflict");
    await transact(async (tx) => end(tx, got(await lockRequest(tx, concierge.actor, quiet)), { state: "lapsed", by: null, outcome: "" }));
    expect((await view(member, quiet)).can.rate).toBe(false);
    expect(code(await rate(member.actor, quiet, { rating: 5 }))).toBe("conflict");
    expect(await facts(quiet)).toEqual(["request.forwarded"]);
    await db().query("UPDATE request SET closed_at = now() - interval '15 days' WHERE id = $1", [gone]);
    expect(code(await reopen(member.actor, gone, "After all."))).toBe("conflict");
  });

  it("is one however often it is sent, and so is what is said", async () => {
    const input: ForwardInput = { wish: "A lid.", clientId: randomUUID() };
    const all = await Promise.all(Array.from({ length: 8 }, () => forwardRequest(member.actor, input)));
    expect(new Set(all.map((one) => got(one).id)).size).toBe(1);
    const id = got(all[0] ?? (await forwardRequest(member.actor, input))).id;
    const line = { body: "Still there?", clientId: randomUUID() };
    const said = await Promise.all(Array.from({ length: 6 }, () => sayInRequest(member.actor, id, line)));
    expect(new Set(said.map((one) => got(one).id)).size).toBe(1);
    expect((await view(member, id)).messages).toHaveLength(2);
  });

});

describe("whose a request is", () => {
  it("is kept to its end by who lost the tier, who forwards no new one; and nobody falls meanwhile", async () => {
    const fading = await person({ tier: 2 });
    const id = await forward(fading);
    await db().query("UPDATE account SET tier = 0 WHERE id = $1", [fading.id]);
    const now = { ...fading, actor: { ...fading.actor, tier: 0 } };
    got(await say(now, id));
    const { id: optionId } = got(await proposeOption(concierge.actor, id, { title: "A stand", clientId: randomUUID() }));
    expect(await answerOption(now.actor, optionId, { accepted: true })).toBe(true);
    expect(await openRequestsOf(db(), [fading.id, concierge.id])).toEqual(new Set([fading.id]));
    expect(code(await forwardRequest(now.actor, { wish: "Another.", clientId: randomUUID() }))).toBe("forbidden");
    expect(await fulfil(concierge.actor, id, "Done.")).toBe(true);
    expect(await openRequestsOf(db(), [fading.id])).toEqual(new Set());
  });

  it("is seen by its member, whom they let read, and the desk, and by nobody who sells or moderates", async () => {
    const [friend, stranger, marketer, moderator] = await Promise.all([person(), person({ tier: 3 }), person({ role: "marketer" }), person({ role: "moderator" })]);
    const id = await forward(member, { readers: [friend.actor.handle] });
    for (const one of [stranger, marketer, moderator]) expect(code(await openOne(one.actor, id))).toBe("missing");
    expect((await view(friend, id)).can).toMatchObject({ say: false, confirm: false, handle: false });
    expect(code(await say(friend, id))).toBe("forbidden");
    expect((await view(friend, id)).desk).toBeNull();
    const [looked] = await db().query<{ count: number }>("SELECT count(*)::int AS count FROM personal_read WHERE account_id = $1 AND reader_id = $2 AND what = 'request'", [member.id, concierge.id]);
    await view(concierge, id);
    expect(looked?.count ?? 0).toBeLessThanOrEqual(1);
  });

});

describe("the desk", () => {
  it("judges targets by when things happened, whether anybody looked or not", async () => {
    const id = await forward();
    await db().query("UPDATE request_target SET due_at = now() - interval '1 hour' WHERE request_id = $1 AND kind = 'resolve'", [id]);
    got(await say(concierge, id));
    expect(await fulfil(concierge.actor, id, "Late, and done.")).toBe(true);
    expect((await view(concierge, id)).desk?.targets.map((one) => [one.kind, one.missed, one.metAt !== null])).toEqual([["first", false, true], ["resolve", true, true]]);
  });

  it("puts what reads like a complaint first", async () => {
    const id = await forward(member, { wish: "The grinder arrived broken and I would like my money back." });
    const queue = got(await readQueue(concierge.actor));
    expect(queue.requests[0]).toMatchObject({ id, complaint: true });
    expect(code(await readQueue(member.actor))).toBe("missing");
  });

  it("opens in at most eight queries, the queue in one", async () => {
    const id = await forward();
    got(await say(concierge, id));
    for (const [who, most] of [[member, 5], [concierge, 8]] as const) {
      const before = counter.count;
      await view(who, id);
      expect(counter.count - before).toBeLessThanOrEqual(most);
    }
    const before = counter.count;
    got(await readQueue(concierge.actor));
    expect(counter.count - before).toBe(1);
  });

  it("is taken along whole by who lost the tier: both sides of the dialogue, what was understood and proposed; never what the desk noted for itself, nor another’s", async () => {
    const [leaving, other] = [await person({ tier: 2 }), await person({ tier: 2 })];
    const [id, others] = [await forward(leaving, { wish: "A lamp for the narrow table." }), await forward(other, { wish: "Somebody else’s lamp." })];
    got(await say(concierge, id, "I think of a clamp lamp."));
    got(await say(leaving, id, "A clamp would do."));
    got(await say(concierge, others, "Not for them to read."));
    await understand(concierge.actor, id, "A lamp that takes no room.");
    got(await proposeOption(concierge.actor, id, { title: "The Plover", text: "It folds away.", clientId: randomUUID() }));
    expect(await writeNote(concierge.actor, id, { text: "Between us: pays late.", clientId: randomUUID() })).toBe(true);
    const gone = got(await say(concierge, id, "Said in error."));
    await db().query("UPDATE message SET deleted_at = now() WHERE id = $1", [gone.id]);
    await db().query("UPDATE account SET tier = 0 WHERE id = $1", [leaving.id]);
    const { id: file } = (await door("/api/me/exports", { as: leaving, method: "POST" })).body as { id: string };
    await makeExport({ id: file });
    const { body, text } = await door(`/api/me/exports/${file}`, { as: leaving });
    expect((body as { request_dialogue: unknown[] }).request_dialogue).toMatchObject([["you", "A lamp for the narrow table."], ["Eli Porter", "I think of a clamp lamp."], ["you", "A clamp would do."]].map(([by, said]) => ({ requestId: id, by, text: said })));
    expect(body).toMatchObject({ request: [{ id }], request_need: [{ text: "A lamp that takes no room." }], request_option: [{ title: "The Plover", text: "It folds away." }] });
    expect(text).not.toMatch(/Between us|Not for them|Somebody else|in error/);
  });

  it("leaves no word behind when its member is erased", async () => {
    const leaving = await person({ tier: 2 });
    const id = await forward(leaving, { wish: "Something nobody else may know: elderberry." });
    got(await say(concierge, id, "Elderberry, noted."));
    got(await understand(concierge.actor, id, "They need elderberry."));
    await transact((tx) => erasePerson(tx, leaving.id));
    expect(JSON.stringify(await view(concierge, id))).not.toMatch(/elderberry/i);
    expect(await openRequestsOf(db(), [leaving.id])).toEqual(new Set());
  });
});
