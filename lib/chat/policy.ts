import { type Actor, isStaff } from "#lib/core/actor.ts";
import { missing, Refusal } from "#lib/core/errors.ts";
import { mayTakePart } from "#lib/identity/standing.ts";
import { type RoomAudience, type RoomKind, roomAudiences } from "./types.ts";

/** A room as its rules look at it, with what the actor is in it. */
export type Ruled = { kind: RoomKind; audience: RoomAudience; readOnly: boolean; archived: boolean; joined: boolean; barred: boolean; roomRole: "member" | "moderator" | null; blocked: boolean };

const tierOf: Record<"members" | "select" | "premier" | "circle", number> = { members: 0, select: 1, premier: 2, circle: 3 };

function open(actor: Actor, audience: RoomAudience): boolean {
  if (audience === "public") return true;
  if (audience === "invited" || actor.kind !== "member") return false;
  return isStaff(actor) || (audience !== "staff" && actor.tier >= tierOf[audience]);
}

/** The audiences whose rooms are open to an actor without an invitation, for a query's filter. */
export const openAudiences = (actor: Actor): RoomAudience[] => roomAudiences.filter((audience) => open(actor, audience));

/** Who may know of a room and what is said in it. A conversation is known to who is in it alone, whoever asks; everyone else is told that there is none. */
export function maySee(actor: Actor, room: Ruled): boolean {
  if (room.barred) return false;
  return room.audience === "invited" ? room.joined : open(actor, room.audience);
}

/** Whether the actor keeps order wherever members talk: not in conversations they are not part of. */
export const mayModerate = (actor: Actor): boolean => actor.kind === "member" && (actor.role === "moderator" || actor.role === "admin");

/** Whether the actor keeps a room's order: its own moderators, and those of the house in rooms that are open. */
export function mayKeep(actor: Actor, room: Ruled): boolean {
  if (!maySee(actor, room) || actor.kind !== "member" || room.kind === "direct") return false;
  return (room.joined && room.roomRole === "moderator") || (room.audience !== "invited" && mayModerate(actor));
}

const sells = (actor: Actor, audience: RoomAudience): boolean => actor.kind === "member" && actor.role === "marketer" && (audience === "premier" || audience === "circle");

/** Whether the actor may write in a room. */
export function mayWrite(actor: Actor, room: Ruled): true | Refusal {
  if (!maySee(actor, room)) return missing();
  if (sells(actor, room.audience)) return new Refusal("forbidden", "Marketing does not write in the members’ private rooms.");
  const allowed = mayTakePart(actor);
  if (allowed !== true) return allowed;
  if (room.archived) return new Refusal("conflict", "This room is archived: it can be read, and no longer written in.");
  if (room.blocked) return new Refusal("forbidden", "You cannot write to this person.");
  if (room.readOnly && !mayKeep(actor, room) && !isStaff(actor)) return new Refusal("forbidden", "Only the team writes here. You can react, and read.");
  return true;
}

/** Whether the actor may react here: also where only the team writes. */
export const mayReact = (actor: Actor, room: Ruled): true | Refusal => mayWrite(actor, { ...room, readOnly: false });

/** Whether the actor may change a message's text: its author, and nobody else. */
export function mayEdit(actor: Actor, room: Ruled, message: { authorId: string; kind: string; deleted: boolean }): true | Refusal {
  const write = mayReact(actor, room);
  if (write !== true) return write;
  if (message.deleted || message.kind !== "text") return missing();
  return actor.kind === "member" && actor.id === message.authorId ? true : new Refusal("forbidden", "Only its author may change a message.");
}

/** Whether the actor may take a message away or bring it back: its author, and who keeps order here. */
export function mayRemove(actor: Actor, room: Ruled, message: { authorId: string }): true | Refusal {
  if (!maySee(actor, room)) return missing();
  const allowed = mayTakePart(actor);
  if (allowed !== true) return allowed;
  return (actor.kind === "member" && actor.id === message.authorId) || mayKeep(actor, room) ? true : new Refusal("forbidden", "Only its author and moderators may do this.");
}

/** Whether the actor may pin here: who keeps order, and in conversations whoever is in them. */
export function mayPin(actor: Actor, room: Ruled): true | Refusal {
  const write = mayReact(actor, room);
  if (write !== true) return write;
  return mayKeep(actor, room) || room.kind === "direct" || room.kind === "group" ? true : new Refusal("forbidden", "Only moderators may do this.");
}

/** Whether the actor may make a room for an audience: conversations anybody, open rooms the team. */
export function mayMake(actor: Actor, audience: RoomAudience): true | Refusal {
  const allowed = mayTakePart(actor);
  if (allowed !== true) return allowed;
  if (audience === "invited") return true;
  if (sells(actor, audience)) return new Refusal("forbidden", "Marketing does not write in the members’ private rooms.");
  return isStaff(actor) ? true : new Refusal("forbidden", "Only the team opens rooms for everyone. You can invite people to one of your own.");
}

/** Whether the actor may change a room: its name, who may be in it, how fast one may write. */
export function mayManage(actor: Actor, room: Ruled): true | Refusal {
  if (!maySee(actor, room)) return missing();
  const allowed = mayTakePart(actor);
  if (allowed !== true) return allowed;
  return mayKeep(actor, room) ? true : new Refusal("forbidden", "Only moderators may do this.");
}

/** Whether the actor may bring others into a room. */
export function mayInvite(actor: Actor, room: Ruled): true | Refusal {
  const write = mayReact(actor, room);
  if (write !== true) return write;
  if (room.kind === "direct") return new Refusal("conflict", "This conversation is between two. Begin another one with more people.");
  return room.joined || mayKeep(actor, room) ? true : new Refusal("forbidden", "Join the room first.");
}
