import { changes, type Door, type Expect, firstSignIn, is, moderators, owned, reads, removed, staff, type Thing, uuid, writes } from "./expect.ts";

const admins = (code: number): Expect => firstSignIn((who) => (who === "admin" ? code : 404));
const operates = (code: number): Expect => writes((who) => (is(moderators, who) ? code : 403));
const few = (thing: Thing): boolean => thing === "nothing" || thing.audience === "public" || thing.audience === "premier" || thing.audience === "staff";
const one = (thing: Thing): boolean => thing !== "nothing" && thing.audience === "public" && !thing.own && !thing.removed;
const category = (name: string, more: object) => ({ name, description: "", colour: "ink", icon: "star", audience: "public", openAudience: null, replyAudience: null, slowSeconds: 0, kinds: ["discussion", "question"], locale: null, ...more });

export const forumRules: Door[] = [
  { door: "GET /api/admin/categories", about: "category", only: one, expect: admins(200) },
  { door: "POST /api/admin/categories", about: "category", only: one, body: () => category(`Made ${uuid()}`, { parentId: null }), expect: admins(201) },
  // Of another version: what an admin is told of it, and nothing of the world changes for the rows that follow.
  { door: "PATCH /api/admin/categories/:id", about: "category", only: one, body: () => category("For public", { version: 999 }), expect: admins(409) },
  { door: "PUT /api/admin/categories/:id/place", about: "category", only: one, body: () => ({ parentId: null, position: 0 }), expect: admins(200) },
  { door: "PUT /api/admin/categories/:id/retirement", about: "category", only: one, expect: admins(200) },
  { door: "DELETE /api/admin/categories/:id/retirement", about: "category", only: one, expect: admins(200) },
  { door: "GET /api/me/topic/:id", about: "topic", expect: (who, thing) => (reads(who, thing) ? 200 : 404) },
  { door: "GET /api/topics/:id/posts", about: "topic", expect: (who, thing) => (reads(who, thing) ? 200 : 404) },
  { door: "POST /api/topics/:id/replies", about: "topic", body: () => ({ body: "A reply.", clientId: uuid() }), expect: writes(() => 201) },
  { door: "POST /api/topics/:id/accepted", about: "topic", body: (made) => ({ postId: made.postId }), expect: writes((who, thing) => (changes(who, thing) === 200 && removed(thing) ? 422 : changes(who, thing))) },
  { door: "POST /api/topics", about: "topic", body: (made) => ({ categorySlug: made.slug, title: "A topic of the matrix", body: "Its first post.", kind: "discussion", clientId: uuid() }),
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
  { door: "PATCH /api/topics/:id", about: "topic", body: () => ({ title: "Another title for it" }), expect: writes(changes) },
  { door: "DELETE /api/topics/:id", about: "topic", only: few, expect: operates(200) },
  { door: "POST /api/topics/:id/restore", about: "topic", only: few, expect: operates(200) },
  { door: "PATCH /api/topics/:id/state", about: "topic", only: few, body: () => ({ closed: true }), expect: operates(200) },
  { door: "POST /api/topics/:id/split", about: "topic", only: few, body: (made) => ({ postIds: [made.postId], title: "A topic of its own", clientId: uuid() }), expect: writes((who, thing) => (!is(moderators, who) ? 403 : removed(thing) ? 422 : 201)) },
  { door: "POST /api/topics/:id/merge", about: "topic", only: few, body: (made) => ({ into: made.id }), expect: operates(422) },
  { door: "DELETE /api/topics/:id/merge", about: "topic", only: few, expect: operates(200) },
  // The matrix asks of questions: who may vote or decide at all learns that these are no ideas.
  { door: "POST /api/topics/:id/decision", about: "topic", only: few, body: () => ({ status: "planned", reason: "" }), expect: writes((who) => (is(staff, who) ? 409 : 403)) },
  { door: "PUT /api/topics/:id/vote", about: "topic", only: few, expect: writes(() => 409) },
  { door: "DELETE /api/topics/:id/vote", about: "topic", only: few, expect: writes(() => 409) },
  { door: "PUT /api/posts/:id/wiki", about: "post", only: few, expect: firstSignIn((who, thing) => (removed(thing) ? 404 : operates(200)(who, thing))) },
  { door: "DELETE /api/posts/:id/wiki", about: "post", only: few, expect: firstSignIn((who, thing) => (removed(thing) ? 404 : operates(200)(who, thing))) },
  { door: "GET /api/topics/find", about: "nobody", expect: firstSignIn((who) => (is(moderators, who) ? 200 : 404)) },
  { door: "GET /api/admin/tags", about: "nobody", expect: admins(200) },
  { door: "PUT /api/admin/tags/new", about: "nobody", body: () => ({ audience: "members" }), expect: admins(200) },
  { door: "PATCH /api/admin/tags/:id", about: "tag", only: one, body: () => ({ name: "matrix public" }), expect: admins(200) },
  { door: "POST /api/admin/tags/:id/merge", about: "tag", only: one, body: () => ({ into: "there is none" }), expect: admins(422) },
  { door: "DELETE /api/admin/tags/:id", about: "tag", only: one, expect: admins(200) },
  { door: "GET /api/tags", about: "nobody", expect: () => 200 },
  { door: "GET /api/categories", about: "nobody", expect: () => 200 },
];
