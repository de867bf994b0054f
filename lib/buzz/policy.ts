import { type Actor, isStaff, type Key, type Member, type Scope } from "#lib/core/actor.ts";
import { Refusal, refused } from "#lib/core/errors.ts";
import { keyActor } from "#lib/identity/keys/keys.ts";
import { mayTakePart } from "#lib/identity/standing.ts";

/** Whether the actor invites and shares: whoever may take part. */
export function mayInvite(actor: Actor): Member | Refusal {
  const part = mayTakePart(actor);
  return part === true && actor.kind === "member" ? actor : part === true ? new Refusal("sign-in", "Sign in first.") : part;
}

/** Whether the actor decides about held referrals and keeps the programmes. */
export function mayKeepReferrals(actor: Actor): Member | Refusal {
  if (actor.kind !== "member") return new Refusal("sign-in", "Sign in first.");
  return isStaff(actor) && (actor.role === "marketer" || actor.role === "admin") ? actor : new Refusal("forbidden", "Marketers and admins look after referrals.");
}

/** The key of another system that tells of referrals, or the refusal. */
export function mayTellReferrals(actor: Actor, scope: Scope): Key | Refusal {
  const key = keyActor(actor);
  if (refused(key)) return key;
  return key.scopes.includes(scope) ? key : new Refusal("forbidden", "This key may not do this.");
}
