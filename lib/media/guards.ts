import type { Actor } from "#lib/core/actor.ts";
import type { Reader } from "#lib/core/transact.ts";

/** Which of these subjects an actor may see. Asked with ids as they were attached; whatever it does not name may not be seen. */
export type Guard = (reader: Reader, actor: Actor, subjectIds: string[]) => Promise<string[]>;

const guards = new Map<string, Guard>();

/** Says who may see what files of a subject type are shown by. Named once per type, by the one file that knows every room. */
export function guardMedia(type: string, guard: Guard): void {
  guards.set(type, guard);
}

/** The guard of a subject type; a type nobody guards lets nobody in. */
export function guardOf(type: string): Guard {
  return guards.get(type) ?? (async () => []);
}

/** Which of these files something still needs that does not show them, as a draft does. */
export type Keeper = (reader: Reader, mediaIds: string[]) => Promise<string[]>;
const keepers: Keeper[] = [];

/** Says what else files stay for. */
export function keepMedia(keeper: Keeper): void {
  keepers.push(keeper);
}

/** Which of these files stay although nothing shows them. */
export async function keptFor(reader: Reader, mediaIds: string[]): Promise<Set<string>> {
  const kept = new Set<string>();
  for (const keeper of keepers) for (const id of await keeper(reader, mediaIds)) kept.add(id);
  return kept;
}
