import { db } from "#lib/core/transact.ts";
import { session, type Somebody, person } from "#tests/world/people.ts";

export const actorNames = ["visitor", "unconfirmed", "customer", "premium", "expired", "moderator", "concierge", "marketer", "admin", "suspended", "deleted"] as const;
export type ActorName = (typeof actorNames)[number];
export type Cast = Record<ActorName, { cookie: string; id: string | null; email: string }>;

/** Someone of every kind, each with a cookie, as the matrix asks from them. */
export async function cast(): Promise<Cast> {
  const of = (one: Somebody) => ({ cookie: one.cookie, id: one.id, email: one.email });
  const expired = await person({ tier: 3 });
  await db().query("UPDATE account SET tier = 0 WHERE id = $1", [expired.id]);
  const gone = await person();
  await db().query("DELETE FROM account WHERE id = $1", [gone.id]);
  return {
    visitor: { cookie: "", id: null, email: "" }, unconfirmed: of(await person({ confirmed: false })), customer: of(await person()), premium: of(await person({ tier: 2 })), expired: of(expired),
    moderator: of(await person({ role: "moderator" })), concierge: of(await person({ role: "concierge" })), marketer: of(await person({ role: "marketer" })), admin: of(await person({ role: "admin" })),
    suspended: of(await person({ suspended: true, role: "moderator", tier: 3 })), deleted: { cookie: gone.cookie, id: null, email: gone.email },
  };
}

/** One more session of an actor, so that a door that ends sessions ends that one. */
export async function freshCookie(who: { cookie: string; id: string | null }): Promise<string> {
  return who.id ? session(who.id) : who.cookie;
}
