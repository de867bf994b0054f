import type { Actor, Key, Member } from "#lib/core/actor.ts";
import { Refusal } from "#lib/core/errors.ts";
import { keyActor } from "#lib/identity/keys/keys.ts";

/** Whether the actor sets up shops and their secrets: an admin. */
export function mayKeepShops(actor: Actor): Member | Refusal {
  if (actor.kind !== "member") return new Refusal("sign-in", "Sign in first.");
  return actor.role === "admin" ? actor : new Refusal("forbidden", "Only admins look after shops.");
}

/** Whether the actor sees how many orders wait: admins and marketers. */
export function maySeeShops(actor: Actor): Member | Refusal {
  if (actor.kind !== "member") return new Refusal("sign-in", "Sign in first.");
  return actor.role === "admin" || actor.role === "marketer" ? actor : new Refusal("forbidden", "Only admins look after shops.");
}

/** Whether the actor brings or reads orders as another system: a key with that scope. */
export function mayUseOrders(actor: Actor, scope: "orders:read" | "orders:write"): Key | Refusal {
  const key = keyActor(actor);
  if (key instanceof Refusal) return key;
  return key.scopes.includes(scope) ? key : new Refusal("forbidden", "This key may not do this.");
}
