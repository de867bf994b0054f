import type { Audience } from "#lib/forum/types.ts";
import type { ActorName } from "./actors.ts";

// What is expected stands here, in words of its own: nothing of the code under test is asked.
type Set = readonly ActorName[];
const staff: Set = ["moderator", "concierge", "marketer", "admin"];
const signedIn: Set = ["unconfirmed", "customer", "premium", "expired", ...staff];
const moderators: Set = ["moderator", "admin"];
export const sees: Record<Audience, Set> = {
  public: ["visitor", "suspended", "deleted", ...signedIn], members: signedIn, select: ["premium", ...staff], premier: ["premium", ...staff], circle: staff, staff,
};
const is = (set: Set, who: ActorName): boolean => set.includes(who);

/** A post or topic of an audience, of the actor or of another, there or removed; `nothing` does not exist at all. */
export type Thing = { audience: Audience; own: boolean; removed: boolean } | "nothing";
export type Expect = (who: ActorName, thing: Thing) => number;

const reads = (who: ActorName, thing: Thing): boolean => thing !== "nothing" && is(sees[thing.audience], who);
const firstSignIn = (then: Expect): Expect => (who, thing) => (is(signedIn, who) ? then(who, thing) : 401);
/** Writing where one reads: an unconfirmed address may not, nor marketing in the members' private rooms. */
const writes = (then: Expect): Expect => firstSignIn((who, thing) => {
  if (thing === "nothing" || !reads(who, thing)) return 404;
  if (who === "marketer" && (thing.audience === "premier" || thing.audience === "circle")) return 403;
  return who === "unconfirmed" ? 403 : then(who, thing);
});
const owned = (thing: Thing): boolean => thing !== "nothing" && thing.own;
const removed = (thing: Thing): boolean => thing !== "nothing" && thing.removed;
const changes: Expect = (who, thing) => (owned(thing) || is(moderators, who) ? 200 : 403);

export type Door = { door: string; about: "topic" | "post" | "nobody"; body?: (thing: { postId: number; slug: string }) => unknown; expect: Expect };
const uuid = (): string => crypto.randomUUID();

/** Every door with what each actor gets. A door of the inventory that is not here fails the build. */
export const rules: Door[] = [
  { door: "GET /api/me/topic/:id", about: "topic", expect: (who, thing) => (reads(who, thing) ? 200 : 404) },
  { door: "GET /api/topics/:id/posts", about: "topic", expect: (who, thing) => (reads(who, thing) ? 200 : 404) },
  { door: "POST /api/topics/:id/replies", about: "topic", body: () => ({ body: "A reply.", clientId: uuid() }), expect: writes(() => 201) },
  { door: "POST /api/topics/:id/accepted", about: "topic", body: (thing) => ({ postId: thing.postId }), expect: writes((who, thing) => (changes(who, thing) === 200 && removed(thing) ? 422 : changes(who, thing))) },
  { door: "POST /api/topics", about: "topic", body: (thing) => ({ categorySlug: thing.slug, title: "A topic of the matrix", body: "Its first post.", kind: "discussion", clientId: uuid() }),
    // A category that may not be known of is no category to choose.
    expect: firstSignIn((who, thing) => { const code = writes(() => 201)(who, thing); return code === 404 ? 422 : code; }) },
  { door: "GET /api/posts/:id/source", about: "post", expect: (who, thing) => (reads(who, thing) && !removed(thing) ? 200 : 404) },
  { door: "GET /api/posts/:id/versions", about: "post", expect: firstSignIn((who, thing) => (reads(who, thing) && !removed(thing) ? 200 : 404)) },
  { door: "PATCH /api/posts/:id", about: "post", body: () => ({ body: "Changed.", version: 1 }), expect: firstSignIn((who, thing) => (removed(thing) ? 404 : writes(changes)(who, thing))) },
  { door: "DELETE /api/posts/:id", about: "post", expect: writes(changes) },
  { door: "POST /api/posts/:id/restore", about: "post", expect: writes(changes) },
  { door: "PUT /api/posts/:id/reaction", about: "post", expect: firstSignIn((who, thing) => (removed(thing) ? 404 : writes(() => (owned(thing) ? 403 : 200))(who, thing))) },
  { door: "DELETE /api/posts/:id/reaction", about: "post", expect: firstSignIn((who, thing) => (removed(thing) ? 404 : writes(() => (owned(thing) ? 403 : 200))(who, thing))) },
  { door: "POST /api/preview", about: "nobody", body: () => ({ body: "*hi*" }), expect: firstSignIn(() => 200) },
  { door: "GET /api/me/drafts/:context", about: "nobody", expect: firstSignIn(() => 200) },
  { door: "PUT /api/me/drafts/:context", about: "nobody", body: () => ({ body: "kept", version: 0 }), expect: firstSignIn(() => 200) },
  { door: "DELETE /api/me/drafts/:context", about: "nobody", expect: firstSignIn(() => 200) },
  { door: "GET /api/categories", about: "nobody", expect: () => 200 },
  { door: "GET /api/me", about: "nobody", expect: () => 200 },
  { door: "PATCH /api/me", about: "nobody", body: () => ({ bio: "hello" }), expect: firstSignIn(() => 200) },
  { door: "POST /api/me/password", about: "nobody", body: () => ({ password: "four plain words here" }), expect: firstSignIn(() => 200) },
  { door: "POST /api/me/avatar", about: "nobody", expect: firstSignIn(() => 422) },
  { door: "GET /api/me/sessions", about: "nobody", expect: firstSignIn(() => 200) },
  { door: "DELETE /api/me/sessions/:id", about: "nobody", expect: firstSignIn(() => 200) },
  { door: "GET /api/me/relationship", about: "nobody", expect: firstSignIn((who) => (is(staff, who) ? 403 : 200)) },
  { door: "GET /api/me/factor", about: "nobody", expect: firstSignIn(() => 200) },
  { door: "POST /api/sign-out", about: "nobody", expect: () => 200 },
  { door: "POST /api/accounts/:id/suspension", about: "nobody", expect: firstSignIn((who) => (is(moderators, who) ? 200 : 404)) },
  { door: "DELETE /api/accounts/:id/suspension", about: "nobody", expect: firstSignIn((who) => (is(moderators, who) ? 200 : 404)) },
  { door: "GET /api/avatars/:id", about: "nobody", expect: () => 200 },
  { door: "GET /api/dev/mail", about: "nobody", expect: () => 200 },
  { door: "POST /api/sign-up", about: "nobody", body: () => ({ email: `${uuid()}@example.org`, name: "Someone" }), expect: () => 202 },
  { door: "POST /api/sign-in", about: "nobody", body: () => ({ email: "nobody@example.org", password: "not the password" }), expect: () => 422 },
  { door: "POST /api/sign-in/link", about: "nobody", body: () => ({ email: "nobody@example.org" }), expect: () => 202 },
  { door: "POST /api/password/forgot", about: "nobody", body: () => ({ email: "nobody@example.org" }), expect: () => 202 },
  { door: "POST /api/sign-in/confirm", about: "nobody", body: () => ({ token: "x".repeat(43) }), expect: () => 410 },
  { door: "POST /api/password/reset", about: "nobody", body: () => ({ token: "x".repeat(43), password: "four plain words here" }), expect: () => 410 },
  // Without a provider these two are not there for anybody.
  { door: "GET /api/oidc/start", about: "nobody", expect: () => 404 },
  { door: "GET /api/oidc/callback", about: "nobody", expect: () => 404 },
  { door: "GET /api/docs", about: "nobody", expect: () => 200 },
];
