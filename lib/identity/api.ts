import { createRoute, z } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import type { Context } from "hono";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { spend } from "#lib/limits/limiter.ts";
import { keptLetter, letterPolicy } from "#lib/mail/kept.ts";
import { keptMailPath, readKeptMail } from "#lib/mail/outbox.ts";
import { confirmLink, type Opened, resetPassword, sendLink, signIn, signUp } from "./accounts.ts";
import { changeAvatar, readAvatar } from "./avatars.ts";
import { openArrival } from "./arrivals.ts";
import { askForAddress, confirmAddress, undoAddress } from "./email-changes.ts";
import { createDoors, type DoorEnv, type Doors, jsonBody, member, problem } from "./door.ts";
import { listPeople } from "./directory.ts";
import { noteOnboarding, readOnboarding } from "./onboarding.ts";
import { beginOidc, endedAttempt, finishOidc } from "./oidc.ts";
import { readPerson } from "./people.ts";
import { changePassword, changeProfile, readProfile, setSuspended } from "./profile.ts";
import * as input from "./schema.ts";
import { noteVisit } from "./visits.ts";
import { sessionCookie } from "./session.ts";
import type { SignUpOrigin } from "./signed-up.ts";
import { endSession, listSessions } from "./sessions.ts";

const done = { 200: { description: "Done" }, 202: { description: "Accepted" }, 422: { description: "What is wrong, by field" } };
const device = (c: Context): string => c.req.header("user-agent") ?? "";
const originOf = (c: Context<DoorEnv>, code?: string): SignUpOrigin => ({ address: c.get("address"), agent: device(c), cookie: c.req.header("cookie"), code });

function opened(c: Context<DoorEnv>, result: Opened | Refusal): Response {
  if (refused(result)) return problem(c, result);
  c.header("Set-Cookie", sessionCookie(result.token));
  return c.json({ name: result.name });
}

function waysIn(doors: Doors): void {
  doors.openapi(createRoute({ method: "post", path: "/api/sign-up", request: jsonBody(input.signUpInput), responses: done }), async (c) => {
    const limited = await spend("sign-up", c.get("address"));
    if (limited) return problem(c, limited);
    const { code, ...body } = c.req.valid("json");
    // A mailbox past its limit gets no further mail and the same answer, or the limit itself would tell who is here.
    if (!(await spend("link", body.email.toLowerCase()))) await signUp(body, originOf(c, code));
    return c.json({}, 202);
  });
  doors.openapi(createRoute({ method: "post", path: "/api/sign-in", request: jsonBody(input.signInInput), responses: done }), async (c) => {
    const body = c.req.valid("json");
    const limited = (await spend("sign-in-address", c.get("address"))) ?? (await spend("sign-in-account", body.email.toLowerCase()));
    return limited ? problem(c, limited) : opened(c, await signIn(body.email, body.password, device(c)));
  });
  for (const [path, purpose] of [["/api/sign-in/link", "sign-in"], ["/api/password/forgot", "reset"]] as const) {
    doors.openapi(createRoute({ method: "post", path, request: jsonBody(input.addressInput), responses: done }), async (c) => {
      const { email } = c.req.valid("json");
      const limited = await spend("sign-in-address", c.get("address"));
      if (limited) return problem(c, limited);
      if (!(await spend("link", email.toLowerCase()))) await sendLink(email, purpose);
      return c.json({}, 202);
    });
  }
  doors.openapi(createRoute({ method: "post", path: "/api/sign-in/confirm", request: jsonBody(input.confirmInput), responses: done }), async (c) => {
    const limited = await spend("sign-in-address", c.get("address"));
    return limited ? problem(c, limited) : opened(c, await confirmLink(c.req.valid("json").token, device(c)));
  });
  doors.openapi(createRoute({ method: "post", path: "/api/password/reset", request: jsonBody(input.resetInput), responses: done }), async (c) => {
    const limited = await spend("sign-in-address", c.get("address"));
    return limited ? problem(c, limited) : opened(c, await resetPassword(c.req.valid("json"), device(c)));
  });
}

const ourPage = /^\/(en|fr)(\/[\w./?=&%-]*)?$/;

function provider(doors: Doors): void {
  doors.openapi(createRoute({ method: "get", path: "/api/oidc/start", request: { query: z.object({ return: z.string().max(500).optional() }) }, responses: done }), async (c) => {
    const asked = c.req.valid("query").return ?? "";
    const begun = await beginOidc(ourPage.test(asked) && !asked.includes("..") ? asked : "/");
    if (refused(begun)) return problem(c, begun);
    c.header("Set-Cookie", begun.cookie);
    return c.redirect(begun.location, 302);
  });
  doors.openapi(createRoute({ method: "get", path: "/api/oidc/callback", responses: done }), async (c) => {
    const limited = await spend("sign-in-address", c.get("address"));
    if (limited) return problem(c, limited);
    const arrival = await finishOidc(new URL(c.req.url).search, c.req.header("cookie"));
    if (refused(arrival) && arrival.code === "missing") return problem(c, arrival);
    const result = refused(arrival) ? arrival : await openArrival(arrival, device(c), originOf(c));
    c.header("Set-Cookie", endedAttempt());
    if (refused(result) || refused(arrival)) return c.redirect("/sign-in?problem=provider", 303);
    c.header("Set-Cookie", sessionCookie(result.token), { append: true });
    return c.redirect(arrival.back, 303);
  });
}

function mine(doors: Doors): void {
  doors.openapi(createRoute({ method: "get", path: "/api/me", responses: done }), async (c) => {
    const actor = c.get("actor");
    if (actor.kind !== "member") return c.json({ me: null });
    const { id, name, handle, role, tier, confirmed } = actor;
    await noteVisit(actor);
    return c.json({ me: { id, name, handle, role, tier }, confirmed, profile: await readProfile(id) });
  });
  doors.openapi(createRoute({ method: "patch", path: "/api/me", request: jsonBody(input.profileInput), responses: done }), async (c) => {
    const actor = member(c);
    if (refused(actor)) return problem(c, actor);
    const result = await changeProfile(actor, c.req.valid("json"));
    return refused(result) ? problem(c, result) : c.json(result);
  });
  doors.openapi(createRoute({ method: "post", path: "/api/me/password", request: jsonBody(input.passwordInput), responses: done }), async (c) => {
    const actor = member(c);
    if (refused(actor)) return problem(c, actor);
    const limited = await spend("sign-in-account", actor.id);
    const result = limited ?? (await changePassword(actor, c.req.valid("json")));
    return refused(result) ? problem(c, result) : c.json({});
  });
  doors.openapi(createRoute({ method: "post", path: "/api/me/avatar", responses: done }), async (c) => {
    const actor = member(c);
    if (refused(actor)) return problem(c, actor);
    const limited = await spend("avatar", actor.id);
    const result = limited ?? (await changeAvatar(actor.id, Buffer.from(await c.req.arrayBuffer())));
    return refused(result) ? problem(c, result) : c.json({});
  });
}

function addresses(doors: Doors): void {
  doors.openapi(createRoute({ method: "post", path: "/api/me/email", request: jsonBody(input.newAddressInput), responses: done }), async (c) => {
    const actor = member(c);
    if (refused(actor)) return problem(c, actor);
    const body = c.req.valid("json");
    const limited = (await spend("sign-in-account", actor.id)) ?? (await spend("address", actor.id));
    // Like any mailed link: a mailbox past its limit gets no further mail and the same answer.
    const result = limited ?? ((await spend("link", body.email.toLowerCase())) ? true : await askForAddress(actor, body));
    return refused(result) ? problem(c, result) : c.json({}, 202);
  });
  doors.openapi(createRoute({ method: "post", path: "/api/me/email/confirm", request: jsonBody(input.confirmInput), responses: done }), async (c) => {
    const actor = member(c);
    if (refused(actor)) return problem(c, actor);
    const result = (await spend("sign-in-account", actor.id)) ?? (await confirmAddress(actor, c.req.valid("json").token));
    return refused(result) ? problem(c, result) : c.json(result);
  });
  doors.openapi(createRoute({ method: "post", path: "/api/email/undo", request: jsonBody(input.confirmInput), responses: done }), async (c) => {
    const result = (await spend("sign-in-address", c.get("address"))) ?? (await undoAddress(c.req.valid("json").token));
    return refused(result) ? problem(c, result) : c.json(result);
  });
}

function asked(doors: Doors): void {
  doors.openapi(createRoute({ method: "get", path: "/api/me/onboarding", responses: done }), async (c) => {
    const actor = member(c);
    return refused(actor) ? problem(c, actor) : c.json(await readOnboarding(actor));
  });
  doors.openapi(createRoute({ method: "put", path: "/api/me/onboarding", request: jsonBody(input.onboardingInput), responses: done }), async (c) => {
    const actor = member(c);
    if (refused(actor)) return problem(c, actor);
    const limited = await spend("onboarding", actor.id);
    return limited ? problem(c, limited) : c.json(await noteOnboarding(actor, c.req.valid("json")));
  });
}

function sessions(doors: Doors): void {
  doors.openapi(createRoute({ method: "get", path: "/api/me/sessions", responses: done }), async (c) => {
    const actor = member(c);
    return refused(actor) ? problem(c, actor) : c.json({ sessions: await listSessions(actor.id, actor.sessionId) });
  });
  doors.openapi(createRoute({ method: "delete", path: "/api/me/sessions/{id}", request: { params: input.idParam }, responses: done }), async (c) => {
    const actor = member(c);
    if (refused(actor)) return problem(c, actor);
    await endSession(actor.id, c.req.valid("param").id);
    return c.json({});
  });
  doors.openapi(createRoute({ method: "post", path: "/api/sign-out", responses: done }), async (c) => {
    const actor = c.get("actor");
    if (actor.kind === "member") await endSession(actor.id, actor.sessionId);
    c.header("Set-Cookie", sessionCookie(""));
    return c.json({});
  });
  for (const [method, suspended] of [["post", true], ["delete", false]] as const) {
    doors.openapi(createRoute({ method, path: "/api/accounts/{id}/suspension", request: { params: input.idParam }, responses: done }), async (c) => {
      const actor = member(c);
      const result = refused(actor) ? actor : await setSuspended(actor, c.req.valid("param").id, suspended);
      return refused(result) ? problem(c, result) : c.json({});
    });
  }
}

function people(doors: Doors): void {
  doors.openapi(createRoute({ method: "get", path: "/api/members", request: { query: input.directoryQuery }, responses: done }), async (c) => {
    const { q, sort, after } = c.req.valid("query");
    const limited = q ? await spend("directory", c.get("address")) : undefined;
    return limited ? problem(c, limited) : c.json(await listPeople(c.get("actor"), { q, sort: sort ?? "joined", after }));
  });
  doors.openapi(createRoute({ method: "get", path: "/api/people/{id}", request: { params: input.idParam }, responses: done }), async (c) => {
    const person = await readPerson(c.get("actor"), c.req.valid("param").id);
    return refused(person) ? problem(c, person) : c.json(person);
  });
}

/** The identity room's doors: ways in, one's own account and sessions, suspension, portraits, and the local outbox. */
export function identityDoors(): Doors {
  const doors = createDoors();
  doors.use("/api/me/avatar", bodyLimit({ maxSize: 4 * 1024 * 1024, onError: (c) => problem(c, new Refusal("too-large", "A picture has at most 4 MB.", { field: "picture" })) }));
  waysIn(doors);
  provider(doors);
  mine(doors);
  addresses(doors);
  asked(doors);
  sessions(doors);
  people(doors);
  doors.openapi(createRoute({ method: "get", path: "/api/avatars/{id}", request: { params: z.strictObject({ id: z.uuid() }) }, responses: done }), async (c) => {
    const { type, body } = await readAvatar(c.req.valid("param").id);
    return c.body(new Uint8Array(body), 200, { "Content-Type": type, "Cache-Control": "public, max-age=600", "Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff" });
  });
  doors.openapi(createRoute({ method: "get", path: "/api/dev/mail", responses: done }), async (c) =>
    keptMailPath("en") ? c.json({ mails: await readKeptMail() }) : problem(c, missing()));
  doors.openapi(createRoute({ method: "get", path: "/api/dev/mail/{id}", request: { params: z.strictObject({ id: z.uuid() }) }, responses: done }), async (c) => {
    const html = await keptLetter(c.req.valid("param").id);
    return html === undefined ? problem(c, missing()) : c.html(html, 200, { "Content-Security-Policy": letterPolicy });
  });
  return doors;
}
