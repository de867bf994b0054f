import { notFound } from "next/navigation";
import { type Actor, visitor } from "#lib/core/actor.ts";
import { type Refusal, refused } from "#lib/core/errors.ts";
import { viewer } from "#lib/identity/viewer.ts";

/**
 * Reads what a page shows the way a visitor would, so that the page can be kept for everyone; only when a visitor may not
 * see it, as the person who asks. Not found when they may not either.
 */
export async function asPublic<T>(read: (actor: Actor) => Promise<T | Refusal>): Promise<T> {
  const open = await read(visitor);
  if (!refused(open)) return open;
  const own = await read(await viewer());
  return refused(own) ? notFound() : own;
}
