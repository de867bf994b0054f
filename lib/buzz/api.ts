import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import { answeredOnce, asMember, byKey, createDoors, type DoorEnv, type Doors, jsonBody, onceHeaders, say } from "#lib/identity/door.ts";
import { type LimitName, spend } from "#lib/limits/limiter.ts";
import { chooseCode } from "./codes.ts";
import { decideReferral } from "./decisions.ts";
import { forgetVisitor, visitorCookie } from "./doorstep.ts";
import { mailFriend } from "./friends.ts";
import { share } from "./links.ts";
import { tellJoin, tellPurchase, tellTouch } from "./outside.ts";
import { addProgramme, changeProgramme, listProgrammes, previewProgramme } from "./programmes.ts";
import { listReviews, readMyInvite } from "./queries.ts";
import * as input from "./schema.ts";
import { type From, fromOf } from "./traces.ts";
import { answerAnyway, readMyReferral, showName, typeCode } from "./typed.ts";

const done = { 200: { description: "Done" }, 401: { description: "Sign in first" }, 403: { description: "Not yours to do" }, 404: { description: "Not there" }, 409: { description: "It stands otherwise" }, 422: { description: "What is wrong, by field" }, 429: { description: "Too often" } };
const written = { ...done, 201: { description: "Taken" }, 400: { description: "Without an Idempotency-Key" } };
const from = (c: Context<DoorEnv>): From => fromOf({ address: c.get("address"), agent: c.req.header("user-agent") ?? "", cookie: c.req.header("cookie") });

/** As a member who has not done it too often. */
const limited = (c: Context<DoorEnv>, name: LimitName, work: Parameters<typeof asMember>[1]): Promise<Response> => asMember(c, async (me) => (await spend(name, me.id)) ?? work(me));

function mine(doors: Doors): void {
  doors.openapi(createRoute({ method: "get", path: "/api/me/invite", responses: done }), (c) => limited(c, "shares", readMyInvite));
  doors.openapi(createRoute({ method: "put", path: "/api/me/invite/code", request: jsonBody(input.codeInput), responses: done }), (c) => limited(c, "shares", (me) => chooseCode(me, c.req.valid("json").code)));
  doors.openapi(createRoute({ method: "post", path: "/api/me/shares", request: jsonBody(input.shareInput), responses: done }), (c) => limited(c, "shares", (me) => share(me, c.req.valid("json"), from(c))));
  doors.openapi(createRoute({ method: "post", path: "/api/me/invite/friends", request: jsonBody(input.friendInput), responses: done }), (c) => limited(c, "friends", (me) => mailFriend(me, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "get", path: "/api/me/referral", responses: done }), (c) => asMember(c, readMyReferral));
  doors.openapi(createRoute({ method: "put", path: "/api/me/referral", request: jsonBody(input.typedInput), responses: done }), (c) => limited(c, "codes-typed", (me) => typeCode(me, { code: c.req.valid("json").code, from: from(c) })));
  doors.openapi(createRoute({ method: "put", path: "/api/me/referral/answer", request: jsonBody(input.answerInput), responses: done }), (c) => limited(c, "shares", (me) => answerAnyway(me, c.req.valid("json").answer)));
  doors.openapi(createRoute({ method: "put", path: "/api/me/referral/name", request: jsonBody(input.nameInput), responses: done }), (c) => limited(c, "shares", (me) => showName(me, c.req.valid("json").shows)));
  // Whether a visitor wants to be known again: said by the visitor, kept by their browser, and what was kept here goes.
  doors.openapi(createRoute({ method: "put", path: "/api/remember", request: jsonBody(input.consentInput), responses: done }), async (c) => {
    const { remember } = c.req.valid("json");
    c.header("Set-Cookie", `rapport_consent=${remember ? "yes" : "no"}; Path=/; SameSite=Lax; Max-Age=31536000`);
    if (!remember) {
      await forgetVisitor(c.req.header("cookie"));
      c.header("Set-Cookie", visitorCookie("", 0), { append: true });
    }
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
  return doors;
}
