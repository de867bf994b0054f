import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import { isStaff, type Member } from "#lib/core/actor.ts";
import { type Refusal, refused } from "#lib/core/errors.ts";
import { createDoors, type DoorEnv, type Doors, jsonBody, member, problem } from "#lib/identity/door.ts";
import { type LimitName, spend } from "#lib/limits/limiter.ts";
import { listCallable } from "./callable.ts";
import { changeMine, invite, joinRoom, leaveRoom, readUpTo, removeMember, setRole } from "./members.ts";
import { deleteMessage, editMessage, pinMessage, reactTo, restoreMessage } from "./messages.ts";
import { block, listBlocked, prefer, readPreferences, unblock } from "./preferences.ts";
import { listMembers, listRooms, openRoom, readFiles, readHistory, readMessages, roomsAround, searchRoom } from "./queries.ts";
import { changeRoom, makeRoom, openDirect } from "./rooms.ts";
import * as input from "./schema.ts";
import { sendMessage } from "./sending.ts";

const done = { 200: { description: "Done" }, 201: { description: "Made" }, 202: { description: "It waits for a moderator" }, 404: { description: "Not there, or not for you" }, 409: { description: "It was done before" }, 422: { description: "What is wrong, by field" } };
const params = { params: input.idParam };

function say<T extends object>(c: Context<DoorEnv>, value: T | true | Refusal, status: 200 | 201 = 200): Response {
  if (refused(value)) return problem(c, value);
  return c.json(value === true ? {} : value, value !== true && "held" in value ? 202 : status);
}

/** Runs a write as the signed-in member, after a point of a limit, or says to sign in. */
async function asMember<T extends object>(c: Context<DoorEnv>, work: (actor: Member) => Promise<T | true | Refusal>, { limit, status = 200 }: { limit?: LimitName; status?: 200 | 201 } = {}): Promise<Response> {
  const actor = member(c);
  if (refused(actor)) return problem(c, actor);
  const often = limit ? await spend(limit, actor.id) : undefined;
  return often ? problem(c, often) : say(c, await work(actor), status);
}

/** Whether someone, or a whole room, says more than anybody reads. Asked by the door and the socket alike. */
export async function spendMessage(actor: Member, roomId: number): Promise<Refusal | undefined> {
  return (await spend("chat", actor.id)) ?? (isStaff(actor) ? undefined : spend("chat-room", String(roomId)));
}

function rooms(doors: Doors): void {
  const one = "/api/chat/rooms/{id}";
  doors.openapi(createRoute({ method: "get", path: "/api/chat/rooms", responses: done }), async (c) => c.json(await listRooms(c.get("actor")), 200));
  for (const [of, path] of [["category", "/api/chat/categories/{id}/rooms"], ["product", "/api/chat/products/{id}/rooms"]] as const) {
    doors.openapi(createRoute({ method: "get", path, request: params, responses: done }), async (c) => c.json({ rooms: await roomsAround(c.get("actor"), { of, id: c.req.valid("param").id }) }, 200));
  }
  doors.openapi(createRoute({ method: "post", path: "/api/chat/rooms", request: jsonBody(input.roomInput), responses: done }), (c) => asMember(c, (actor) => makeRoom(actor, c.req.valid("json")), { limit: "rooms", status: 201 }));
  doors.openapi(createRoute({ method: "post", path: "/api/chat/direct", request: jsonBody(input.directInput), responses: done }), (c) => asMember(c, (actor) => openDirect(actor, c.req.valid("json").handles), { limit: "rooms" }));
  doors.openapi(createRoute({ method: "get", path: one, request: params, responses: done }), async (c) => say(c, await openRoom(c.get("actor"), c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "patch", path: one, request: { ...params, ...jsonBody(input.roomEdit) }, responses: done }), (c) => asMember(c, (actor) => changeRoom(actor, c.req.valid("param").id, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "patch", path: `${one}/mine`, request: { ...params, ...jsonBody(input.mineEdit) }, responses: done }), (c) => asMember(c, (actor) => changeMine(actor, c.req.valid("param").id, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "get", path: `${one}/members`, request: { ...params, query: input.membersQuery }, responses: done }), (c) => asMember(c, (actor) => listMembers(actor, c.req.valid("param").id, c.req.valid("query").after)));
  doors.openapi(createRoute({ method: "post", path: `${one}/members`, request: { ...params, ...jsonBody(input.joinInput) }, responses: done }), (c) => {
    const { handles } = c.req.valid("json");
    return asMember(c, (actor) => (handles.length ? invite(actor, c.req.valid("param").id, handles) : joinRoom(actor, c.req.valid("param").id)), { limit: handles.length ? "rooms" : "reading" });
  });
  doors.openapi(createRoute({ method: "delete", path: `${one}/members`, request: params, responses: done }), (c) => asMember(c, (actor) => leaveRoom(actor, c.req.valid("param").id)));
  doors.openapi(createRoute({ method: "patch", path: `${one}/members/{accountId}`, request: { params: input.memberParam, ...jsonBody(input.memberEdit) }, responses: done }), (c) =>
    asMember(c, (actor) => setRole(actor, c.req.valid("param").id, { accountId: c.req.valid("param").accountId, role: c.req.valid("json").role })));
  doors.openapi(createRoute({ method: "delete", path: `${one}/members/{accountId}`, request: { params: input.memberParam }, responses: done }), (c) => asMember(c, (actor) => removeMember(actor, c.req.valid("param").id, c.req.valid("param").accountId)));
}

function messages(doors: Doors): void {
  const room = "/api/chat/rooms/{id}";
  const one = "/api/chat/messages/{id}";
  doors.openapi(createRoute({ method: "get", path: `${room}/messages`, request: { ...params, query: input.stretch }, responses: done }), async (c) => say(c, await readMessages(c.get("actor"), c.req.valid("param").id, c.req.valid("query"))));
  doors.openapi(createRoute({ method: "post", path: `${room}/messages`, request: { ...params, ...jsonBody(input.sendInput) }, responses: done }), (c) =>
    asMember(c, async (actor) => {
      const { id } = c.req.valid("param");
      const often = await spendMessage(actor, id);
      if (often) return often;
      const sent = await sendMessage(actor, id, c.req.valid("json"));
      return refused(sent) ? sent : "held" in sent ? { held: true } : { ...sent.message, source: sent.source };
    }, { status: 201 }));
  doors.openapi(createRoute({ method: "put", path: `${room}/read`, request: { ...params, ...jsonBody(input.readInput) }, responses: done }), (c) => asMember(c, (actor) => readUpTo(actor, c.req.valid("param").id, c.req.valid("json").seq), { limit: "reading" }));
  doors.openapi(createRoute({ method: "get", path: `${room}/search`, request: { ...params, query: input.searchQuery }, responses: done }), async (c) => {
    const actor = c.get("actor");
    const often = await spend("search-instant", actor.kind === "member" ? actor.id : c.get("address"));
    return say(c, often ?? (await searchRoom(actor, c.req.valid("param").id, { words: c.req.valid("query").q, before: c.req.valid("query").before })));
  });
  doors.openapi(createRoute({ method: "get", path: `${room}/files`, request: { ...params, query: input.filesQuery }, responses: done }), async (c) => say(c, await readFiles(c.get("actor"), c.req.valid("param").id, c.req.valid("query").after)));
  doors.openapi(createRoute({ method: "get", path: `${room}/people`, request: { ...params, query: input.peopleQuery }, responses: done }), (c) => asMember(c, (actor) => listCallable(actor, c.req.valid("param").id, c.req.valid("query").prefix), { limit: "people" }));
  doors.openapi(createRoute({ method: "patch", path: one, request: { ...params, ...jsonBody(input.messageEdit) }, responses: done }), (c) => asMember(c, (actor) => editMessage(actor, c.req.valid("param").id, c.req.valid("json")), { limit: "chat" }));
  doors.openapi(createRoute({ method: "delete", path: one, request: params, responses: done }), (c) => asMember(c, (actor) => deleteMessage(actor, c.req.valid("param").id), { limit: "votes" }));
  doors.openapi(createRoute({ method: "post", path: `${one}/restore`, request: params, responses: done }), (c) => asMember(c, (actor) => restoreMessage(actor, c.req.valid("param").id), { limit: "votes" }));
  doors.openapi(createRoute({ method: "get", path: `${one}/history`, request: params, responses: done }), (c) => asMember(c, (actor) => readHistory(actor, c.req.valid("param").id)));
  for (const [method, on] of [["put", true], ["delete", false]] as const) {
    doors.openapi(createRoute({ method, path: `${one}/reactions/{emoji}`, request: { params: input.reactionParam }, responses: done }), (c) => asMember(c, (actor) => reactTo(actor, c.req.valid("param").id, { emoji: c.req.valid("param").emoji, on }), { limit: "votes" }));
    doors.openapi(createRoute({ method, path: `${one}/pin`, request: params, responses: done }), (c) => asMember(c, (actor) => pinMessage(actor, c.req.valid("param").id, on), { limit: "votes" }));
  }
}

function mine(doors: Doors): void {
  doors.openapi(createRoute({ method: "get", path: "/api/me/chat", responses: done }), (c) => asMember(c, (actor) => readPreferences(actor.id)));
  doors.openapi(createRoute({ method: "put", path: "/api/me/chat", request: jsonBody(input.preferenceInput), responses: done }), (c) => asMember(c, (actor) => prefer(actor, c.req.valid("json"))));
  doors.openapi(createRoute({ method: "get", path: "/api/me/chat/blocks", responses: done }), (c) => asMember(c, (actor) => listBlocked(actor.id)));
  doors.openapi(createRoute({ method: "post", path: "/api/me/chat/blocks", request: jsonBody(input.blockInput), responses: done }), (c) => asMember(c, (actor) => block(actor, c.req.valid("json").accountId), { limit: "votes" }));
  doors.openapi(createRoute({ method: "delete", path: "/api/me/chat/blocks/{accountId}", request: { params: input.personParam }, responses: done }), (c) => asMember(c, (actor) => unblock(actor, c.req.valid("param").accountId), { limit: "votes" }));
}

/** The doors of chat: rooms and who is in them, what is said there, and what one prefers. */
export function chatDoors(): Doors {
  const doors = createDoors();
  rooms(doors);
  messages(doors);
  mine(doors);
  return doors;
}
