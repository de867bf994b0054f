import type { Reader } from "#lib/core/transact.ts";
import type { Audience } from "./types.ts";

/** What an operator sets for the forum as a whole: from which audience on members may bring new tags into use. */
export type Settings = { newTags: Audience };
const unset: Settings = { newTags: "members" };

/** One setting, or what holds while nobody has set it. */
export async function readSetting<Name extends keyof Settings>(from: Reader, name: Name): Promise<Settings[Name]> {
  const [row] = await from.query<{ value: Settings[Name] }>("SELECT value FROM forum_setting WHERE name = $1", [name]);
  return row?.value ?? unset[name];
}
