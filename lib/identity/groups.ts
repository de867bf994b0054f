import { type Actor, isStaff, type Role } from "#lib/core/actor.ts";
import type { Reader } from "#lib/core/transact.ts";
import { mayTakePart } from "./standing.ts";

/** The groups that can be called, and who is in them. */
export const groups: Readonly<Record<string, readonly Role[]>> = { moderators: ["moderator", "admin"], concierges: ["concierge"], team: ["moderator", "concierge", "marketer", "admin"] };

/** Which groups members may call, and from which tier on. */
type Setting = { names: string[]; tier: number };
const unset: Setting = { names: ["moderators"], tier: 0 };

/** Whether a name is one of a group. */
export const isGroup = (name: string): boolean => Object.hasOwn(groups, name);

/** The groups an actor may call: staff any; others, confirmed, those that the operator's setting names. */
export async function callableGroups(reader: Reader, actor: Actor): Promise<string[]> {
  if (mayTakePart(actor) !== true || actor.kind !== "member") return [];
  if (isStaff(actor)) return Object.keys(groups);
  const [row] = await reader.query<{ value: Setting }>("SELECT value FROM house_setting WHERE name = 'calledGroups'");
  const { names, tier } = row?.value ?? unset;
  return actor.tier >= tier ? names.filter(isGroup) : [];
}
