import type { Reader, Tx } from "#lib/core/transact.ts";

type Merging = (tx: Tx, people: { from: string; into: string }) => Promise<void>;
/** What was said to a person by others for them to read, under names of its own: rows of theirs do not hold it, and what they take along does. */
type Said = (reader: Reader, accountId: string) => Promise<Record<string, Record<string, unknown>[]>>;
/** What a room does when a person is erased, when two turn out to be one, and, where rows alone do not say it all, when that is taken back or they take along what is theirs. */
export type PersonRoom = { erasePerson: (tx: Tx, accountId: string) => Promise<void>; mergePerson: Merging; unmergePerson?: Merging; saidTo?: Said };

const rooms: PersonRoom[] = [];

/** Names the rooms that have something of a person, in the order they are asked. The server does it once. */
export function knowPersons(known: readonly PersonRoom[]): void {
  rooms.splice(0, rooms.length, ...known);
}

/** The rooms that have something of a person. */
export const personRooms = (): readonly PersonRoom[] => rooms;
