import { cookies } from "next/headers";
import type { Actor } from "#lib/core/actor.ts";
import { actorFromToken, SESSION_COOKIE } from "./session.ts";

/** Who reads the page being rendered. */
export async function viewer(): Promise<Actor> {
  const jar = await cookies();
  return actorFromToken(jar.get(SESSION_COOKIE)?.value);
}
