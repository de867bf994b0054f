import type { Actor } from "#lib/core/actor.ts";
import { Refusal } from "#lib/core/errors.ts";

/** Whether the actor may write anything where others read: signed in, address confirmed, not silenced. Every content room's policy begins with it. */
export function mayTakePart(actor: Actor): true | Refusal {
  if (actor.kind !== "member") return new Refusal("sign-in", "Sign in to take part.");
  if (!actor.confirmed) return new Refusal("unconfirmed", "Confirm your e-mail address first.");
  return actor.silenced ? new Refusal("forbidden", "You cannot write at the moment: your account is silenced. You can read, and ask us to look at it again.") : true;
}
