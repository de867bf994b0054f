import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Actor } from "#lib/core/actor.ts";
import { type Refusal, refused } from "#lib/core/errors.ts";
import { createDoors, type DoorEnv, type Doors, jsonBody, member, problem, say } from "#lib/identity/door.ts";
import { letterPolicy } from "#lib/mail/kept.ts";
import { type LimitName, spend } from "#lib/limits/limiter.ts";
import { segmentNames } from "./audiences.ts";
import { checkDraft } from "./checking.ts";
import { keepDraft, listMailings, makeMailing, readMailing, removeDraft } from "./drafts.ts";
import { changeNewsletter, listNewsletters, makeNewsletter } from "./newsletters.ts";
import { mayReadReports, mayWriteNews } from "./policy.ts";
import { previewLetter, sendTest } from "./preview.ts";
import { listReaders, planTest, readReport } from "./reports.ts";
import { chooseWinner, scheduleMailing, stopMailing } from "./schedule.ts";
import * as input from "./schema.ts";

const responses = { 200: { description: "Done" }, 201: { description: "Made" }, 404: { description: "Not there, or not for you" }, 409: { description: "Not as it stands" }, 422: { description: "What is wrong, by field" } };
const params = { params: input.idParam };
const one = "/api/studio/mail/{id}";

async function inRoom<T extends object>(c: Context<DoorEnv>, work: (actor: Actor) => Promise<T | true | Refusal>, { may = mayWriteNews, limit = "studio", status = 200 }: { may?: typeof mayWriteNews; limit?: LimitName; status?: 200 | 201 } = {}): Promise<Response> {
  const signedIn = member(c);
  const actor = refused(signedIn) ? signedIn : may(signedIn);
  if (refused(actor)) return problem(c, actor);
  c.header("Cache-Control", "no-store");
  return say(c, (await spend(limit, actor.id)) ?? (await work(actor)), status);
}

function newsletters(doors: Doors): void {
  doors.openapi(createRoute({ method: "get", path: "/api/studio/newsletters", responses }), (c) => inRoom(c, listNewsletters));
  doors.openapi(createRoute({ method: "get", path: "/api/studio/mail-segments", responses }), (c) => inRoom(c, async () => ({ segments: await segmentNames() })));
  doors.openapi(createRoute({ method: "post", path: "/api/studio/newsletters", request: jsonBody(input.newsletterInput), responses }), (c) => inRoom(c, (actor) => makeNewsletter(actor, c.req.valid("json")), { status: 201 }));
  doors.openapi(createRoute({ method: "put", path: "/api/studio/newsletters/{id}", request: { ...params, ...jsonBody(input.newsletterChange) }, responses }), (c) => inRoom(c, (actor) => changeNewsletter(actor, c.req.valid("param").id, c.req.valid("json"))));
}

function drafts(doors: Doors): void {
  doors.openapi(createRoute({ method: "get", path: "/api/studio/mail", request: { query: input.listQuery }, responses }), (c) => inRoom(c, (actor) => listMailings(actor, c.req.valid("query")), { may: mayReadReports }));
  doors.openapi(createRoute({ method: "post", path: "/api/studio/mail", request: jsonBody(input.mailingInput), responses }), (c) => inRoom(c, (actor) => makeMailing(actor, c.req.valid("json")), { status: 201 }));
  doors.openapi(createRoute({ method: "post", path: "/api/studio/mail/check", request: jsonBody(input.checkInput), responses }), (c) => inRoom(c, (actor) => checkDraft(actor, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "get", path: one, request: params, responses }), (c) => inRoom(c, (actor) => readMailing(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "put", path: one, request: { ...params, ...jsonBody(input.draftInput) }, responses }), (c) => inRoom(c, (actor) => keepDraft(actor, c.req.valid("param").id, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "delete", path: one, request: params, responses }), (c) => inRoom(c, (actor) => removeDraft(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "get", path: `${one}/size`, request: { ...params, query: input.sizeQuery }, responses }), (c) => inRoom(c, (actor) => planTest(actor, c.req.valid("param").id, c.req.valid("query"))));
  doors.openapi(createRoute({ method: "get", path: `${one}/text`, request: { ...params, query: input.letterQuery }, responses }), (c) => inRoom(c, async (actor) => { const shown = await previewLetter(actor, c.req.valid("param").id, c.req.valid("query")); return refused(shown) ? shown : { text: shown.text, subject: shown.subject, name: shown.name }; }));
  doors.openapi(createRoute({ method: "get", path: `${one}/letter`, request: { ...params, query: input.letterQuery }, responses }), async (c): Promise<Response> => {
    const actor = member(c);
    const shown = refused(actor) ? actor : ((await spend("studio", actor.id)) ?? (await previewLetter(actor, c.req.valid("param").id, c.req.valid("query"))));
    return refused(shown) ? problem(c, shown) : c.html(shown.html, 200, { "Content-Security-Policy": letterPolicy.replace("img-src data:", "img-src 'self' data:"), "Cache-Control": "no-store" });
  });
}

function sending(doors: Doors): void {
  doors.openapi(createRoute({ method: "post", path: `${one}/test`, request: { ...params, ...jsonBody(input.winnerInput) }, responses }), (c) => inRoom(c, (actor) => sendTest(actor, c.req.valid("param").id, c.req.valid("json").arm), { limit: "mail-tests" }));
  doors.openapi(createRoute({ method: "post", path: `${one}/schedule`, request: { ...params, ...jsonBody(input.scheduleInput) }, responses }), (c) => inRoom(c, (actor) => scheduleMailing(actor, c.req.valid("param").id, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "post", path: `${one}/stop`, request: params, responses }), (c) => inRoom(c, (actor) => stopMailing(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "post", path: `${one}/winner`, request: { ...params, ...jsonBody(input.winnerInput) }, responses }), (c) => inRoom(c, (actor) => chooseWinner(actor, c.req.valid("param").id, c.req.valid("json").arm)));
  doors.openapi(createRoute({ method: "get", path: `${one}/report`, request: params, responses }), (c) => inRoom(c, (actor) => readReport(actor, c.req.valid("param").id), { may: mayReadReports }));
  doors.openapi(createRoute({ method: "get", path: `${one}/readers`, request: { ...params, query: input.afterQuery }, responses }), (c) => inRoom(c, (actor) => listReaders(actor, c.req.valid("param").id, c.req.valid("query").after)));
}

/** The doors of newsletters and campaigns: for their editors and for who reads reports. */
export function newsletterDoors(): Doors {
  const doors = createDoors();
  newsletters(doors);
  drafts(doors);
  sending(doors);
  return doors;
}
