import { spawn } from "node:child_process";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "#lib/core/ids.ts";
import { counter, db, transact } from "#lib/core/transact.ts";
import { letterHtml } from "#lib/mail/letter-html.ts";
import type { Content } from "#lib/mail/types.ts";
import { counted } from "#lib/mail/ways.ts";
import { leaveToken } from "#lib/outreach/leave-token.ts";
import { erasePerson, mergePerson } from "#lib/outreach/erasure.ts";
import { sendMailings } from "#lib/outreach/newsletters/sending.ts";
import { factsJob } from "#lib/analytics/customers/facts.ts";
import { category, door, person, type Somebody, topic } from "#tests/world/people.ts";
import { answerTo, comes } from "./mails.ts";

const draft = { locale: "en", subject: "Three ways to keep a grinder quiet", preview: "Felt, oil and a slower hand", body: "{{greeting}}\n\nWe **tried** it. See [what was said](/t/1).\n\n{{topics}}\n\n{{tier}}", actionLabel: "Read on", actionPath: "/products" };
type Letter = { recipient: string; subject: string; body: string; content: Content; leaveUrl: string; listId: string; stream: string };
const lettersOf = (id: string): Promise<Letter[]> => db().query(`SELECT m.recipient, m.subject, m.body, m.content, m.leave_url AS "leaveUrl", m.list_id AS "listId", m.stream FROM mailing_letter l JOIN mail m ON m.id = l.mail_id WHERE l.mailing_id = $1 ORDER BY m.id`, [id]);
const outOf = async (id: string): Promise<[string, number][]> => (await db().query<{ reason: string; count: number }>("SELECT left_out AS reason, count(*)::int AS count FROM mailing_letter WHERE mailing_id = $1 AND left_out IS NOT NULL GROUP BY 1 ORDER BY 1", [id])).map((row) => [row.reason, row.count]);
let marketer: Somebody;
beforeAll(async () => { marketer = await person({ role: "marketer", name: "Juno Marsh" }); });

const ok = async <T>(answer: ReturnType<typeof door>, status = 200): Promise<T> => { const { body, text, status: got } = await answer; expect([got, got === status ? "" : text]).toEqual([status, ""]); return body as T; };
async function newsletter(name = "The workshop letter"): Promise<{ id: string; slug: string }> {
  return ok(door("/api/studio/newsletters", { as: marketer, body: { id: newId(), name, description: "Once a month" } }), 201);
}
const subscribe = (who: Somebody, id: string, on = true) => ok(door("/api/me/mail", { as: who, method: "PUT", body: { newsletters: [{ id, on }] } }));
async function mailing(input: { kind: string; newsletterId?: string; segmentId?: string }, text: object = {}): Promise<{ id: string; version: number }> {
  const { id } = await ok<{ id: string }>(door("/api/studio/mail", { as: marketer, body: { id: newId(), ...input } }), 201);
  const { version } = await ok<{ version: number }>(door(`/api/studio/mail/${id}`, { as: marketer, method: "PUT", body: { ...draft, ...(input.segmentId ? { segmentId: input.segmentId } : {}), ...text, version: 1 } }));
  return { id, version };
}
const send = ({ id, version }: { id: string; version: number }, when: object = {}) => door(`/api/studio/mail/${id}/schedule`, { as: marketer, body: { version, ...when } });
const report = async (id: string, as = marketer) => ok<{ mailing: { state: string }; counts: Record<string, number>; verdict: { state: string; better?: string } | null; arms: Record<string, { sent: number | null }> }>(door(`/api/studio/mail/${id}/report`, { as }));

describe("a newsletter", () => {
  it("comes to those who asked for it, each in their own words, once, and can be read by everybody afterwards", async () => {
    const { id: newsletterId, slug } = await newsletter();
    const [ana, ben, none, unconfirmed, declined] = [await person({ name: "Ana Vale", tier: 2 }), await person({ name: "Ben Holt" }), await person(), await person({ confirmed: false }), await person()];
    const opened = await topic(ben, (await category()).slug, { title: "A kettle that sings" });
    for (const who of [ana, ben, unconfirmed, declined]) await subscribe(who, newsletterId);
    await ok(door("/api/me/mail", { as: declined, method: "PUT", body: { news: false } }));
    expect((await db().query<{ subscribers: number }>("SELECT subscribers FROM newsletter WHERE id = $1", [newsletterId]))[0]?.subscribers).toBe(4);
    const issue = await mailing({ kind: "issue", newsletterId });
    const archived = await import("#lib/outreach/newsletters/archive.ts");
    const slugOfIssue = "three-ways-to-keep-a-grinder-quiet";
    expect(await archived.readIssue(slug, slugOfIssue)).toMatchObject({ code: "missing" });
    await ok(send(issue));
    expect((await send(issue)).status).toBe(409);
    await Promise.all([sendMailings(), sendMailings()]);
    await sendMailings();
    const letters = await lettersOf(issue.id);
    expect(letters.map((one) => one.recipient).sort()).toEqual([ana.email, ben.email].sort());
    expect([await outOf(issue.id), letters.some((one) => one.recipient === none.email)]).toEqual([[["declined", 1], ["gone", 1]], false]);
    const mine = letters.find((one) => one.recipient === ana.email);
    expect(mine).toMatchObject({ stream: "newsletter", listId: expect.stringContaining(`${slug}.news.`) });
    for (const said of ["Hello Ana,", "We tried it. See what was said (http://localhost:3000/en/t/1).", "A kettle that sings", "Your tier: Premier", "Read on:\nhttp://localhost:3000/en/products", `/en/news/${slug}/${slugOfIssue}`]) expect(mine?.body).toContain(said);
    expect(letters.find((one) => one.recipient === ben.email)?.body.includes(`/t/${opened.id}/`)).toBe(false);
    expect(Buffer.byteLength(letterHtml(mine?.content ?? { title: "", blocks: [] }, "en"))).toBeLessThan(100 * 1024);
    // Every way of the letter is by the door that counts it, the editor's own links too.
    expect(counted(mine?.content as Content, { id: newId(), secret: false, accountId: ana.id }).blocks.find((block) => block.kind === "html")).toMatchObject({ html: expect.stringMatching(/href="http:\/\/localhost:3000\/api\/mail\/to\/[^"]+path=%2Fen%2Ft%2F1"/) });
    const page = await archived.readIssue(slug, slugOfIssue);
    expect(page).toMatchObject({ issue: { subject: draft.subject, html: expect.stringContaining("<strong>tried</strong>") } });
    expect(JSON.stringify(page)).not.toMatch(/greeting|Ana|Premier/);
  });

  it("ends by one press of a mail program, alone; what of it waits does not leave any more", async () => {
    const [one, other] = [await newsletter("First"), await newsletter("Second")];
    const ana = await person();
    for (const { id } of [one, other]) await subscribe(ana, id);
    const issue = await mailing({ kind: "issue", newsletterId: one.id });
    await ok(send(issue));
    await sendMailings();
    const [letter] = await lettersOf(issue.id);
    await ok(door(letter?.leaveUrl.replace("http://localhost:3000", "") ?? "", { method: "POST" }));
    const choices = await ok<{ news: boolean; newsletters: { id: string; on: boolean }[] }>(door("/api/mail/choices", { body: { token: leaveToken({ what: "newsletter", of: one.id, accountId: ana.id }) } }));
    expect([choices.news, choices.newsletters.find((each) => each.id === one.id)?.on, choices.newsletters.find((each) => each.id === other.id)?.on]).toEqual([true, false, true]);
    expect(await db().query("SELECT state, response FROM mail WHERE account_id = $1 AND letter = 'issue'", [ana.id])).toEqual([{ state: "withheld", response: "declined" }]);
    await subscribe(ana, one.id);
    await ok(door("/api/me/mail", { as: ana, method: "PUT", body: { newsletters: [{ id: one.id, on: true }] } }));
    expect((await db().query<{ subscribers: number }>("SELECT subscribers FROM newsletter WHERE id = $1", [one.id]))[0]?.subscribers).toBe(1);
  });

});

describe("an issue being written", () => {
  it("waits for its hour somewhere, can be taken back, and is not kept over somebody else's change", async () => {
    const { id: newsletterId } = await newsletter("Third");
    await subscribe(await person(), newsletterId);
    const issue = await mailing({ kind: "issue", newsletterId });
    expect((await send(issue, { at: "2001-01-01T09:00", zone: "Europe/Paris" })).status).toBe(422);
    expect((await send(issue, { at: "2031-01-01T09:00", zone: "Mars/Olympus" })).status).toBe(422);
    const { sendAt } = await ok<{ sendAt: string }>(send(issue, { at: "2031-01-15T09:00", zone: "Europe/Paris" }));
    expect(sendAt).toBe("2031-01-15T08:00:00.000Z");
    await sendMailings();
    expect([(await report(issue.id)).mailing.state, (await lettersOf(issue.id)).length]).toEqual(["scheduled", 0]);
    expect((await door(`/api/studio/mail/${issue.id}`, { as: marketer, method: "PUT", body: { ...draft, version: issue.version + 1 } })).status).toBe(409);
    expect(await ok(door(`/api/studio/mail/${issue.id}/stop`, { as: marketer, method: "POST" }))).toEqual({ state: "draft" });
    expect((await door(`/api/studio/mail/${issue.id}`, { as: marketer, method: "PUT", body: { ...draft, version: 1 } })).status).toBe(409);
  });

  it("does not leave with what the checker stops, which says what it is, and can be tried on oneself", async () => {
    const { id: newsletterId } = await newsletter("Fourth");
    const issue = await mailing({ kind: "issue", newsletterId }, { subject: "", body: "See [this](http://localhost/x) and [that](/t/999999)." });
    const { checks } = await ok<{ checks: { key: string; about: string }[] }>(door("/api/studio/mail/check", { as: marketer, body: { ...draft, id: issue.id, subject: "", body: "See [this](http://intranet/x) and [that](/t/999999)." } }));
    expect(checks.map((one) => one.key).filter((key) => key !== "tooOften")).toEqual(["subjectMissing", "nobody", "brokenLink", "brokenLink"]);
    expect((await send(issue)).body).toMatchObject({ errors: [{ field: "checks" }] });
    const { version } = await ok<{ version: number }>(door(`/api/studio/mail/${issue.id}`, { as: marketer, method: "PUT", body: { ...draft, version: issue.version } }));
    expect(version).toBe(3);
    await ok(door(`/api/studio/mail/${issue.id}/test`, { as: marketer, body: { arm: "a" } }));
    expect(await db().query("SELECT subject, recipient, stream FROM mail WHERE letter = 'test' AND account_id = $1", [marketer.id])).toEqual([{ subject: `[Test] ${draft.subject}`, recipient: marketer.email, stream: "transactional" }]);
    const shown = await ok<{ text: string; name: string }>(door(`/api/studio/mail/${issue.id}/text`, { as: marketer }));
    expect([shown.name, shown.text.startsWith("Hello Juno,"), shown.text.includes("token=")]).toEqual(["Juno Marsh", true, false]);
    expect((await door(`/api/studio/mail/${issue.id}/letter`, { as: marketer })).headers.get("content-security-policy")).toContain("default-src 'none'");
  });
});

async function segmentOf(people: readonly Somebody[]): Promise<string> {
  await factsJob();
  return (await ok<{ id: string }>(door("/api/studio/segments", { as: marketer, body: { name: `Some ${newId()}`, description: "", rule: { type: "customers", ids: people.map((one) => one.id) }, clientId: newId() } }))).id;
}
const many = (count: number): Promise<Somebody[]> => Promise.all(Array.from({ length: count }, () => person()));
const arrive = (id: string, ago: string): Promise<unknown[]> => db().query("UPDATE mail m SET state = 'sent', sent_at = now() - $2::interval FROM mailing_letter l WHERE l.mail_id = m.id AND l.mailing_id = $1 AND m.state = 'waiting'", [id, ago]);

describe("a campaign", () => {
  it("tests two subjects on a part, is judged once and not before its size, and sends the rest what a person chose", async () => {
    const people = await many(60);
    const segmentId = await segmentOf(people);
    const { size } = await ok<{ size: number }>(door(`/api/studio/mail/${(await mailing({ kind: "campaign", segmentId })).id}/size?base=0.3&difference=0.5`, { as: marketer }));
    expect(size).toBe(15);
    // Looked at as anybody of the segment, one after another; what a test takes is said of whichever is chosen, kept or not.
    const draftOfIt = await mailing({ kind: "campaign" });
    const shown = async (skip: number) => (await ok<{ name: string; text: string }>(door(`/api/studio/mail/${draftOfIt.id}/text?segment=${segmentId}&skip=${skip}`, { as: marketer }))).text.split("\n")[0];
    expect([await shown(0), await shown(1)]).toEqual(people.map((one) => one.id).sort().slice(0, 2).map((id) => `Hello ${people.find((one) => one.id === id)?.actor.name.split(" ")[0]},`));
    expect(await ok(door(`/api/studio/mail/${draftOfIt.id}/size?base=0.3&difference=0.5&segment=${segmentId}`, { as: marketer }))).toMatchObject({ audience: 60, capped: 30, whole: false });
    const campaign = await mailing({ kind: "campaign", segmentId }, { varies: "subject", subjectB: "A grinder that nobody hears", base: 0.3, difference: 0.5 });
    await ok(send(campaign));
    await sendMailings();
    const tested = await lettersOf(campaign.id);
    expect([tested.length > 18, tested.length < 45, new Set(tested.map((one) => one.subject)).size]).toEqual([true, true, 2]);
    const choose = (arm: string) => door(`/api/studio/mail/${campaign.id}/winner`, { as: marketer, body: { arm } });
    expect([(await report(campaign.id)).mailing.state, (await report(campaign.id)).verdict?.state, (await choose("b")).status]).toEqual(["testing", "early", 409]);
    // The size of this test is what arrived of the smaller kind; its readers have had their day.
    await db().query("UPDATE mailing SET test_size = (SELECT min(n) FROM (SELECT count(*)::int AS n FROM mailing_letter WHERE mailing_id = $1 AND tested GROUP BY arm) AS arms) WHERE id = $1", [campaign.id]);
    await arrive(campaign.id, "1 hour");
    expect([(await report(campaign.id)).verdict?.state, (await choose("b")).status]).toEqual(["waiting", 409]);
    await db().query("UPDATE mail m SET sent_at = now() - interval '25 hours', clicked_at = CASE WHEN l.arm = 'b' THEN now() END FROM mailing_letter l WHERE l.mail_id = m.id AND l.mailing_id = $1", [campaign.id]);
    expect((await report(campaign.id)).verdict).toMatchObject({ state: "judged", better: "b" });
    await ok(choose("b"));
    expect((await choose("a")).status).toBe(409);
    await sendMailings();
    const all = await lettersOf(campaign.id);
    expect([all.length, new Set(all.map((one) => one.recipient)).size, all.slice(tested.length).every((one) => one.subject === "A grinder that nobody hears")]).toEqual([60, 60, true]);
    // Whoever reads figures only is shown no small group.
    const concierge = await person({ role: "concierge" });
    expect((await report(campaign.id, concierge)).counts).toMatchObject({ letters: 60, bounced: 0 });
    expect((await door(`/api/studio/mail/${campaign.id}/readers`, { as: concierge })).status).toBe(404);
    const before = counter.count;
    await report(campaign.id);
    expect(counter.count - before).toBeLessThanOrEqual(8);
  });

  it("leaves whoever got one this week in peace, and nothing more of it leaves once it is stopped", async () => {
    const people = await many(12);
    const segmentId = await segmentOf(people);
    const [first, second] = [await mailing({ kind: "campaign", segmentId }), await mailing({ kind: "campaign", segmentId }, { capDays: 7 })];
    await ok(send(first));
    await sendMailings();
    await ok(send(second));
    await sendMailings();
    expect([(await lettersOf(first.id)).length, (await lettersOf(second.id)).length, await outOf(second.id)]).toEqual([12, 0, [["often", 12]]]);
    expect(await ok(door(`/api/studio/mail/${first.id}/stop`, { as: marketer, method: "POST" }))).toEqual({ state: "stopped" });
    expect(await db().query("SELECT DISTINCT m.state, m.response FROM mail m JOIN mailing_letter l ON l.mail_id = m.id WHERE l.mailing_id = $1", [first.id])).toEqual([{ state: "withheld", response: "stopped" }]);
  });
});

it("whoever makes the letters is killed in the middle: everybody has exactly one in the end", async () => {
  const { id: newsletterId } = await newsletter("Fifth");
  const ids = Array.from({ length: 3000 }, () => newId());
  await db().query("INSERT INTO account (id, email, name, handle, confirmed_at) SELECT id, id || '@crowd.example', 'Reader', 'x.' || right(id::text, 12) || n, now() FROM unnest($1::uuid[]) WITH ORDINALITY AS u (id, n)", [ids]);
  await db().query("INSERT INTO newsletter_subscription (newsletter_id, account_id) SELECT $1, unnest($2::uuid[])", [newsletterId, ids]);
  const issue = await mailing({ kind: "issue", newsletterId });
  await ok(send(issue));
  await db().query("UPDATE mailing SET state = 'sending', started_at = now() WHERE id = $1", [issue.id]);
  const made = async (): Promise<number> => (await db().query<{ n: number }>("SELECT count(*)::int AS n FROM mailing_letter WHERE mailing_id = $1 AND queued_at IS NOT NULL", [issue.id]))[0]?.n ?? 0;
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", join(import.meta.dirname, "sender-of-news.ts"), issue.id], { env: process.env, stdio: "inherit" });
  const ended = new Promise<string | null>((resolve) => { child.once("exit", (_code, signal) => resolve(signal)); });
  while ((await made()) === 0 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 2));
  child.kill("SIGKILL");
  expect(await ended).toBe("SIGKILL");
  expect(await made()).toBeLessThan(3000);
  await Promise.all([sendMailings(), sendMailings()]);
  await sendMailings();
  const [row] = await db().query<{ letters: number; people: number; state: string; kept: number }>("SELECT (SELECT count(*)::int FROM mail WHERE key LIKE 'mailing:' || $1 || ':%') AS letters, (SELECT count(DISTINCT recipient)::int FROM mail WHERE key LIKE 'mailing:' || $1 || ':%') AS people, state, letters AS kept FROM mailing WHERE id = $1::uuid", [issue.id]);
  expect(row).toEqual({ letters: 3000, people: 3000, state: "sent", kept: 3000 });
}, 120_000);

describe("mail with one person", () => {
  it("stands in one thread both ways: an answer of the house, what they wrote, and of private things only that they were", async () => {
    const [concierge, ana] = [await person({ role: "concierge", name: "Ines Holloway" }), await person({ name: "Ana Vale" })];
    const letter = { subject: "Your grinder", body: "It is ready.\n\nCome by.", clientId: newId() };
    for (let twice = 0; twice < 2; twice += 1) await ok(door(`/api/desk/mail/${ana.id}`, { as: concierge, body: letter }), 201);
    expect(await db().query("SELECT answers_type, answers_id FROM mail WHERE account_id = $1 AND letter = 'conversation'", [ana.id])).toEqual([{ answers_type: "newsletter", answers_id: 0 }]);
    await db().query("INSERT INTO mail (id, recipient, subject, body, letter, account_id, stream) VALUES ($1, $2, 'Tomasz wrote to you', 'a private word', 'notice', $3, 'conversation')", [newId(), ana.email, ana.id]);
    await db().query("INSERT INTO incoming_mail (content_hash, recipient, door, bytes, state, account_id, subject, text, route_type, route_id) VALUES ('\\x01', 'reply@house.example', 'smtp', 10, 'kept', $1, 'Re: Your grinder', 'Thank you.', 'newsletter', 0), ('\\x02', 'reply@house.example', 'smtp', 10, 'done', $1, 'Re: Tomasz', 'a private answer', 'message', 7)", [ana.id]);
    const { said, person: them } = await ok<{ said: { way: string; subject: string | null; text: string | null; by: string | null; state: string }[]; person: { name: string } }>(door(`/api/desk/mail/${ana.id}`, { as: concierge }));
    expect([them.name, said.length]).toEqual(["Ana Vale", 4]);
    expect(said.find((one) => one.by === "Ines Holloway")).toMatchObject({ way: "out", subject: "Your grinder", state: "waiting", text: expect.stringContaining("Come by.") });
    expect(said.find((one) => one.way === "in" && one.text)).toMatchObject({ text: "Thank you.", subject: "Re: Your grinder" });
    expect(JSON.stringify(said)).not.toContain("private");
    const { mails } = await ok<{ mails: { accountId: string; answered: boolean }[] }>(door("/api/desk/mail", { as: concierge }));
    expect(mails.find((one) => one.accountId === ana.id)).toMatchObject({ answered: false });
    expect((await door(`/api/desk/mail/${(await person({ confirmed: false })).id}`, { as: concierge, body: { ...letter, clientId: newId() } })).status).toBe(409);
    const customer = await person();
    expect([(await door(`/api/desk/mail/${ana.id}`, { as: ana })).status, (await door("/api/desk/mail", { as: customer })).status]).toEqual([404, 404]);
  });
});

describe("an answer to a newsletter", () => {
  it("stands in the conversation with who wrote it and tells that they wrote to us; the house answers it from there, and is answered there again", async () => {
    const { id: newsletterId } = await newsletter("Seventh");
    const [concierge, ana, stranger] = [await person({ role: "concierge", name: "Ines Holloway" }), await person({ name: "Ana Vale" }), await person()];
    await subscribe(ana, newsletterId);
    const issue = await mailing({ kind: "issue", newsletterId });
    await ok(send(issue));
    await sendMailings();
    const number = (await db().query<{ number: number }>("SELECT number::float8 AS number FROM mailing WHERE id = $1", [issue.id]))[0]?.number ?? 0;
    expect(await db().query("SELECT answers_type AS type, answers_id::float8 AS id FROM mail WHERE account_id = $1 AND letter = 'issue'", [ana.id])).toEqual([{ type: "newsletter", id: number }]);
    const answer = { from: ana.email, to: answerTo(ana, "newsletter", number), subject: "Re: Three ways to keep a grinder quiet" };
    expect(await comes({ ...answer, text: "Felt did it. Thank you." })).toMatchObject({ state: "kept", routeType: "newsletter", accountId: ana.id, reason: "" });
    const received = () => db().query("SELECT source FROM interaction WHERE customer_id = $1 AND kind = 'mail.received'", [ana.id]);
    expect(await received()).toEqual([{ source: "mail" }]);
    // Of somebody else with her letter in hand it stands there as not proven, under the name it came with, and counts for nobody.
    expect(await comes({ ...answer, from: stranger.email, text: "I am not she." })).toMatchObject({ state: "kept", reason: "sender not proven" });
    expect(await received()).toHaveLength(1);
    type Said = { way: string; text: string | null; subject: string | null; proven: boolean; letter: string; by: string | null };
    const thread = async (): Promise<Said[]> => (await ok<{ said: Said[] }>(door(`/api/desk/mail/${ana.id}`, { as: concierge }))).said;
    expect((await thread()).find((one) => one.text === "Felt did it. Thank you.")).toMatchObject({ way: "in", proven: true, letter: "newsletter", by: null });
    expect((await thread()).find((one) => one.text === "I am not she.")).toMatchObject({ way: "in", proven: false, by: "Somebody" });
    const desk = async () => (await ok<{ mails: { accountId: string | null; text: string; answered: boolean; proven: boolean }[] }>(door("/api/desk/mail", { as: concierge }))).mails;
    expect((await desk()).find((one) => one.text === "Felt did it. Thank you.")).toMatchObject({ accountId: ana.id, answered: false, proven: true });
    await ok(door(`/api/desk/mail/${ana.id}`, { as: concierge, body: { subject: answer.subject, body: "Gladly. Which felt?", clientId: newId() } }), 201);
    expect((await desk()).find((one) => one.text === "Felt did it. Thank you.")).toMatchObject({ answered: true });
    expect(await comes({ from: ana.email, to: answerTo(ana, "newsletter", 0), subject: answer.subject, text: "The grey one, 3 mm." })).toMatchObject({ state: "kept", accountId: ana.id });
    expect((await thread()).slice(0, 3).map((one) => [one.way, one.by])).toEqual([["in", null], ["out", "Ines Holloway"], expect.anything()]);
    expect(await received()).toHaveLength(2);
  });
});

it("that a letter was opened is noted of those alone who agree to it, once, and scored for nobody", async () => {
  const { id: newsletterId } = await newsletter("Eighth");
  const [yes, no, later] = [await person(), await person(), await person()];
  for (const who of [yes, no, later]) await subscribe(who, newsletterId);
  for (const who of [yes, later]) await ok(door("/api/me/mail", { as: who, method: "PUT", body: { opens: true } }));
  const issue = await mailing({ kind: "issue", newsletterId });
  await ok(send(issue));
  await sendMailings();
  const seen = (letter: Letter | undefined): string | undefined => /src="http:\/\/localhost:3000(\/api\/mail\/seen\/[^"]+)"/.exec(letterHtml(letter?.content ?? { title: "", blocks: [] }, "en"))?.[1];
  const letters = await lettersOf(issue.id);
  const of = (who: Somebody): string | undefined => seen(letters.find((one) => one.recipient === who.email));
  expect([typeof of(yes), of(no), letters.some((one) => one.body.includes("/seen/"))]).toEqual(["string", undefined, false]);
  await ok(door("/api/me/mail", { as: later, method: "PUT", body: { opens: false } }));
  for (const path of [of(yes), of(yes), of(later), `${of(yes)?.slice(0, -1)}_`]) expect([(await door(path ?? "")).status, (await door(path ?? "")).headers.get("content-type")]).toEqual([200, "image/gif"]);
  expect(await db().query("SELECT customer_id AS id FROM interaction WHERE kind = 'mail.opened'")).toEqual([{ id: yes.id }]);
  await arrive(issue.id, "1 minute");
  expect((await report(issue.id)).counts).toMatchObject({ sent: 3, watched: 2, opened: 1 });
});

it("what someone gets goes with them, and to whom they become", async () => {
  const { id } = await newsletter("Sixth");
  const [one, other] = [await person(), await person()];
  await subscribe(one, id);
  await transact((tx) => mergePerson(tx, { from: one.id, into: other.id }));
  expect(await db().query("SELECT account_id AS id FROM newsletter_subscription WHERE newsletter_id = $1", [id])).toEqual([{ id: other.id }]);
  await transact((tx) => erasePerson(tx, other.id));
  expect(await db().query("SELECT subscribers FROM newsletter WHERE id = $1", [id])).toEqual([{ subscribers: 0 }]);
});
