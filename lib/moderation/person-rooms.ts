import type { Tx } from "#lib/core/transact.ts";

type Merging = (tx: Tx, people: { from: string; into: string }) => Promise<void>;
/** What a room does when a person is erased, when two turn out to be one, and, where rows alone do not say it all, when that is taken back. */
export type PersonRoom = { erasePerson: (tx: Tx, accountId: string) => Promise<void>; mergePerson: Merging; unmergePerson?: Merging };

const rooms: PersonRoom[] = [];

/** Names the rooms that have something of a person, in the order they are asked. The server does it once. */
export function knowPersons(known: readonly PersonRoom[]): void {
  rooms.splice(0, rooms.length, ...known);
}

/** The rooms that have something of a person. */
export const personRooms = (): readonly PersonRoom[] => rooms;
