import { createRoute } from "@hono/zod-openapi";
import type { Member } from "#lib/core/actor.ts";
import { isStaff } from "#lib/core/actor.ts";
import { type Refusal, refused } from "#lib/core/errors.ts";
import { asMember, createDoors, type Doors, jsonBody, problem, say } from "#lib/identity/door.ts";
import { spend } from "#lib/limits/limiter.ts";
import { listCallable } from "./callable.ts";
import { discardDraft, readDraft, saveDraft } from "./drafts.ts";
import { deletePost, editPost, reply, restorePost } from "./posts.ts";
import { readOverlay, readPostsAfter, readSource, readVersions, readWindow } from "./queries.ts";
import { acceptAnswer, react, unreact } from "./reactions.ts";
import * as input from "./schema.ts";
import { createCategory, editCategory, placeCategory, readArrangement, retireCategory } from "./categories.ts";
import { listCategories } from "./category-list.ts";
import { decideIdea, vote } from "./ideas.ts";
import { listTags } from "./tag-list.ts";
import { previewAt } from "./text-place.ts";
import { deleteTag, editTag, mergeTag, readTags, setNewTags } from "./tag-care.ts";
import { editTopic } from "./topic-edits.ts";
import { findTopics } from "./topic-find.ts";
import { mergeTopics, splitTopic, unmergeTopic } from "./topic-moves.ts";
import { removeTopic, restoreTopic } from "./topic-removal.ts";
import { setTopicState } from "./topic-state.ts";
import { openTopic } from "./topics.ts";
import { setWiki } from "./wiki.ts";

const done = { 200: { description: "Done" }, 201: { description: "Written" }, 404: { description: "Not there, or not for you" }, 422: { description: "What is wrong, by field" } };
const params = { params: input.idParam };

const spendPost = (actor: Member): Promise<Refusal | undefined> => (isStaff(actor) ? Promise.resolve(undefined) : spend(actor.newcomer ? "posts-newcomer" : "posts", actor.id));

function writing(doors: Doors): void {
  doors.openapi(createRoute({ method: "post", path: "/api/topics", request: jsonBody(input.topicInput), responses: done }), (c) =>
    asMember(c, async (actor) => (await spendPost(actor)) ?? openTopic(actor, c.req.valid("json")), 201));
  doors.openapi(createRoute({ method: "post", path: "/api/topics/{id}/replies", request: { ...params, ...jsonBody(input.replyInput) }, responses: done }), (c) =>
    asMember(c, async (actor) => (await spendPost(actor)) ?? reply(actor, c.req.valid("param").id, c.req.valid("json")), 201));
  doors.openapi(createRoute({ method: "patch", path: "/api/posts/{id}", request: { ...params, ...jsonBody(input.editInput) }, responses: done }), (c) =>
    asMember(c, (actor) => editPost(actor, c.req.valid("param").id, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "delete", path: "/api/posts/{id}", request: params, responses: done }), (c) => asMember(c, (actor) => deletePost(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "post", path: "/api/posts/{id}/restore", request: params, responses: done }), (c) => asMember(c, (actor) => restorePost(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "put", path: "/api/posts/{id}/reaction", request: params, responses: done }), (c) => asMember(c, (actor) => react(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "delete", path: "/api/posts/{id}/reaction", request: params, responses: done }), (c) => asMember(c, (actor) => unreact(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "post", path: "/api/topics/{id}/accepted", request: { ...params, ...jsonBody(input.acceptedInput) }, responses: done }), (c) =>
    asMember(c, (actor) => acceptAnswer(actor, c.req.valid("param").id, c.req.valid("json").postId)));
  doors.openapi(createRoute({ method: "post", path: "/api/preview", request: jsonBody(input.previewInput), responses: done }), (c) =>
    asMember(c, async (actor) => { const { body, ...place } = c.req.valid("json"); return (await spend("preview", actor.id)) ?? previewAt(actor, body, place); }));
}

function drafts(doors: Doors): void {
  const path = "/api/me/drafts/{context}";
  doors.openapi(createRoute({ method: "get", path, request: { params: input.contextParam }, responses: done }), (c) =>
    asMember(c, async (actor) => ({ draft: await readDraft(actor, c.req.valid("param").context) })));
  doors.openapi(createRoute({ method: "put", path, request: { params: input.contextParam, ...jsonBody(input.draftInput) }, responses: done }), (c) =>
    asMember(c, (actor) => saveDraft(actor, c.req.valid("param").context, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "delete", path, request: { params: input.contextParam }, responses: done }), (c) =>
    asMember(c, async (actor) => { await discardDraft(actor, c.req.valid("param").context); return true; }));
}

function calling(doors: Doors): void {
  doors.openapi(createRoute({ method: "get", path: "/api/people", request: { query: input.peopleQuery }, responses: done }), (c) =>
    asMember(c, async (actor) => (await spend("people", actor.id)) ?? listCallable(actor, { prefix: c.req.valid("query").prefix, topicId: c.req.valid("query").topic, categorySlug: c.req.valid("query").category })));
}

function reading(doors: Doors): void {
  doors.openapi(createRoute({ method: "get", path: "/api/categories", responses: done }), async (c) => c.json({ categories: await listCategories(c.get("actor")) }));
  doors.openapi(createRoute({ method: "get", path: "/api/tags", request: { query: input.prefixQuery }, responses: done }), async (c) =>
    c.json({ tags: await listTags(c.get("actor"), c.req.valid("query").prefix) }));
  doors.openapi(createRoute({ method: "get", path: "/api/me/topic/{id}", request: { ...params, query: input.fromQuery }, responses: done }), async (c) =>
    say(c, await readOverlay(c.get("actor"), c.req.valid("param").id, c.req.valid("query").from ?? 1)));
  doors.openapi(createRoute({ method: "get", path: "/api/topics/{id}/posts", request: { ...params, query: input.afterQuery }, responses: done }), async (c) => {
    const { after, from, to } = c.req.valid("query");
    if (from !== undefined && to !== undefined) return say(c, await readWindow(c.get("actor"), c.req.valid("param").id, { from, to }));
    const posts = await readPostsAfter(c.get("actor"), c.req.valid("param").id, after ?? 0);
    return refused(posts) ? problem(c, posts) : c.json({ posts });
  });
  doors.openapi(createRoute({ method: "get", path: "/api/posts/{id}/source", request: params, responses: done }), async (c) => say(c, await readSource(c.get("actor"), c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "get", path: "/api/posts/{id}/versions", request: params, responses: done }), (c) =>
    asMember(c, async (actor) => {
      const versions = await readVersions(actor, c.req.valid("param").id);
      return refused(versions) ? versions : { versions };
    }));
}

function arranging(doors: Doors): void {
  const path = "/api/admin/categories";
  doors.openapi(createRoute({ method: "get", path, responses: done }), (c) => asMember(c, (actor) => readArrangement(actor)));
  doors.openapi(createRoute({ method: "post", path, request: jsonBody(input.categoryInput), responses: done }), (c) => asMember(c, (actor) => createCategory(actor, c.req.valid("json")), 201));
  doors.openapi(createRoute({ method: "patch", path: `${path}/{id}`, request: { ...params, ...jsonBody(input.categoryEdit) }, responses: done }), (c) =>
    asMember(c, (actor) => editCategory(actor, c.req.valid("param").id, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "put", path: `${path}/{id}/place`, request: { ...params, ...jsonBody(input.placeInput) }, responses: done }), (c) =>
    asMember(c, (actor) => placeCategory(actor, c.req.valid("param").id, c.req.valid("json"))));
  for (const [method, retired] of [["put", true], ["delete", false]] as const) {
    doors.openapi(createRoute({ method, path: `${path}/{id}/retirement`, request: params, responses: done }), (c) => asMember(c, (actor) => retireCategory(actor, c.req.valid("param").id, retired)));
  }
}

function tagging(doors: Doors): void {
  const path = "/api/admin/tags";
  doors.openapi(createRoute({ method: "get", path, request: { query: input.slugQuery }, responses: done }), (c) => asMember(c, (actor) => readTags(actor, c.req.valid("query").after ?? "")));
  doors.openapi(createRoute({ method: "put", path: `${path}/new`, request: jsonBody(input.newTagsInput), responses: done }), (c) => asMember(c, (actor) => setNewTags(actor, c.req.valid("json").audience)));
  doors.openapi(createRoute({ method: "patch", path: `${path}/{id}`, request: { ...params, ...jsonBody(input.tagInput) }, responses: done }), (c) => asMember(c, (actor) => editTag(actor, c.req.valid("param").id, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "post", path: `${path}/{id}/merge`, request: { ...params, ...jsonBody(input.tagMergeInput) }, responses: done }), (c) => asMember(c, (actor) => mergeTag(actor, c.req.valid("param").id, c.req.valid("json").into)));
  doors.openapi(createRoute({ method: "delete", path: `${path}/{id}`, request: params, responses: done }), (c) => asMember(c, (actor) => deleteTag(actor, c.req.valid("param").id)));
}

function operating(doors: Doors): void {
  doors.openapi(createRoute({ method: "get", path: "/api/topics/find", request: { query: input.likeQuery }, responses: done }), (c) => asMember(c, async (actor) => (await spend("preview", actor.id)) ?? findTopics(actor, c.req.valid("query").like)));
  const at = "/api/topics/{id}";
  doors.openapi(createRoute({ method: "patch", path: at, request: { ...params, ...jsonBody(input.topicEdit) }, responses: done }), (c) => asMember(c, (actor) => editTopic(actor, c.req.valid("param").id, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "delete", path: at, request: params, responses: done }), (c) => asMember(c, (actor) => removeTopic(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "post", path: `${at}/restore`, request: params, responses: done }), (c) => asMember(c, (actor) => restoreTopic(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "patch", path: `${at}/state`, request: { ...params, ...jsonBody(input.stateInput) }, responses: done }), (c) => asMember(c, (actor) => setTopicState(actor, c.req.valid("param").id, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "post", path: `${at}/split`, request: { ...params, ...jsonBody(input.splitInput) }, responses: done }), (c) => asMember(c, (actor) => splitTopic(actor, c.req.valid("param").id, c.req.valid("json")), 201));
  doors.openapi(createRoute({ method: "post", path: `${at}/merge`, request: { ...params, ...jsonBody(input.mergeInput) }, responses: done }), (c) => asMember(c, (actor) => mergeTopics(actor, c.req.valid("param").id, c.req.valid("json").into)));
  doors.openapi(createRoute({ method: "delete", path: `${at}/merge`, request: params, responses: done }), (c) => asMember(c, (actor) => unmergeTopic(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "post", path: `${at}/decision`, request: { ...params, ...jsonBody(input.decisionInput) }, responses: done }), (c) => asMember(c, (actor) => decideIdea(actor, c.req.valid("param").id, c.req.valid("json"))));
  for (const [method, on] of [["put", true], ["delete", false]] as const) {
    doors.openapi(createRoute({ method, path: `${at}/vote`, request: params, responses: done }), (c) => asMember(c, async (actor) => (await spend("votes", actor.id)) ?? vote(actor, c.req.valid("param").id, on)));
    doors.openapi(createRoute({ method, path: "/api/posts/{id}/wiki", request: params, responses: done }), (c) => asMember(c, (actor) => setWiki(actor, c.req.valid("param").id, on)));
  }
}

/** The forum's doors. */
export function forumDoors(): Doors {
  const doors = createDoors();
  writing(doors);
  drafts(doors);
  reading(doors);
  calling(doors);
  arranging(doors);
  operating(doors);
  tagging(doors);
  return doors;
}
