/** How far one has read a room, as this device knows it, and as the server has confirmed it. Both only grow. */
export type ReadPosition = { read: number; confirmed: number };

/** Nothing read yet. */
export const unreadAll: ReadPosition = { read: 0, confirmed: 0 };

/** Read up to here, never past what there is. */
export const readUpTo = (position: ReadPosition, seq: number, lastSeq: number): ReadPosition =>
  ({ ...position, read: Math.max(position.read, Math.min(seq, lastSeq)) });

/** What the server says was read: from here, from another tab or another device. */
export const confirmedUpTo = (position: ReadPosition, seq: number): ReadPosition =>
  ({ read: Math.max(position.read, seq), confirmed: Math.max(position.confirmed, seq) });

/** What the server has to be told, as often as it takes: a lost word is repaired by the next. */
export const toConfirm = ({ read, confirmed }: ReadPosition): number | undefined => (read > confirmed ? read : undefined);
