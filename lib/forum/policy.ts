import { type Actor, isStaff } from "#lib/core/actor.ts";
import { missing, Refusal } from "#lib/core/errors.ts";
import { mayTakePart } from "#lib/identity/standing.ts";
import { audiences } from "./category-tree.ts";
import type { Audience, IdeaStatus, Place, TopicKind } from "./types.ts";

const tierOf: Record<Exclude<Audience, "public" | "staff">, number> = { members: 0, select: 1, premier: 2, circle: 3 };

/** Who may know of a category and what is in it. Everyone else is told that it does not exist. */
export function maySee(actor: Actor, audience: Audience): boolean {
  if (audience === "public" || isStaff(actor)) return true;
  return actor.kind === "member" && audience !== "staff" && actor.tier >= tierOf[audience];
}

/** Every audience an actor may see, for a query's filter. */
export function audiencesOf(actor: Actor): Audience[] {
  return audiences.filter((audience) => maySee(actor, audience));
}

/** Whether the actor may write in a category: it is visible to them, and they may take part at all. */
export function mayWrite(actor: Actor, audience: Audience): true | Refusal {
  if (!maySee(actor, audience)) return missing();
  // The privilege space is not a place to sell: marketers read it and cannot write in it.
  if (sells(actor, audience)) return noSelling();
  return mayTakePart(actor);
}

const noSelling = (): Refusal => new Refusal("forbidden", "Marketing does not write in the members’ private rooms.");
const sells = (actor: Actor, audience: Audience): boolean => actor.kind === "member" && actor.role === "marketer" && (audience === "premier" || audience === "circle");

/** Whether the actor may open a topic of this kind there. */
export function mayOpen(actor: Actor, place: Place, kind: TopicKind): true | Refusal {
  const write = mayWrite(actor, place.audience);
  if (write !== true) return write;
  if (place.retired) return new Refusal("conflict", "This category is retired: it can be read, and no longer written in.", { field: "categorySlug" });
  if (sells(actor, place.openAudience)) return noSelling();
  if (!maySee(actor, place.openAudience)) return new Refusal("forbidden", "You cannot open topics in this category.", { field: "categorySlug" });
  if (kind === "announcement") return isStaff(actor) ? true : new Refusal("forbidden", "Only the team announces.", { field: "kind" });
  return place.kinds.includes(kind) ? true : new Refusal("invalid", "This kind of topic has no place in this category.", { field: "kind" });
}

/** The kinds of topic the actor may open there. */
export const kindsFor = (actor: Actor, place: Place): TopicKind[] => (["discussion", "question", "idea", "announcement"] as const).filter((kind) => mayOpen(actor, place, kind) === true);

/** Whether the actor may reply there; a closed topic takes replies of moderators only, an archived one none. */
export function mayReply(actor: Actor, at: Place & { closed: boolean; archived: boolean }): true | Refusal {
  const write = mayWrite(actor, at.audience);
  if (write !== true) return write;
  if (at.archived) return archived();
  if (at.retired) return new Refusal("conflict", "This category is retired: it can be read, and no longer written in.");
  if (at.closed && !mayModerate(actor)) return new Refusal("conflict", "This topic is closed: it takes no more replies.");
  if (sells(actor, at.replyAudience)) return noSelling();
  return maySee(actor, at.replyAudience) ? true : new Refusal("forbidden", "You can read here, and not reply.");
}

/** Whether the actor may bring a tag into use that nobody has used where they look: an operator says from which audience on. */
export const mayMakeTags = (actor: Actor, from: Audience): boolean => mayTakePart(actor) === true && maySee(actor, from);

/** Whether the actor keeps the forum's order: its categories and tags. Everyone else is told that there is nothing. */
export const mayArrange = (actor: Actor): true | Refusal => (actor.kind === "member" && actor.role === "admin" ? true : missing());

type Owned = { authorId: string; audience: Audience; archived?: boolean };
const archived = (): Refusal => new Refusal("conflict", "This topic is archived: it can be read, and no longer changed.");
/** Whether the actor may change what others wrote, wherever they may write. */
export const mayModerate = (actor: Actor): boolean => actor.kind === "member" && (actor.role === "moderator" || actor.role === "admin");

/** Whether the actor may change, remove or bring back a post: its author, a moderator or an admin. */
export function mayChange(actor: Actor, post: Owned): true | Refusal {
  const write = mayWrite(actor, post.audience);
  if (write !== true) return write;
  if (post.archived) return archived();
  const mine = actor.kind === "member" && actor.id === post.authorId;
  return mine || mayModerate(actor) ? true : new Refusal("forbidden", "Only its author and moderators may do this.");
}

/** Whether the actor may say which reply answers a question: who asked, a moderator or an admin. */
export function mayAccept(actor: Actor, topic: Owned & { kind: string }): true | Refusal {
  if (topic.kind !== "question") return new Refusal("conflict", "Only a question has an accepted answer.");
  return mayChange(actor, topic);
}

/** Whether the actor may react to a post: anyone who may write there, but not to what they wrote themselves. */
export function mayReact(actor: Actor, post: Owned): true | Refusal {
  const write = mayWrite(actor, post.audience);
  if (write !== true) return write;
  if (post.archived) return archived();
  return actor.kind === "member" && actor.id === post.authorId ? new Refusal("forbidden", "You cannot react to your own post.") : true;
}

/** Whether the actor may edit a post: who may change it, and of a wiki post whoever may reply. */
export const mayEdit = (actor: Actor, post: Owned & Place & { closed: boolean; archived: boolean; wiki: boolean }): true | Refusal => (post.wiki && mayReply(actor, post) === true ? true : mayChange(actor, post));

/** Whether the actor may do to a topic what only moderators do: pin, close, move its posts, remove it whole. */
export function mayOperate(actor: Actor, topic: { audience: Audience }): true | Refusal {
  const write = mayWrite(actor, topic.audience);
  if (write !== true) return write;
  return mayModerate(actor) ? true : new Refusal("forbidden", "Only moderators may do this.");
}

/** Whether the actor may change a topic's title, tags and category: its author, a moderator or an admin. */
export const mayRetitle = (actor: Actor, topic: Owned): true | Refusal => mayChange(actor, topic);

/** Whether the actor may vote for an idea: whoever may write there, until it is done or declined. */
export function mayVote(actor: Actor, idea: { audience: Audience; kind: TopicKind; status: IdeaStatus | null; archived: boolean }): true | Refusal {
  const write = mayWrite(actor, idea.audience);
  if (write !== true) return write;
  if (idea.kind !== "idea") return new Refusal("conflict", "Only an idea has votes.");
  if (idea.archived) return archived();
  return idea.status === "done" || idea.status === "declined" ? new Refusal("conflict", "This idea is decided: its votes are counted.") : true;
}

/** Whether the actor may say what becomes of an idea: the people of the house, where they may write. */
export function mayDecide(actor: Actor, idea: { audience: Audience; kind: TopicKind }): true | Refusal {
  const write = mayWrite(actor, idea.audience);
  if (write !== true) return write;
  if (!isStaff(actor)) return new Refusal("forbidden", "Only the team decides what becomes of ideas.");
  return idea.kind === "idea" ? true : new Refusal("conflict", "Only an idea is decided.");
}
