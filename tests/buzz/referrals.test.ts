import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { codeOf } from "#lib/buzz/codes.ts";
import { decideReferral } from "#lib/buzz/decisions.ts";
import { refused } from "#lib/core/errors.ts";
import { db, transact } from "#lib/core/transact.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { earnPoints, expirePoints } from "#lib/points/lots.ts";
import { balanceOf } from "#lib/points/queries.ts";
import { spendPoints } from "#lib/points/spending.ts";
import { newId } from "#lib/core/ids.ts";
import { erase } from "#lib/moderation/erasing.ts";
import { door, person, type Somebody } from "#tests/world/people.ts";
import { browsers, previewAgents } from "./agents.ts";
import { age, bring, browser, confirm, follow, linkOf, member, order, programme, referralOf, rewardsOf, signUp, toldOf, visit } from "./world.ts";

let admin: Somebody;
let marketer: Somebody;
beforeAll(async () => {
  [admin, marketer] = await Promise.all([person({ role: "admin" }), person({ role: "marketer" })]);
  await programme(admin);
});
beforeEach(() => resetLimits());

const touches = async (who: Somebody): Promise<number> => (await db().query<{ n: number }>("SELECT coalesce(sum(touches), 0)::int AS n FROM share_link WHERE account_id = $1", [who.id]))[0]?.n ?? -1;
const code = (who: Somebody): Promise<string> => transact(async (tx) => (await codeOf(tx, { id: who.id, name: who.actor.name })).code);
const typed = (who: { cookie: string }, word: string) => door("/api/me/referral", { method: "PUT", as: who, body: { code: word }, headers: { "user-agent": "Another browser/1.0" }, address: "203.0.113.9" });

describe("a referral", () => {
  it("goes from a visit to a purchase: pending with its date", async () => {
    const mia = await member();
    const { cookie } = await visit(await linkOf(mia, { channel: "whatsapp" }));
    await age(cookie, 24);
    const { cookie: again } = await visit(await linkOf(mia, { channel: "mail" }), { cookie });
    expect(again).toBe(cookie);
    await db().query("UPDATE touch SET at = at - interval '2 minutes' WHERE link_id IN (SELECT id FROM share_link WHERE account_id = $1)", [mia.id]);
    const newcomer = await signUp({ cookie });
    expect(await referralOf(newcomer.id)).toMatchObject({ referrer: mia.id, by: "touch", channel: "mail", verdict: "clear", risk: 0 });
    await order(newcomer.email);
    expect(await rewardsOf(mia.id)).toEqual([{ side: "referrer", worth: 100, state: "granted", days: 30 }]);
    expect(await balanceOf(db(), mia.id)).toMatchObject({ available: 0, pending: 100 });
    expect(await balanceOf(db(), newcomer.id)).toMatchObject({ pending: 50 });
    expect(await toldOf(mia.id)).toMatchObject({ "share.created": 2, "referral.visited": 2, "referral.joined": 1, "referral.purchased": 1, "referral.acted": 1 });
  });

  it("a partial refund takes its part back, on both sides and in the ledger", async () => {
    const mia = await member();
    const newcomer = await bring(mia);
    const number = await order(newcomer.email);
    await order(newcomer.email, { number, refunds: [5000] });
    expect([await balanceOf(db(), mia.id), await balanceOf(db(), newcomer.id)]).toMatchObject([{ pending: 50 }, { pending: 25 }]);
    expect(await toldOf(mia.id)).toMatchObject({ "referral.purchased": 1, "referral.acted": 1 });
    await order(newcomer.email, { number, refunds: [5000, 5000] });
    expect([await balanceOf(db(), mia.id), await balanceOf(db(), newcomer.id)]).toMatchObject([{ pending: 0 }, { pending: 0 }]);
    expect((await toldOf(mia.id))["referral.purchased"]).toBeUndefined();
  });

  it("a refund after payout is owed by what comes next, and nobody falls below nothing", async () => {
    const mia = await member();
    const newcomer = await bring(mia);
    const number = await order(newcomer.email);
    // The time for returns passes, and what is there is spent: a return after that is owed.
    await db().query("UPDATE point_lot SET available_at = now() - interval '1 day' WHERE account_id = $1", [mia.id]);
    expect(refused(await transact((tx) => spendPoints(tx, { customerId: mia.id, points: 100, key: newId(), subject: { type: "privilege", id: "1" } })))).toBe(false);
    await order(newcomer.email, { number, refunds: [5000] });
    expect(await balanceOf(db(), mia.id)).toMatchObject({ available: 0, owed: 50 });
    await order(newcomer.email, { number, refunds: [5000, 5000] });
    expect(await balanceOf(db(), mia.id)).toMatchObject({ available: 0, owed: 100 });
    await order((await bring(mia)).email);
    expect(await balanceOf(db(), mia.id)).toMatchObject({ available: 0, pending: 0, owed: 0 });
  });

  it("the same order twice is one reward", async () => {
    const mia = await member();
    const newcomer = await bring(mia);
    const number = await order(newcomer.email);
    await order(newcomer.email, { number });
    await order(newcomer.email);
    expect(await rewardsOf(mia.id)).toHaveLength(1);
    expect(await referralOf(newcomer.id)).toMatchObject({ purchases: 2, net: 20_000 });
    expect(await toldOf(mia.id)).toMatchObject({ "referral.purchased": 2, "referral.joined": 1 });
  });

  it("a second sign-up with another code changes nothing, before and after confirming", async () => {
    const [mia, other] = [await member(), await member()];
    const email = `twice-${newId()}@twice.example`;
    await door("/api/sign-up", { body: { email, name: "Noor Quill", code: await code(mia) }, address: "203.0.113.7" });
    await door("/api/sign-up", { body: { email, name: "Noor Quill", code: await code(other) }, address: "203.0.113.7" });
    const newcomer = await confirm(email);
    expect(await referralOf(newcomer.id)).toMatchObject({ referrer: mia.id, by: "code" });
    expect((await typed(newcomer, await code(other))).status).toBe(409);
    expect(await referralOf(newcomer.id)).toMatchObject({ referrer: mia.id });
  });

});

describe("a code", () => {
  it("typed by hand beats a cookie", async () => {
    const [mia, other] = [await member(), await member()];
    const newcomer = await bring(other, { code: (await code(mia)).toLowerCase() });
    expect(await referralOf(newcomer.id)).toMatchObject({ referrer: mia.id, by: "code" });
  });

  it("an existing customer is never one", async () => {
    const mia = await member();
    const email = `old-${newId()}@old.example`;
    await order(email, { placedAt: new Date(Date.now() - 5 * 86_400_000) });
    const newcomer = await bring(mia, { email });
    expect(await referralOf(newcomer.id)).toBeUndefined();
    expect((await typed(newcomer, await code(mia))).status).toBe(409);
    expect((await typed(await member(), await code(mia))).status).toBe(409);
  });

  it("can be typed within days of joining, and one's own never", async () => {
    const mia = await member();
    const newcomer = await signUp();
    expect((await typed(newcomer, "NOBODY-HAS-IT")).status).toBe(422);
    expect((await typed(newcomer, await code(mia))).status).toBe(200);
    expect(await referralOf(newcomer.id)).toMatchObject({ referrer: mia.id, by: "code" });
    expect((await typed(mia, await code(mia))).status).toBe(422);
  });
});

describe("what speaks against a referral", () => {
  it("googlemail and gmail are one mailbox", async () => {
    const mia = await person({ email: `mia.${newId().slice(-8)}@gmail.com` });
    const newcomer = await bring(mia, { email: mia.email.replace("@gmail", "@googlemail") });
    expect(await referralOf(newcomer.id)).toMatchObject({ reasons: ["mail"], verdict: "held", related: true });
  });
  it("+tags and dots make no other mailbox", async () => {
    const local = `mia${newId().slice(-8)}`;
    const mia = await person({ email: `${local}@gmail.com` });
    const dotted = await bring(mia, { email: `${[...local].join(".")}+shop@gmail.com` });
    expect((await referralOf(dotted.id))?.reasons).toContain("mail");
    const plus = await person({ email: `${local}@vale.example` });
    expect((await referralOf((await bring(plus, { email: `${local}+again@vale.example` })).id))?.verdict).toBe("held");
  });
  it("self by device: the same browser shared and signed up", async () => {
    const mia = await member();
    const { cookie } = await visit(await linkOf(mia));
    await linkOf(mia, { channel: "qr" }, { cookie });
    await age(cookie, 2);
    const newcomer = await signUp({ cookie });
    expect(await referralOf(newcomer.id)).toMatchObject({ reasons: ["device"], risk: 80, verdict: "held", related: true });
    await order(newcomer.email);
    expect(await rewardsOf(mia.id)).toEqual([{ side: "referrer", worth: 100, state: "held", days: null }]);
    // What passes between them counts nothing.
    expect(await toldOf(mia.id)).not.toHaveProperty("referral.joined");
    expect(await toldOf(mia.id)).not.toHaveProperty("referral.purchased");
  });
  it("self by session: signed in as who shared while signing up", async () => {
    const mia = await member();
    const { cookie } = await visit(await linkOf(mia));
    await age(cookie, 2);
    expect(await referralOf((await signUp({ cookie: `${cookie}; ${mia.cookie}` })).id)).toMatchObject({ reasons: ["session"], risk: 50, verdict: "review", related: true });
  });
  it("self by household: the same address and agent within a day are looked at", async () => {
    const mia = await member();
    const { cookie } = await visit(await linkOf(mia));
    await age(cookie, 2);
    expect(await referralOf((await signUp({ cookie, address: "192.0.2.1", agent: browser })).id)).toMatchObject({ reasons: ["place"], risk: 40, verdict: "review" });
    expect(await referralOf((await bring(mia, { address: "192.0.2.1" })).id)).toMatchObject({ reasons: ["address"], risk: 10, verdict: "clear" });
  });
  it("a ring of three that refers itself is held", async () => {
    const a = await signUp();
    const somebody = (one: { id: string; email: string; cookie: string }): Promise<Somebody> => Promise.resolve({ ...one, actor: { kind: "member", id: one.id, name: "Noor Quill", handle: "noor", role: "customer", tier: 0, confirmed: true, silenced: false, sessionId: "", locale: "en", newcomer: false } });
    const b = await signUp({ code: await code(await somebody(a)) });
    const c = await signUp({ code: await code(await somebody(b)) });
    expect((await typed(a, await code(await somebody(c)))).status).toBe(200);
    expect(await referralOf(a.id)).toMatchObject({ reasons: expect.arrayContaining(["ring"]), verdict: "held" });
  });
  it("20 joins in an hour are looked at from the sixth on, also when they come at once", async () => {
    const mia = await member();
    const word = await code(mia);
    const newcomers = await Promise.all(Array.from({ length: 20 }, () => signUp({ code: word })));
    const stored = await Promise.all(newcomers.map((one) => referralOf(one.id)));
    expect(stored.filter((one) => one?.reasons.includes("burst"))).toHaveLength(15);
    expect(stored.every((one) => one?.referrer === mia.id)).toBe(true);
  });
  it("a throwaway mailbox and one of the same house say so", async () => {
    const mia = await person({ email: `mia-${newId()}@vale-house.example` });
    expect((await referralOf((await bring(mia, { email: `n-${newId()}@vale-house.example` })).id))?.reasons).toEqual(["house"]);
    expect((await referralOf((await bring(mia, { email: `n-${newId()}@mailinator.com` })).id))?.reasons).toEqual(["disposable"]);
  });
});

describe("a held reward", () => {
  const heldOne = async () => {
    const mia = await person({ email: `mia.${newId().slice(-8)}@gmail.com` });
    const newcomer = await bring(mia, { email: mia.email.replace("@gmail", "@googlemail") });
    await order(newcomer.email);
    return { mia, newcomer, referral: await referralOf(newcomer.id) };
  };
  it("that nobody looks at stays held, however long", async () => {
    const { mia, newcomer } = await heldOne();
    await db().query("UPDATE referral SET joined_at = joined_at - interval '400 days' WHERE newcomer_id = $1", [newcomer.id]);
    await db().query("UPDATE referral_reward SET earned_at = earned_at - interval '400 days', made_at = made_at - interval '400 days' WHERE account_id = $1", [mia.id]);
    await expirePoints();
    await order(newcomer.email);
    expect(await rewardsOf(mia.id)).toEqual([{ side: "referrer", worth: 100, state: "held", days: null }]);
    expect(await balanceOf(db(), mia.id)).toMatchObject({ available: 0, pending: 0 });
  });
  it("is granted or refused by a person alone, once, and the act is written down", async () => {
    const { mia, referral } = await heldOne();
    const id = referral?.id ?? "";
    expect(refused(await decideReferral(mia.actor, id, { verdict: "approved", note: "", version: 1 }))).toBe(true);
    const both = await Promise.all([decideReferral(marketer.actor, id, { verdict: "approved", note: "A couple.", version: 1 }), decideReferral(admin.actor, id, { verdict: "refused", note: "", version: 1 })]);
    expect(both.filter((one) => !refused(one))).toHaveLength(1);
    expect(await db().query("SELECT act FROM staff_act WHERE subject_type = 'referral' AND subject_id = $1", [id])).toHaveLength(1);
  });
  it("refused takes back what was given, and approved gives it with its date", async () => {
    const { mia, referral } = await heldOne();
    await decideReferral(marketer.actor, referral?.id ?? "", { verdict: "approved", note: "", version: 1 });
    expect(await rewardsOf(mia.id)).toEqual([{ side: "referrer", worth: 100, state: "granted", days: 30 }]);
    expect(await balanceOf(db(), mia.id)).toMatchObject({ pending: 100 });
    await decideReferral(marketer.actor, referral?.id ?? "", { verdict: "refused", note: "", version: 2 });
    expect(await balanceOf(db(), mia.id)).toMatchObject({ pending: 0, owed: 0 });
    expect(refused(await decideReferral(marketer.actor, referral?.id ?? "", { verdict: "approved", note: "", version: 3 }))).toBe(true);
  });
  it("refusing a referral takes its part of the ledger back", async () => {
    const mia = await member();
    const newcomer = await bring(mia);
    await order(newcomer.email);
    await decideReferral(marketer.actor, (await referralOf(newcomer.id))?.id ?? "", { verdict: "refused", note: "", version: 1 });
    await follow();
    const told = await toldOf(mia.id);
    for (const kind of ["referral.joined", "referral.purchased", "referral.acted"]) expect(told).not.toHaveProperty(kind);
  });
});

describe("a visit", () => {
  it("by any of more than 200 preview agents, crawlers and programs is not counted; by people's browsers it is", async () => {
    const mia = await member();
    const link = await linkOf(mia);
    expect(new Set(previewAgents).size).toBeGreaterThanOrEqual(200);
    for (const agent of previewAgents) expect({ agent, cookie: (await visit(link, { headers: { "user-agent": agent } })).cookie }).toEqual({ agent, cookie: "" });
    expect(await touches(mia)).toBe(0);
    for (const agent of browsers) await visit(link, { headers: { "user-agent": agent } });
    expect(await touches(mia)).toBe(browsers.length);
  });
  it("by HEAD, prefetch, or for anything but a page is not counted", async () => {
    const mia = await member();
    const link = await linkOf(mia);
    expect((await visit(link, { method: "HEAD" })).path).toMatch(/^\/invited\?by=/);
    for (const headers of [{ purpose: "prefetch" }, { "sec-purpose": "prefetch;prerender" }, { "x-moz": "prefetch" }, { "x-purpose": "preview" }, { "sec-fetch-mode": "no-cors" }, { "sec-fetch-dest": "image" }, { accept: "*/*" }, { "accept-language": undefined }, { "next-router-prefetch": "1" }]) await visit(link, { headers });
    expect(await touches(mia)).toBe(0);
  });
  it("of whoever wants not to be remembered sets no cookie and is not counted", async () => {
    const mia = await member();
    const link = await linkOf(mia);
    for (const more of [{ headers: { dnt: "1" } }, { headers: { "sec-gpc": "1" } }, { cookie: "rapport_consent=no" }]) expect((await visit(link, more)).cookie).toBe("");
    expect(await touches(mia)).toBe(0);
    const { cookie } = await visit(link);
    await door("/api/remember", { method: "PUT", body: { remember: false }, headers: { cookie } });
    expect(await referralOf((await signUp({ cookie })).id)).toBeUndefined();
  });
  it("is counted once an hour for a visitor and a link, however many come at once, and never for somebody signed in", async () => {
    const mia = await member();
    const [link, other] = [await linkOf(mia), await linkOf(mia, { channel: "qr" })];
    const { cookie } = await visit(link, { address: "192.0.2.77" });
    await age(cookie, 0.5);
    await Promise.all(Array.from({ length: 20 }, () => visit(link, { cookie, address: "192.0.2.77" })));
    expect(await touches(mia)).toBe(2);
    await visit(other, { cookie });
    await visit(link, { cookie: mia.cookie });
    const before = await touches(mia);
    await age(cookie, 1);
    await visit(link, { cookie });
    expect(await touches(mia)).toBe(before + 1);
  });
  it("leads on whatever comes: an unknown link to the front page, and nobody guesses codes for long", async () => {
    expect((await visit("/s/unknown-token")).path).toBe("/");
    const mia = await member();
    const word = await code(mia);
    expect((await visit(`/i/${word}`, { address: "192.0.2.5" })).path).toMatch(/^\/invited\?by=/);
    for (let at = 0; at < 40; at += 1) await visit(`/i/GUESS-${at}`, { address: "192.0.2.6" });
    expect((await visit(`/i/${word}`, { address: "192.0.2.6" })).path).toBe("/");
    const newcomer = await signUp();
    resetLimits();
    const answers = [];
    for (let at = 0; at < 12; at += 1) answers.push((await typed(newcomer, `GUESS-${at}`)).status);
    expect(answers.filter((status) => status === 429)).toHaveLength(2);
  });
});

describe("a visit, where visitors are asked first,", () => {
  it("is counted and remembered with their yes, and of nobody before", async () => {
    const mia = await member();
    const link = await linkOf(mia);
    const settings = async (cookie: "ask" | "inform") => {
      const { body } = await door("/api/referrals/settings", { as: admin });
      const { usual: _usual, currency: _currency, history: _history, ...now } = body as Record<string, unknown>;
      expect((await door("/api/referrals/settings", { method: "PUT", as: admin, body: { ...now, cookie } })).status).toBe(200);
    };
    await settings("ask");
    const asked = await visit(link);
    const token = link.split("/").at(-1);
    expect(asked).toEqual({ path: `/invited?by=${token}&ask=1`, cookie: "" });
    // Whoever is signed in, or sends a signal against it, is not asked.
    expect((await visit(link, { cookie: mia.cookie })).path).not.toContain("ask");
    expect((await visit(link, { headers: { "sec-gpc": "1" } })).path).not.toContain("ask");
    const say = async (more: Record<string, unknown>, headers: Record<string, string> = {}) => (await door("/api/remember", { method: "PUT", body: more, headers: { "user-agent": browser, ...headers } })).headers.getSetCookie();
    for (const [more, headers] of [[{ remember: false, by: token }, {}], [{ remember: true, by: token }, { "sec-gpc": "1" }], [{ remember: true, by: token }, { "user-agent": "curl/8" }], [{ remember: true, by: "nobody-has-it" }, {}]] as const)
      expect((await say(more, headers)).filter((one) => /^rapport_via=[\w-]{22}/.test(one))).toEqual([]);
    expect(await touches(mia)).toBe(0);
    const [cookie = ""] = (await say({ remember: true, by: token })).filter((one) => one.startsWith("rapport_via=")).map((one) => one.split(";")[0] ?? "");
    expect(await touches(mia)).toBe(1);
    await settings("inform");
    await age(cookie, 1);
    expect(await referralOf((await signUp({ cookie })).id)).toMatchObject({ referrer: mia.id });
  });
});

describe("privacy", () => {
  it("no address, id or e-mail of the referrer is in any link or public answer", async () => {
    const mia = await member();
    const link = await linkOf(mia);
    const landed = await visit(link);
    const invite = await door("/api/me/invite", { as: mia });
    const { readInvitation } = await import("#lib/buzz/queries.ts");
    const shown = await readInvitation(landed.path.split("by=")[1]);
    expect(shown.name).toBe(mia.actor.name);
    for (const text of [link, landed.path, landed.cookie, JSON.stringify(shown), (invite.body as { url: string }).url]) {
      for (const secret of [mia.id, mia.email, mia.email.split("@")[0] ?? "", mia.actor.handle]) expect(text.toLowerCase()).not.toContain(secret.toLowerCase());
    }
  });
  it("a friend is written to once, whoever asks, and only a hash is kept", async () => {
    const [mia, other] = [await member(), await member()];
    const email = `friend-${newId()}@friend.example`;
    for (const who of [mia, mia, other]) expect((await door("/api/me/invite/friends", { as: who, body: { email: who === other ? email.replace("@", "+x@") : email } })).status).toBe(200);
    expect(await db().query("SELECT 1 FROM mail WHERE recipient LIKE $1", [`${email.split("@")[0]}%`])).toHaveLength(1);
    expect((await door("/api/me/invite/friends", { as: mia, body: { email: other.email } })).body).toEqual({ sent: true });
    expect(await db().query("SELECT 1 FROM mail WHERE recipient = $1", [other.email])).toHaveLength(0);
  });
  it("who was brought is not named before they say so", async () => {
    const mia = await member();
    const newcomer = await bring(mia);
    const names = async (): Promise<unknown> => ((await door("/api/me/invite", { as: mia })).body as { brought: { name: string | null }[] }).brought.map((one) => one.name);
    expect(await names()).toEqual([null]);
    await door("/api/me/referral/name", { method: "PUT", as: newcomer, body: { shows: true } });
    expect(await names()).toEqual(["Noor Quill"]);
    for (const answer of ["no", "yes"]) await door("/api/me/referral/answer", { method: "PUT", as: newcomer, body: { answer } });
    expect(await db().query("SELECT would_have_come AS said FROM referral WHERE newcomer_id = $1", [newcomer.id])).toEqual([{ said: "no" }]);
  });
  it("an erased member leaves figures, no code, no traces and no points", async () => {
    const mia = await member();
    await bring(mia);
    const link = await linkOf(mia);
    await transact((tx) => earnPoints(tx, { customerId: mia.id, points: 5, kind: "referral", subject: { type: "test", id: "1" }, key: newId(), earnedAt: new Date(), availableAt: new Date() }));
    await transact((tx) => erase(tx, mia.id, false));
    for (const table of ["referral_code", "referral_trace", "point_lot", "point_entry"]) expect(await db().query(`SELECT 1 FROM ${table} WHERE account_id = $1`, [mia.id])).toEqual([]);
    expect((await visit(link)).path).toMatch(/^\/invited/);
    expect(await db().query("SELECT 1 FROM referral WHERE referrer_id = $1", [mia.id])).toHaveLength(1);
  });
});
