import type { Tx } from "#lib/core/transact.ts";

/** What a room does when a person is erased, and when two turn out to be one. */
export type PersonRoom = { erasePerson: (tx: Tx, accountId: string) => Promise<void>; mergePerson: (tx: Tx, people: { from: string; into: string }) => Promise<void> };

const rooms: PersonRoom[] = [];

/** Names the rooms that have something of a person, in the order they are asked. The server does it once. */
export function knowPersons(known: readonly PersonRoom[]): void {
  rooms.splice(0, rooms.length, ...known);
}

/** The rooms that have something of a person. */
export const personRooms = (): readonly PersonRoom[] => rooms;
