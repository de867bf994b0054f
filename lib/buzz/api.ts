import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import { refused } from "#lib/core/errors.ts";
import { transact } from "#lib/core/transact.ts";
import { answeredOnce, asMember, byKey, createDoors, type DoorEnv, type Doors, jsonBody, onceHeaders, problem, say } from "#lib/identity/door.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { type LimitName, spend } from "#lib/limits/limiter.ts";
import { chooseCode } from "./codes.ts";
import { couponsCsv, exportCoupons, listCoupons, makeCoupon, returnCoupon } from "./coupons.ts";
import { decideReferral } from "./decisions.ts";
import { countAsked, forgetVisitor, visitorCookie } from "./doorstep.ts";
import { mailFriend } from "./friends.ts";
import { share } from "./links.ts";
import { tellJoin, tellPurchase, tellTouch } from "./outside.ts";
import { mayKeepReferrals } from "./policy.ts";
import { addProgramme, changeProgramme, listProgrammes, previewProgramme } from "./programmes.ts";
import { listReviews, readMyInvite, readMyPoints } from "./queries.ts";
import * as input from "./schema.ts";
import { changeSettings, previewRisk, readSettingsView } from "./settings.ts";
import { type From, fromOf } from "./traces.ts";
import { answerAnyway, readMyReferral, showName, thankReferrer, typeCode } from "./typed.ts";

const done = { 200: { description: "Done" }, 401: { description: "Sign in first" }, 403: { description: "Not yours to do" }, 404: { description: "Not there" }, 409: { description: "It stands otherwise" }, 422: { description: "What is wrong, by field" }, 429: { description: "Too often" } };
const written = { ...done, 201: { description: "Taken" }, 400: { description: "Without an Idempotency-Key" } };
const from = (c: Context<DoorEnv>): From => fromOf({ address: c.get("address"), agent: c.req.header("user-agent") ?? "", cookie: c.req.header("cookie") });

/** As a member who has not done it too often. */
const limited = (c: Context<DoorEnv>, name: LimitName, work: Parameters<typeof asMember>[1]): Promise<Response> => asMember(c, async (me) => (await spend(name, me.id)) ?? work(me));

function mine(doors: Doors): void {
  doors.openapi(createRoute({ method: "get", path: "/api/me/invite", responses: done }), (c) => limited(c, "shares", readMyInvite));
  doors.openapi(createRoute({ method: "get", path: "/api/me/points", request: { query: input.afterQuery }, responses: done }), (c) => limited(c, "shares", (me) => readMyPoints(me, c.req.valid("query").after)));
  doors.openapi(createRoute({ method: "put", path: "/api/me/invite/code", request: jsonBody(input.codeInput), responses: done }), (c) => limited(c, "shares", (me) => chooseCode(me, c.req.valid("json").code)));
  doors.openapi(createRoute({ method: "post", path: "/api/me/shares", request: jsonBody(input.shareInput), responses: done }), (c) => limited(c, "shares", (me) => share(me, c.req.valid("json"), from(c))));
  doors.openapi(createRoute({ method: "post", path: "/api/me/invite/friends", request: jsonBody(input.friendInput), responses: done }), (c) => limited(c, "friends", (me) => mailFriend(me, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "get", path: "/api/me/referral", responses: done }), (c) => asMember(c, readMyReferral));
  doors.openapi(createRoute({ method: "put", path: "/api/me/referral", request: jsonBody(input.typedInput), responses: done }), (c) => limited(c, "codes-typed", (me) => typeCode(me, { code: c.req.valid("json").code, from: from(c) })));
  doors.openapi(createRoute({ method: "put", path: "/api/me/referral/answer", request: jsonBody(input.answerInput), responses: done }), (c) => limited(c, "shares", (me) => answerAnyway(me, c.req.valid("json").answer)));
  doors.openapi(createRoute({ method: "put", path: "/api/me/referral/name", request: jsonBody(input.nameInput), responses: done }), (c) => limited(c, "shares", (me) => showName(me, c.req.valid("json").shows)));
  doors.openapi(createRoute({ method: "put", path: "/api/me/referral/thanks", responses: done }), (c) => limited(c, "shares", thankReferrer));
  doors.openapi(createRoute({ method: "post", path: "/api/me/coupons", request: jsonBody(input.couponInput), responses: done }), (c) => limited(c, "shares", (me) => makeCoupon(me, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "delete", path: "/api/me/coupons/{id}", request: { params: input.idParam }, responses: done }), (c) => limited(c, "shares", (me) => returnCoupon(me, c.req.valid("param").id)));
  // Whether a visitor wants to be known again: said by the visitor, kept by their browser, and what was kept here goes.
  doors.openapi(createRoute({ method: "put", path: "/api/remember", request: jsonBody(input.consentInput), responses: done }), async (c) => {
    const { remember, by } = c.req.valid("json");
    c.header("Set-Cookie", `rapport_consent=${remember ? "yes" : "no"}; Path=/; SameSite=Lax; Max-Age=31536000`);
    if (!remember) {
      await forgetVisitor(c.req.header("cookie"));
      c.header("Set-Cookie", visitorCookie("", 0), { append: true });
    }
    const set = remember && by && c.get("actor").kind === "visitor" ? await countAsked(by, { method: "GET", header: (name) => c.req.header(name) }, c.get("address")) : undefined;
    if (set) c.header("Set-Cookie", set, { append: true });
    return c.json({ remember }, 200);
  });
}

function kept(doors: Doors): void {
  doors.openapi(createRoute({ method: "get", path: "/api/referrals/review", request: { query: input.reviewQuery }, responses: done }), async (c) => say(c, await listReviews(c.get("actor"), c.req.valid("query"))));
  doors.openapi(createRoute({ method: "post", path: "/api/referrals/{id}/decision", request: { params: input.idParam, ...jsonBody(input.decisionInput) }, responses: done }), (c) =>
    limited(c, "referrals", (me) => decideReferral(me, c.req.valid("param").id, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "get", path: "/api/referrals/programmes", responses: done }), async (c) => say(c, await listProgrammes(c.get("actor"))));
  doors.openapi(createRoute({ method: "post", path: "/api/referrals/programmes", request: jsonBody(input.programmeInput), responses: done }), (c) => limited(c, "referrals", (me) => addProgramme(me, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "post", path: "/api/referrals/programmes/preview", request: jsonBody(input.previewInput), responses: done }), (c) => limited(c, "referrals", (me) => previewProgramme(me, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "patch", path: "/api/referrals/programmes/{id}", request: { params: input.idParam, ...jsonBody(input.programmeChange) }, responses: done }), (c) =>
    limited(c, "referrals", (me) => changeProgramme(me, c.req.valid("param").id, c.req.valid("json"))));
}

function set(doors: Doors): void {
  doors.openapi(createRoute({ method: "get", path: "/api/referrals/settings", responses: done }), async (c) => say(c, await readSettingsView(c.get("actor"))));
  doors.openapi(createRoute({ method: "put", path: "/api/referrals/settings", request: jsonBody(input.settingsInput), responses: done }), (c) => limited(c, "referrals", (me) => changeSettings(me, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "post", path: "/api/referrals/settings/preview", request: jsonBody(input.termsInput), responses: done }), (c) => limited(c, "referrals", (me) => previewRisk(me, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "get", path: "/api/referrals/coupons", request: { query: input.afterQuery }, responses: done }), async (c) => say(c, await listCoupons(c.get("actor"), c.req.valid("query").after)));
  doors.openapi(createRoute({ method: "post", path: "/api/referrals/coupons/exports", request: jsonBody(input.exportInput), responses: done }), (c) => limited(c, "referrals", (me) => exportCoupons(me, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "get", path: "/api/referrals/coupons.csv", request: { query: input.batchQuery }, responses: done }), async (c): Promise<Response> => {
    const me = mayKeepReferrals(c.get("actor"));
    if (refused(me)) return problem(c, me);
    const limitedBy = await spend("studio-exports", me.id);
    if (limitedBy) return problem(c, limitedBy);
    const { batch } = c.req.valid("query");
    await transact((tx) => noteAct(tx, me, { act: "coupons.read", subject: { type: "coupons", id: batch ?? "all" } }));
    return new Response(couponsCsv(batch), { headers: { "Cache-Control": "no-store", "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": 'attachment; filename="coupons.csv"', "X-Content-Type-Options": "nosniff" } });
  });
}

function forKeys(doors: Doors): void {
  doors.openapi(createRoute({ method: "post", path: "/api/referrals/touches", summary: "Tell of a visit through a member's link or code", ...byKey("referrals:write"), request: { headers: onceHeaders, ...jsonBody(input.touchInput) }, responses: written }), (c) =>
    answeredOnce(c, 201, () => tellTouch(c.get("actor"), c.req.valid("json"))));
  doors.openapi(createRoute({ method: "post", path: "/api/referrals/joins", summary: "Tell that somebody joined, and who brought them", ...byKey("referrals:write"), request: { headers: onceHeaders, ...jsonBody(input.joinInput) }, responses: written }), (c) =>
    answeredOnce(c, 201, () => tellJoin(c.get("actor"), c.req.valid("json"))));
  doors.openapi(createRoute({ method: "post", path: "/api/referrals/purchases", summary: "Tell of a purchase that a referral may have led to", ...byKey("referrals:write"), request: { headers: onceHeaders, ...jsonBody(input.purchaseInput) }, responses: written }), (c) =>
    answeredOnce(c, 201, () => tellPurchase(c.get("actor"), c.req.valid("json"))));
}

/** The doors of word of mouth: members who invite, newcomers, those who decide, and other systems by key. */
export function buzzDoors(): Doors {
  const doors = createDoors();
  forKeys(doors);
  mine(doors);
  kept(doors);
  set(doors);
  return doors;
}
