import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/core/transact.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { type Answer, door, person, session } from "#tests/world/people.ts";

beforeEach(() => resetLimits());

type Letter = { body: string; subject: string };
async function lettersTo(email: string): Promise<Letter[]> {
  return db().query<Letter>("SELECT subject, body FROM mail WHERE recipient = $1 ORDER BY id", [email]);
}
const tokenIn = (letter: Letter | undefined): string => /#token=([\w-]+)/.exec(letter?.body ?? "")?.[1] ?? "";
const cookieOf = (answer: Answer): string => (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
const meOf = async (cookie: string): Promise<unknown> => ((await door("/api/me", { as: { cookie } })).body as { me: unknown }).me;

describe("signing up", () => {
  it("takes a name and an address, mails a link, and the link opens one session, once", async () => {
    const email = "nova.reed@example.org";
    expect((await door("/api/sign-up", { body: { name: "  Nova   Reed ", email, locale: "fr" } })).status).toBe(202);
    const [letter] = await lettersTo(email);
    expect(letter?.subject).toBe("Votre lien de connexion");
    expect(letter?.body).not.toMatch(/[?&]token=/);
    const opened = await door("/api/sign-in/confirm", { body: { token: tokenIn(letter) } });
    expect(opened.status).toBe(200);
    expect(opened.headers.get("set-cookie")).toMatch(/HttpOnly; SameSite=Lax/);
    expect(await meOf(cookieOf(opened))).toMatchObject({ name: "Nova Reed", handle: "nova.reed", role: "customer", tier: 0 });
    expect((await door("/api/me", { as: { cookie: cookieOf(opened) } })).body).toMatchObject({ confirmed: true });
    expect((await door("/api/sign-in/confirm", { body: { token: tokenIn(letter) } })).status).toBe(410);
  });

  it("answers the same for an address that has an account, and mails that person a way in", async () => {
    const known = await person();
    const fresh = await door("/api/sign-up", { body: { name: "Nova Reed", email: "another@example.org" } });
    const again = await door("/api/sign-up", { body: { name: "Nova Reed", email: known.email } });
    expect([again.status, again.text]).toEqual([fresh.status, fresh.text]);
    expect(await lettersTo(known.email)).toHaveLength(1);
    expect((await door("/api/me", { as: known })).body).toMatchObject({ me: { name: "Robin Vale" } });
  });

  it("says what is wrong at its field, in the reader's language", async () => {
    const answer = await door("/api/sign-up", { body: { name: "", email: "nova@example.org" }, headers: { "accept-language": "fr" } });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ title: "invalid", errors: [{ field: "name", detail: "Dites comment vous appeler." }] });
  });
});

describe("signing in", () => {
  it("answers the same to a wrong password and to an address nobody has", async () => {
    const known = await person({ password: "a long enough password" });
    const wrong = await door("/api/sign-in", { body: { email: known.email, password: "not that one at all" } });
    const nobody = await door("/api/sign-in", { body: { email: "nobody@example.org", password: "not that one at all" } });
    expect([nobody.status, nobody.text]).toEqual([wrong.status, wrong.text]);
    const right = await door("/api/sign-in", { body: { email: known.email.toUpperCase(), password: "a long enough password" } });
    expect(right.status).toBe(200);
    expect(await meOf(cookieOf(right))).toMatchObject({ id: known.id });
  });

  it("lets nobody try for ever: ten times an account, thirty an address", async () => {
    const known = await person({ password: "a long enough password" });
    const statuses: number[] = [];
    for (let at = 0; at < 12; at += 1) statuses.push((await door("/api/sign-in", { body: { email: known.email, password: "a wrong password" }, address: `203.0.113.${at}` })).status);
    expect(statuses).toEqual([...Array<number>(10).fill(422), 429, 429]);
    const locked = await door("/api/sign-in", { body: { email: known.email, password: "a long enough password" } });
    expect([locked.status, Number(locked.headers.get("retry-after")) > 0]).toEqual([429, true]);
    resetLimits();
    const spread: number[] = [];
    for (let at = 0; at < 31; at += 1) spread.push((await door("/api/sign-in", { body: { email: `n${at}@example.org`, password: "a wrong password" }, address: "203.0.113.9" })).status);
    expect(spread.at(-1)).toBe(429);
  });

  it("mails at most three links an hour, and does not tell", async () => {
    const known = await person();
    for (let at = 0; at < 5; at += 1) expect((await door("/api/sign-in/link", { body: { email: known.email } })).status).toBe(202);
    expect(await lettersTo(known.email)).toHaveLength(3);
  });

  it("never lets a suspended account in, by any way", async () => {
    const gone = await person({ suspended: true, password: "a long enough password" });
    expect((await door("/api/sign-in", { body: { email: gone.email, password: "a long enough password" } })).status).toBe(422);
    await door("/api/sign-in/link", { body: { email: gone.email } });
    expect(await lettersTo(gone.email)).toEqual([]);
    expect(await meOf(gone.cookie)).toBeNull();
  });
});

describe("sessions", () => {
  it("end everywhere else when the password changes, and everywhere when it was forgotten", async () => {
    const one = await person({ password: "a long enough password" });
    const elsewhere = await session(one.id);
    expect((await door("/api/me/password", { as: one, body: { password: "another good password", current: "wrong" } })).body).toMatchObject({ errors: [{ field: "current" }] });
    expect((await door("/api/me/password", { as: one, body: { password: "another good password", current: "a long enough password" } })).status).toBe(200);
    expect([await meOf(elsewhere), await meOf(one.cookie)]).toEqual([null, expect.objectContaining({ id: one.id })]);
    await door("/api/password/forgot", { body: { email: one.email } });
    const reset = await door("/api/password/reset", { body: { token: tokenIn((await lettersTo(one.email)).at(-1)), password: "a third good password" } });
    expect(reset.status).toBe(200);
    expect([await meOf(one.cookie), await meOf(cookieOf(reset))]).toEqual([null, expect.objectContaining({ id: one.id })]);
  });

  it("are listed, and ended one by one by their owner alone", async () => {
    const one = await person();
    const other = await person();
    const second = await session(one.id, "the kitchen tablet");
    const listed = ((await door("/api/me/sessions", { as: one })).body as { sessions: { id: string; device: string; current: boolean }[] }).sessions;
    expect(listed.map((row) => [row.device, row.current])).toEqual([["the kitchen tablet", false], ["a test", true]]);
    const id = listed[0]?.id ?? "";
    await door(`/api/me/sessions/${id}`, { as: other, method: "DELETE" });
    expect(await meOf(second)).not.toBeNull();
    await door(`/api/me/sessions/${id}`, { as: one, method: "DELETE" });
    expect([await meOf(second), await meOf(one.cookie)]).toEqual([null, expect.anything()]);
  });

  it("end at once when the account is suspended", async () => {
    const one = await person();
    const moderator = await person({ role: "moderator" });
    expect((await door(`/api/accounts/${one.id}/suspension`, { as: moderator, method: "POST" })).status).toBe(200);
    expect(await meOf(one.cookie)).toBeNull();
  });
});

it("a link cannot be used for what it was not mailed for", async () => {
  const one = await person();
  await door("/api/sign-in/link", { body: { email: one.email } });
  const answer = await door("/api/password/reset", { body: { token: tokenIn((await lettersTo(one.email))[0]), password: "a third good password" } });
  expect(answer.status).toBe(410);
});
