import { randomBytes } from "node:crypto";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { countFromShop } from "#lib/buzz/doorstep.ts";
import { refused } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { db } from "#lib/core/transact.ts";
import { makeKey } from "#lib/identity/keys/keys.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { listProgrammes } from "#lib/buzz/programmes.ts";
import { door, person, type Somebody } from "#tests/world/people.ts";
import { browser, bring, follow, linkOf, member, order, programme, referralOf, rewardsOf, signUp } from "./world.ts";

let admin: Somebody;
let bearer = "";
beforeAll(async () => {
  admin = await person({ role: "admin" });
  const made = await makeKey(admin.actor, { name: "Till", scopes: ["referrals:write"] });
  if (refused(made)) throw new Error(made.detail);
  bearer = `Bearer ${made.secret}`;
});
beforeEach(() => resetLimits());

const tell = (what: string, body: unknown, key = newId()) => door(`/api/referrals/${what}`, { body, headers: { authorization: bearer, "idempotency-key": key } });
const tokenOf = async (who: Somebody): Promise<string> => (await linkOf(who)).split("/").at(-1) ?? "";

it("a visit told by another system is counted once for its key and once an hour for its visitor, and no agent's", async () => {
  const mia = await member();
  const via = await tokenOf(mia);
  const body = { via, visitor: `visitor-${newId()}`, agent: browser };
  const key = newId();
  const [first, again] = [await tell("touches", body, key), await tell("touches", body, key)];
  expect([first.body, again.body, again.headers.get("idempotent-replayed")]).toEqual([{ counted: true }, { counted: true }, "true"]);
  expect((await tell("touches", body)).body).toEqual({ counted: false });
  expect((await tell("touches", { ...body, visitor: newId(), agent: "WhatsApp/2.23.18.79 A" })).body).toEqual({ counted: false });
  expect((await tell("touches", { ...body, via: "NOBODY-HAS-IT" })).status).toBe(422);
});

it("the same external id in two programmes is one referral, and a newcomer has one referrer", async () => {
  const [mia, other] = [await member(), await member()];
  const [one, two] = [await programme(admin, { rewardOn: "join" }), await programme(admin, { rewardOn: "join", name: "Another" })];
  const [first, second] = [await signUp(), await signUp()];
  const externalId = `crm-${newId()}`;
  expect((await tell("joins", { email: first.email, code: await tokenOf(mia), externalId, programme: one })).status).toBe(201);
  expect((await tell("joins", { email: second.email, code: await tokenOf(other), externalId, programme: two })).status).toBe(409);
  expect((await tell("joins", { email: first.email, code: await tokenOf(other), externalId: `crm-${newId()}`, programme: two })).status).toBe(409);
  expect(await referralOf(first.id)).toMatchObject({ referrer: mia.id, by: "api" });
  expect(await referralOf(second.id)).toBeUndefined();
  expect(await rewardsOf(mia.id)).toHaveLength(1);
  expect(await rewardsOf(other.id)).toEqual([]);
});

it("who buys first through a member's link and joins later is theirs who brought them", async () => {
  const mia = await member();
  const email = `first-${newId()}@first.example`;
  const told = await tell("purchases", { email, via: await tokenOf(mia), number: newId(), currency: "EUR", placedAt: new Date(Date.now() - 3_600_000).toISOString(), paidCents: 5000 });
  expect(told.status).toBe(201);
  const newcomer = await signUp({ email });
  await follow();
  expect(await referralOf(newcomer.id)).toMatchObject({ referrer: mia.id, purchases: 1, net: 5000, acted: true });
});

it("the shop's script counts a visit once, none of an agent, and no more than an address may bring", async () => {
  const mia = await member();
  const via = await tokenOf(mia);
  const visitor = randomBytes(16).toString("base64url");
  expect(await countFromShop({ via, visitor }, browser, "192.0.2.40")).toBe(true);
  expect(await countFromShop({ via, visitor }, browser, "192.0.2.40")).toBe(false);
  expect(await countFromShop({ via, visitor: randomBytes(16).toString("base64url") }, "curl/8.5.0", "192.0.2.40")).toBe(false);
  expect(await countFromShop({ via, visitor: "short" }, browser, "192.0.2.40")).toBe(false);
  let counted = 0;
  for (let at = 0; at < 80; at += 1) if (await countFromShop({ via, visitor: randomBytes(16).toString("base64url") }, browser, "192.0.2.41")) counted += 1;
  expect(counted).toBe(60);
});

it("a programme promises no more than its budget, and no member more than the cap, however many buy at once", async () => {
  const mia = await member();
  const capped = await programme(admin, { capPerReferrer: 2, budgetPoints: 350, name: "Small" });
  const newcomers = await Promise.all(Array.from({ length: 6 }, () => bring(mia)));
  for (const one of newcomers) await order(one.email);
  const all = await listProgrammes(admin.actor);
  const stored = refused(all) ? undefined : all.programmes.find((each) => each.id === capped);
  expect(stored?.promisedPoints).toBeLessThanOrEqual(350);
  expect((await rewardsOf(mia.id)).length).toBe(2);
  expect(await db().query("SELECT 1 FROM referral_programme WHERE promised_points > budget_points")).toEqual([]);
});
