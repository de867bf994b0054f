import { createRoute } from "@hono/zod-openapi";
import { isStaff, type Member } from "#lib/core/actor.ts";
import { missing, type Refusal, refused } from "#lib/core/errors.ts";
import { asMember, createDoors, type Doors, jsonBody, problem, say } from "#lib/identity/door.ts";
import { spend } from "#lib/limits/limiter.ts";
import { answerQuestion, removeAnswer, restoreAnswer } from "./answers.ts";
import { declineInvitations, preferInvitations } from "./invitations.ts";
import { readMine, readOverlay } from "./mine.ts";
import { listQuestions, listReviews, readReviewVersions } from "./queries.ts";
import { ask, chooseBest, removeQuestion, restoreQuestion } from "./questions.ts";
import { publishReview, removeReview, restoreReview } from "./removals.ts";
import { removeReply, replyToReview } from "./replies.ts";
import { editReview, writeReview } from "./reviews.ts";
import * as input from "./schema.ts";
import { voteAnswer, voteReview } from "./votes.ts";
import { readWidget } from "./widget.ts";

const done = { 200: { description: "Done" }, 201: { description: "Written" }, 202: { description: "It waits for a moderator" }, 404: { description: "Not there, or not for you" }, 409: { description: "It was done before" }, 422: { description: "What is wrong, by field" } };
const params = { params: input.idParam };

const spendPost = (actor: Member): Promise<Refusal | undefined> => (isStaff(actor) ? Promise.resolve(undefined) : spend(actor.newcomer ? "posts-newcomer" : "posts", actor.id));
const spendVote = (actor: Member): Promise<Refusal | undefined> => spend("votes", actor.id);

function reviews(doors: Doors): void {
  const one = "/api/reviews/{id}";
  doors.openapi(createRoute({ method: "post", path: "/api/reviews", request: jsonBody(input.reviewInput), responses: done }), (c) =>
    asMember(c, async (actor) => (await spendPost(actor)) ?? writeReview(actor, c.req.valid("json")), 201));
  doors.openapi(createRoute({ method: "patch", path: one, request: { ...params, ...jsonBody(input.editInput) }, responses: done }), (c) =>
    asMember(c, async (actor) => (await spendPost(actor)) ?? editReview(actor, c.req.valid("param").id, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "delete", path: one, request: params, responses: done }), (c) => asMember(c, (actor) => removeReview(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "post", path: `${one}/restore`, request: params, responses: done }), (c) => asMember(c, (actor) => restoreReview(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "post", path: `${one}/publication`, request: params, responses: done }), (c) => asMember(c, (actor) => publishReview(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "put", path: `${one}/vote`, request: { ...params, ...jsonBody(input.voteInput) }, responses: done }), (c) =>
    asMember(c, async (actor) => (await spendVote(actor)) ?? voteReview(actor, c.req.valid("param").id, c.req.valid("json").helpful)));
  doors.openapi(createRoute({ method: "delete", path: `${one}/vote`, request: params, responses: done }), (c) => asMember(c, async (actor) => (await spendVote(actor)) ?? voteReview(actor, c.req.valid("param").id, undefined)));
  doors.openapi(createRoute({ method: "put", path: `${one}/reply`, request: { ...params, ...jsonBody(input.replyInput) }, responses: done }), (c) => asMember(c, (actor) => replyToReview(actor, c.req.valid("param").id, c.req.valid("json").body)));
  doors.openapi(createRoute({ method: "delete", path: `${one}/reply`, request: params, responses: done }), (c) => asMember(c, (actor) => removeReply(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "get", path: `${one}/versions`, request: params, responses: done }), async (c) => {
    const versions = await readReviewVersions(c.get("actor"), c.req.valid("param").id);
    return refused(versions) ? problem(c, versions) : c.json({ versions }, 200);
  });
}

function questions(doors: Doors): void {
  doors.openapi(createRoute({ method: "post", path: "/api/questions", request: jsonBody(input.questionInput), responses: done }), (c) => asMember(c, async (actor) => (await spendPost(actor)) ?? ask(actor, c.req.valid("json")), 201));
  doors.openapi(createRoute({ method: "delete", path: "/api/questions/{id}", request: params, responses: done }), (c) => asMember(c, (actor) => removeQuestion(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "post", path: "/api/questions/{id}/restore", request: params, responses: done }), (c) => asMember(c, (actor) => restoreQuestion(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "post", path: "/api/questions/{id}/answers", request: { ...params, ...jsonBody(input.answerInput) }, responses: done }), (c) =>
    asMember(c, async (actor) => (await spendPost(actor)) ?? answerQuestion(actor, c.req.valid("param").id, c.req.valid("json")), 201));
  doors.openapi(createRoute({ method: "put", path: "/api/questions/{id}/best", request: { ...params, ...jsonBody(input.bestInput) }, responses: done }), (c) => asMember(c, (actor) => chooseBest(actor, c.req.valid("param").id, c.req.valid("json").answerId)));
  doors.openapi(createRoute({ method: "delete", path: "/api/answers/{id}", request: params, responses: done }), (c) => asMember(c, (actor) => removeAnswer(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "post", path: "/api/answers/{id}/restore", request: params, responses: done }), (c) => asMember(c, (actor) => restoreAnswer(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "put", path: "/api/answers/{id}/vote", request: params, responses: done }), (c) => asMember(c, async (actor) => (await spendVote(actor)) ?? voteAnswer(actor, c.req.valid("param").id, true)));
  doors.openapi(createRoute({ method: "delete", path: "/api/answers/{id}/vote", request: params, responses: done }), (c) => asMember(c, async (actor) => (await spendVote(actor)) ?? voteAnswer(actor, c.req.valid("param").id, false)));
}

function reading(doors: Doors): void {
  doors.openapi(createRoute({ method: "get", path: "/api/products/{id}/reviews", request: { ...params, query: input.listQuery }, responses: done }), async (c) => {
    const { sort = "helpful", photos, verified, ...by } = c.req.valid("query");
    return c.json(await listReviews(c.req.valid("param").id, { sort, photos: photos === "1", verified: verified === "1", ...by }), 200);
  });
  doors.openapi(createRoute({ method: "get", path: "/api/products/{id}/questions", request: { ...params, query: input.afterQuery }, responses: done }), async (c) => c.json(await listQuestions(c.req.valid("param").id, c.req.valid("query").after), 200));
  doors.openapi(createRoute({ method: "get", path: "/api/me/product/{id}", request: params, responses: done }), async (c) => say(c, await readOverlay(c.get("actor"), c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "get", path: "/api/me/reviews", request: { query: input.afterQuery }, responses: done }), (c) => asMember(c, (actor) => readMine(actor, c.req.valid("query").after)));
  doors.openapi(createRoute({ method: "put", path: "/api/me/review-invitations", request: jsonBody(input.preferenceInput), responses: done }), (c) => asMember(c, (actor) => preferInvitations(actor, c.req.valid("json").invitations)));
  doors.openapi(createRoute({ method: "post", path: "/api/review-invitations/decline", request: jsonBody(input.declineInput), responses: done }), async (c) => say(c, await declineInvitations(c.req.valid("json").token)));
  doors.openapi(createRoute({ method: "get", path: "/widget/reviews/{code}", request: { params: input.codeParam }, responses: done }), async (c) => {
    const found = await readWidget(c.req.valid("param").code.replace(/\.json$/, ""));
    // What everyone may read, any page may show: this answer alone says so.
    return found ? c.json(found, 200, { "Access-Control-Allow-Origin": "*" }) : problem(c, missing());
  });
}

/** The doors of reviews, questions and invitations, and what the shop's own pages ask for. */
export function reviewDoors(): Doors {
  const doors = createDoors();
  reviews(doors);
  questions(doors);
  reading(doors);
  return doors;
}
