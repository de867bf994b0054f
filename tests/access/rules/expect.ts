import type { Scope } from "#lib/core/actor.ts";
import type { Audience } from "#lib/forum/types.ts";
import type { ActorName } from "../actors.ts";
import type { Made, makers } from "../makers.ts";

// What is expected stands here, in words of its own: nothing of the code under test is asked.
export type Group = readonly ActorName[];
export const staff: Group = ["moderator", "concierge", "marketer", "admin"];
export const signedIn: Group = ["unconfirmed", "customer", "premium", "expired", ...staff];
export const moderators: Group = ["moderator", "admin"];
export const sees: Record<Audience, Group> = {
  public: ["visitor", "suspended", "deleted", ...signedIn], members: signedIn, select: ["premium", ...staff], premier: ["premium", ...staff], circle: staff, staff,
};
export const is = (set: Group, who: ActorName): boolean => set.includes(who);

/** A post or topic of an audience, of the actor or of another, there or removed; `nothing` does not exist at all. */
export type Thing = { audience: Audience; own: boolean; removed: boolean } | "nothing";
export type Expect = (who: ActorName, thing: Thing) => number;

export const reads = (who: ActorName, thing: Thing): boolean => thing !== "nothing" && is(sees[thing.audience], who);
export const firstSignIn = (then: Expect): Expect => (who, thing) => (is(signedIn, who) ? then(who, thing) : 401);
/** Writing where one reads: an unconfirmed address may not, nor marketing in the members' private rooms. */
export const writes = (then: Expect): Expect => firstSignIn((who, thing) => {
  if (thing === "nothing" || !reads(who, thing)) return 404;
  if (who === "marketer" && (thing.audience === "premier" || thing.audience === "circle")) return 403;
  return who === "unconfirmed" ? 403 : then(who, thing);
});
export const owned = (thing: Thing): boolean => thing !== "nothing" && thing.own;
export const removed = (thing: Thing): boolean => thing !== "nothing" && thing.removed;
export const changes: Expect = (who, thing) => (owned(thing) || is(moderators, who) ? 200 : 403);

/** What a door is about: the maker of that name (tests/access/makers.ts) makes it for each thing; `nobody` needs none. */
export type About = "nobody" | keyof typeof makers;
/**
 * One door: its body for what was made, and what each actor gets. `query` follows its path. `only` leaves out things that make no difference to it.
 * `keys`: what a key with each scope gets; a scope that is not named gets 403, as everywhere.
 */
export type Door = { door: string; about: About; query?: string; keys?: Partial<Record<Scope, number>>; headers?: () => Record<string, string>; body?: (made: Made) => unknown; only?: (thing: Thing) => boolean; expect: Expect };
export const uuid = (): string => crypto.randomUUID();

/** Every door with what each actor gets. A door of the inventory that is not here fails the build. */
