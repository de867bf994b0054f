import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { type Refusal, refused } from "#lib/core/errors.ts";
import { db, transact } from "#lib/core/transact.ts";
import { mergeTopics, unmergeTopic } from "#lib/forum/topic-moves.ts";
import { vote } from "#lib/forum/ideas.ts";
import { openTopic } from "#lib/forum/topics.ts";
import { erasePerson, mergePerson } from "#lib/privilege/voice/erasure.ts";
import { answerForm, leavePlace, reportOutcome, saveInvitation, takePlace } from "#lib/privilege/voice/invitations.ts";
import { decideNomination, nominate } from "#lib/privilege/voice/nominations.ts";
import { outcomesOf, readRunVoice, readVoice } from "#lib/privilege/voice/queries.ts";
import type { InvitationInput } from "#lib/privilege/voice/schema.ts";
import { weightsOf } from "#lib/privilege/voice/weights.ts";
import "#server/wiring.ts";
import { category, person, type Somebody } from "#tests/world/people.ts";

let concierge: Somebody;
let member: Somebody;
beforeAll(async () => { [concierge, member] = [await person({ role: "concierge" }), await person({ tier: 2 })]; });

const got = <T>(value: T | Refusal): T => {
  if (refused(value)) throw new Error(value.detail);
  return value;
};
const code = (value: unknown): string => (refused(value as Refusal) ? (value as Refusal).code : "done");
const input = (more: Partial<InvitationInput> = {}): InvitationInput => ({
  kind: "beta", words: { en: { title: "The quiet mill", text: "Six weeks at your bench." }, fr: { title: "Le moulin doux", text: "Six semaines à votre établi." } }, minTier: 2, places: 3, closesAt: new Date(Date.now() + 9 * 86_400_000).toISOString(), version: 0, clientId: randomUUID(),
  questions: [{ kind: "scale", text: { en: "How quiet?", fr: "Quel calme ?" } }, { kind: "text", text: { en: "What would you change?", fr: "Que changeriez-vous ?" } }], ...more,
});
const invited = async (more: Partial<InvitationInput> = {}): Promise<number> => got(await saveInvitation(concierge.actor, null, input(more))).id;
const told = (who: Somebody, kind: string) => db().query<{ subject: string }>("SELECT subject_type || ':' || subject_id AS subject FROM interaction WHERE customer_id = $1 AND kind = $2", [who.id, kind]);

describe("an invitation", () => {
  it("never has more guests than places, whoever comes at once, and a place given back is another’s", async () => {
    const [id, people] = [await invited(), await Promise.all(Array.from({ length: 10 }, () => person({ tier: 2 })))];
    const came = await Promise.all(people.flatMap((one) => [takePlace(one.actor, id), takePlace(one.actor, id)]));
    expect(came.filter((one) => one === true)).toHaveLength(6);
    const [row] = await db().query<{ taken: number; rows: number }>("SELECT taken, (SELECT count(*)::int FROM invitation_place WHERE invitation_id = i.id) AS rows FROM invitation i WHERE id = $1", [id]);
    expect(row).toEqual({ taken: 3, rows: 3 });
    const guest = people[came.findIndex((one) => one === true) >> 1] as Somebody;
    for (let n = 0; n < 2; n += 1) expect(await leavePlace(guest.actor, id)).toBe(true);
    expect(await takePlace(member.actor, id)).toBe(true);
    expect((await readVoice(member.actor)).invitations.find((one) => one.id === id)).toMatchObject({ left: 0, shut: "full", mine: { answers: null } });
  });

  it("has a form that is a survey once however often it is changed, and an outcome that everybody hears who took part", async () => {
    const [id, other] = [await invited(), await person({ tier: 3 })];
    for (const one of [member, other]) expect(await takePlace(one.actor, id)).toBe(true);
    expect([code(await answerForm(member.actor, id, ["9"])), code(await answerForm(member.actor, id, ["", ""])), code(await answerForm((await person({ tier: 2 })).actor, id, ["4"]))]).toEqual(["invalid", "invalid", "conflict"]);
    for (const quiet of ["4", "5"]) expect(await answerForm(member.actor, id, [quiet, "A longer handle."])).toBe(true);
    expect((await told(member, "survey.answered")).map((one) => one.subject)).toEqual([`invitation:${id}`]);
    expect(got(await readRunVoice(concierge.actor)).invitations.find((one) => one.id === id)?.answered.map((one) => one.answers)).toEqual([["5", "A longer handle."]]);
    const outcome = { en: "You asked for a longer handle. It is 8 mm longer.", fr: "Vous vouliez un manche plus long. Il a 8 mm de plus." };
    expect(await reportOutcome(concierge.actor, id, outcome)).toBe(true);
    expect(code(await reportOutcome(concierge.actor, id, outcome))).toBe("conflict");
    for (const one of [member, other]) expect(await told(one, "voice.answered")).toContainEqual({ subject: `invitation:${id}` });
    expect(outcomesOf(await readVoice(other.actor))).toMatchObject([{ kind: "beta", text: outcome, title: { en: "The quiet mill" } }]);
    expect([code(await answerForm(member.actor, id, ["1"])), code(await leavePlace(member.actor, id)), code(await takePlace((await person({ tier: 2 })).actor, id))]).toEqual(["conflict", "conflict", "conflict"]);
  });

  it("is for the tier it is for, made once, and changed by who read it last", async () => {
    const again = input({ minTier: 3 });
    const { id, version } = got(await saveInvitation(concierge.actor, null, again));
    expect(got(await saveInvitation(concierge.actor, null, again)).id).toBe(id);
    expect([code(await takePlace(member.actor, id)), (await readVoice(member.actor)).invitations.some((one) => one.id === id)]).toEqual(["missing", false]);
    got(await saveInvitation(concierge.actor, id, { ...again, minTier: 2, places: 1, version }));
    expect(code(await saveInvitation(concierge.actor, id, { ...again, version }))).toBe("conflict");
    expect(await takePlace(member.actor, id)).toBe(true);
    expect(code(await takePlace((await person({ tier: 1 })).actor, id))).toBe("forbidden");
  });
});

describe("a nomination", () => {
  it("is made once for a person, five in a year, and answered once to who made it", async () => {
    const [who, ...others] = await Promise.all([person({ tier: 2 }), ...Array.from({ length: 6 }, () => person())]);
    const name = (one: Somebody | undefined) => nominate((who as Somebody).actor, { handle: `@${one?.actor.handle}`, words: "Mends what others throw away.", clientId: randomUUID() });
    const first = got(await name(others[0])).id;
    expect([code(await name(others[0])), code(await name(who))]).toEqual(["conflict", "invalid"]);
    const rest = await Promise.all(others.slice(1).map(name));
    expect(rest.filter((one) => !refused(one))).toHaveLength(4);
    expect((await readVoice((who as Somebody).actor)).nominationsLeft).toBe(0);
    expect(await decideNomination(concierge.actor, first, { accepted: false, answer: "Not yet; they have been here a month." })).toBe(true);
    expect(code(await decideNomination(concierge.actor, first, { accepted: true, answer: "After all." }))).toBe("conflict");
    expect(await told(who as Somebody, "voice.answered")).toEqual([{ subject: `nomination:${first}` }]);
    expect(outcomesOf(await readVoice((who as Somebody).actor))).toMatchObject([{ kind: "nomination", status: "declined", text: "Not yet; they have been here a month." }]);
    // Who was named never hears of it here.
    expect(outcomesOf(await readVoice((others[0] as Somebody).actor))).toEqual([]);
  });
});

describe("the weight of a vote", () => {
  const idea = async (): Promise<number> => {
    const place = await category("public");
    await db().query("UPDATE category SET kinds = '{idea}' WHERE id = $1", [place.id]);
    const made = got(await openTopic(member.actor, { categorySlug: place.slug, title: `Mend the lid ${randomUUID()}`, body: "It rattles.", kind: "idea", clientId: randomUUID() }));
    if ("held" in made) throw new Error("held");
    return made.id;
  };
  const weight = async (id: number): Promise<[votes: number, extra: number]> => {
    const [row] = await db().query<{ votes: number }>("SELECT votes FROM topic WHERE id = $1", [id]);
    return [row?.votes ?? 0, (await weightsOf([id])).get(id) ?? 0];
  };

  it("is one for everybody, two for Premier, three for Circle; it is as it was cast, and goes with the vote", async () => {
    const [id, plain, premier, circle, staff] = [await idea(), await person(), await person({ tier: 2 }), await person({ tier: 3 }), await person({ role: "moderator", tier: 3 })];
    for (const one of [plain, premier, circle, staff]) for (let n = 0; n < 2; n += 1) got(await vote(one.actor, id, true));
    expect(await weight(id)).toEqual([4, 3]);
    await db().query("UPDATE account SET tier = 0 WHERE id = $1", [circle.id]);
    expect(await weight(id)).toEqual([4, 3]);
    for (const one of [premier, circle]) got(await vote(one.actor, id, false));
    expect(await weight(id)).toEqual([2, 0]);
  });

  it("never hangs on a vote that is not there, through a merge of ideas and of people", async () => {
    const [one, other, moderator, a, b] = [await idea(), await idea(), await person({ role: "moderator" }), await person({ tier: 2 }), await person({ tier: 3 })];
    for (const who of [a, b]) got(await vote(who.actor, one, true));
    got(await vote(a.actor, other, true));
    got(await mergeTopics(moderator.actor, one, other));
    // Two people, of whom one counts two and one three: who voted for both is counted once, and who came along weighs what they weighed.
    expect(await weight(other)).toEqual([2, 3]);
    expect(await unmergeTopic(moderator.actor, one)).toBe(true);
    expect([await weight(one), await weight(other)]).toEqual([[2, 3], [1, 1]]);
    got(await mergeTopics(moderator.actor, one, other));
    expect(await weight(other)).toEqual([2, 3]);
    await db().query("UPDATE topic_vote SET account_id = $2 WHERE account_id = $1 AND topic_id = $3", [b.id, (await person()).id, one]);
    expect(await db().query("SELECT 1 FROM topic_voice v WHERE NOT EXISTS (SELECT 1 FROM topic_vote o WHERE (o.topic_id, o.account_id) = (v.topic_id, v.account_id))")).toEqual([]);
    expect((await weight(one))[1]).toBe(3);
  });
});

it("what somebody decided adds up when two are one, and frees its place when they are gone", async () => {
  const [from, into, id] = [await person({ tier: 2 }), await person({ tier: 2 }), await invited()];
  for (const who of [from, into]) expect(await takePlace(who.actor, id)).toBe(true);
  got(await nominate(from.actor, { handle: into.actor.handle, words: "Kind.", clientId: randomUUID() }));
  await transact((tx) => mergePerson(tx, { from: from.id, into: into.id }));
  const places = () => db().query("SELECT taken, (SELECT count(*)::int FROM invitation_place WHERE invitation_id = i.id) AS rows FROM invitation i WHERE id = $1", [id]);
  expect(await places()).toEqual([{ taken: 1, rows: 1 }]);
  await transact((tx) => erasePerson(tx, into.id));
  expect(await places()).toEqual([{ taken: 0, rows: 0 }]);
  expect(await db().query("SELECT 1 FROM nomination WHERE $1 IN (customer_id, nominee_id) OR $2 IN (customer_id, nominee_id)", [from.id, into.id])).toEqual([]);
});
