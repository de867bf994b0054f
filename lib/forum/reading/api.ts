import { createRoute } from "@hono/zod-openapi";
import { refused } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { asMember, createDoors, type Doors, jsonBody, problem } from "#lib/identity/door.ts";
import { spend } from "#lib/limits/limiter.ts";
import { chooseFollowOwn, levelOf, listFollows, readFollowOwn, setLevel } from "../following.ts";
import { dropBookmark, keepBookmark, listBookmarks, readBookmark } from "./bookmarks.ts";
import { listDrafts } from "./draft-list.ts";
import { markRead } from "./positions.ts";
import { findPlace, readTimeline } from "./timeline.ts";
import { countUnread, listUnread, markAllRead, readMarks } from "./unread.ts";
import * as input from "./schema.ts";

const done = { 200: { description: "Done" }, 401: { description: "Sign in first" }, 404: { description: "Not there, or not for you" }, 422: { description: "What is wrong, by field" } };

function following(doors: Doors): void {
  doors.openapi(createRoute({ method: "get", path: "/api/me/follows", request: { query: input.followsQuery }, responses: done }), (c) => asMember(c, (actor) => listFollows(actor, c.req.valid("query"))));
  doors.openapi(createRoute({ method: "put", path: "/api/me/follows", request: jsonBody(input.followInput), responses: done }), (c) =>
    asMember(c, async (actor) => (await spend("reading", actor.id)) ?? setLevel(actor, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "get", path: "/api/me/follow", request: { query: input.levelQuery }, responses: done }), (c) =>
    asMember(c, async (actor) => ({ level: (await levelOf(db(), actor.id, c.req.valid("query"))) ?? "none" })));
  doors.openapi(createRoute({ method: "get", path: "/api/me/reading", responses: done }), (c) => asMember(c, readFollowOwn));
  doors.openapi(createRoute({ method: "put", path: "/api/me/reading", request: jsonBody(input.ownInput), responses: done }), (c) =>
    asMember(c, async (actor) => (await spend("reading", actor.id)) ?? chooseFollowOwn(actor, c.req.valid("json").followOwn)));
}

function unread(doors: Doors): void {
  doors.openapi(createRoute({ method: "post", path: "/api/topics/{id}/read", request: { params: input.idParam, ...jsonBody(input.readInput) }, responses: done }), (c) =>
    asMember(c, async (actor) => (await spend("reading", actor.id)) ?? markRead(actor, c.req.valid("param").id, c.req.valid("json").number)));
  doors.openapi(createRoute({ method: "get", path: "/api/me/lists", request: { query: input.idsQuery }, responses: done }), (c) => asMember(c, (actor) => readMarks(actor, c.req.valid("query").ids)));
  doors.openapi(createRoute({ method: "get", path: "/api/me/unread", request: { query: input.pageQuery }, responses: done }), (c) => asMember(c, (actor) => listUnread(actor, c.req.valid("query").after)));
  doors.openapi(createRoute({ method: "get", path: "/api/me/unread/count", responses: done }), (c) => asMember(c, countUnread));
  doors.openapi(createRoute({ method: "post", path: "/api/me/unread/read", responses: done }), (c) => asMember(c, async (actor) => (await spend("reading", actor.id)) ?? markAllRead(actor)));
}

function keeping(doors: Doors): void {
  const path = "/api/posts/{id}/bookmark";
  doors.openapi(createRoute({ method: "get", path, request: { params: input.idParam }, responses: done }), (c) => asMember(c, (actor) => readBookmark(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "put", path, request: { params: input.idParam, ...jsonBody(input.bookmarkInput) }, responses: done }), (c) =>
    asMember(c, async (actor) => (await spend("reading", actor.id)) ?? keepBookmark(actor, c.req.valid("param").id, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "delete", path, request: { params: input.idParam }, responses: done }), (c) =>
    asMember(c, async (actor) => (await spend("reading", actor.id)) ?? dropBookmark(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "get", path: "/api/me/bookmarks", request: { query: input.pageQuery }, responses: done }), (c) => asMember(c, (actor) => listBookmarks(actor, c.req.valid("query").after)));
  doors.openapi(createRoute({ method: "get", path: "/api/me/drafts", request: { query: input.pageQuery }, responses: done }), (c) => asMember(c, (actor) => listDrafts(actor, c.req.valid("query").after)));
}

function places(doors: Doors): void {
  const params = { params: input.idParam };
  doors.openapi(createRoute({ method: "get", path: "/api/topics/{id}/timeline", request: params, responses: done }), async (c) => {
    const found = await readTimeline(c.get("actor"), c.req.valid("param").id);
    return refused(found) ? problem(c, found) : c.json(found);
  });
  doors.openapi(createRoute({ method: "get", path: "/api/topics/{id}/place", request: { ...params, query: input.atQuery }, responses: done }), async (c) => {
    const found = await findPlace(c.get("actor"), c.req.valid("param").id, new Date(c.req.valid("query").at));
    return refused(found) ? problem(c, found) : c.json(found);
  });
}

/** The doors of reading: what one follows, how far one has read, what one keeps. All of them are one's own. */
export function readingDoors(): Doors {
  const doors = createDoors();
  following(doors);
  unread(doors);
  keeping(doors);
  places(doors);
  return doors;
}
