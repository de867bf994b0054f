import { createRoute } from "@hono/zod-openapi";
import { asMember, createDoors, type Doors, jsonBody } from "#lib/identity/door.ts";
import { spend } from "#lib/limits/limiter.ts";
import { markRead, markSeen, markUnread } from "./marks.ts";
import { changeSettings, readSettings } from "./preferences.ts";
import { listNotices } from "./queries.ts";
import * as input from "./schema.ts";
import { readUnread } from "./unread.ts";

const done = { 200: { description: "Done" }, 401: { description: "Sign in first" }, 422: { description: "What is wrong, by field" } };

/** The doors of one's own notices: the list, how many are unread, reading them, and what one wants to hear of. */
export function noticeDoors(): Doors {
  const doors = createDoors();
  doors.openapi(createRoute({ method: "get", path: "/api/me/notices", request: { query: input.listQuery }, responses: done }), (c) =>
    asMember(c, (actor) => { const { after, unread, kind } = c.req.valid("query"); return listNotices(actor, { after, unread: unread !== undefined, kind }); }));
  doors.openapi(createRoute({ method: "get", path: "/api/me/notices/unread", responses: done }), (c) => asMember(c, async (actor) => ({ unread: await readUnread(actor) })));
  doors.openapi(createRoute({ method: "post", path: "/api/me/notices/read", request: jsonBody(input.readInput), responses: done }), (c) =>
    asMember(c, async (actor) => (await spend("notices", actor.id)) ?? markRead(actor, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "post", path: "/api/me/notices/unread", request: jsonBody(input.unreadInput), responses: done }), (c) =>
    asMember(c, async (actor) => (await spend("notices", actor.id)) ?? markUnread(actor, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "post", path: "/api/me/notices/seen", responses: done }), (c) => asMember(c, async (actor) => (await spend("notices", actor.id)) ?? markSeen(actor)));
  doors.openapi(createRoute({ method: "get", path: "/api/me/notices/settings", responses: done }), (c) => asMember(c, readSettings));
  doors.openapi(createRoute({ method: "put", path: "/api/me/notices/settings", request: jsonBody(input.settingsInput), responses: done }), (c) =>
    asMember(c, async (actor) => (await spend("notices", actor.id)) ?? changeSettings(actor, c.req.valid("json"))));
  return doors;
}
