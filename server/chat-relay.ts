import type { Server } from "socket.io";
import { log } from "#lib/core/log.ts";
import { readSince, readUnread } from "#lib/chat/joining.ts";
import type { Spoken } from "#lib/chat/types.ts";
import type { MessageView } from "#lib/threads/types.ts";

type Known = { seq: number; change: number };
/** How far a room was passed on here without a gap, which numbers came early, and which were read back before they came. */
type Followed = Known & { early: Set<number>; readBack: Set<number> };
type Said = { roomId: number; message: MessageView };
const roomOf = (id: number): string => `chat:${id}`;
/** How long what another process committed may take to arrive by itself, before it is read from the database. */
const patience = 250;
/** How many numbers of a room that were read back are remembered, should they still come. */
const remembered = 500;

/**
 * Passes on to the sockets here what was said in their rooms. What this process commits goes out from memory, once serialised;
 * what others commit comes through `heard` when they can speak to us; and a notification of the commit says how far each room
 * is, so that whatever did not arrive is read back. Nothing is told twice on purpose, and nothing that was committed is missed.
 */
export class Relay {
  readonly #io: Server;
  readonly #tellOthers: (said: readonly Said[]) => void;
  readonly #known = new Map<number, Followed>();
  readonly #behind = new Map<number, NodeJS.Timeout>();
  readonly #reading = new Map<number, Promise<void>>();
  readonly #dirty = new Set<number>();
  #ticking: NodeJS.Timeout | undefined;

  constructor(io: Server, tellOthers: (said: readonly Said[]) => void) {
    this.#io = io;
    this.#tellOthers = tellOthers;
  }

  /** What this process has just committed. */
  sent(spoken: readonly Spoken[]): void {
    const said = spoken.map(({ roomId, message }) => ({ roomId, message }));
    this.heard(said);
    this.#tellOthers(said);
  }

  /** What another process says it has committed. */
  heard(said: readonly Said[]): void {
    for (const { roomId, message } of said) this.#pass(roomId, message);
  }

  /** A commit was notified: how far the room's thread is with it. */
  stands(id: number, { seq, change }: Known): void {
    this.#dirty.add(id);
    this.#ticking ??= setTimeout(() => void this.#tellUnread().catch(() => {}), 1000).unref();
    if (!this.#here(id)) return void this.#known.delete(id);
    const place = this.#at(id, { seq: seq - 1, change: Math.max(0, change - 1) });
    if (change > place.change) this.#soon(id, 0);
    else if (seq > place.seq) this.#soon(id, patience);
  }

  /** Someone is in a room now: from here on it is followed. */
  joined(id: number, stands: Known): void {
    this.#at(id, stands);
  }

  /** The notifications were interrupted: every room here is read back. */
  gap(): void {
    for (const id of this.#known.keys()) this.#soon(id, 0);
  }

  stop(): void {
    clearTimeout(this.#ticking);
    for (const timer of this.#behind.values()) clearTimeout(timer);
  }

  #here(id: number): boolean {
    return this.#io.sockets.adapter.rooms.has(roomOf(id));
  }

  #at(id: number, otherwise: Known): Followed {
    const found = this.#known.get(id) ?? { ...otherwise, early: new Set<number>(), readBack: new Set<number>() };
    this.#known.set(id, found);
    return found;
  }

  #emit(id: number, event: "chat.message" | "chat.changed", message: MessageView): void {
    this.#io.local.to(roomOf(id)).emit(event, { roomId: id, message });
  }

  #pass(id: number, message: MessageView): void {
    if (!this.#here(id)) return void this.#known.delete(id);
    const place = this.#at(id, { seq: message.seq - 1, change: 0 });
    // What came late was read from the database meanwhile, and is known.
    if (place.readBack.delete(message.seq)) return;
    // A number that was skipped is on its way, or is read when its commit is notified; the readers put it in its place.
    place.early.add(message.seq);
    while (place.early.delete(place.seq + 1)) place.seq += 1;
    this.#emit(id, "chat.message", message);
  }

  async #readBack(id: number): Promise<void> {
    const place = this.#known.get(id);
    if (!place || !this.#here(id)) return void this.#known.delete(id);
    const { fresh, changed, seq, change } = await readSince(id, place);
    for (const message of changed) this.#emit(id, "chat.changed", message);
    for (const message of fresh) {
      if (message.seq <= place.seq || place.early.has(message.seq)) continue;
      if (place.readBack.size >= remembered) place.readBack.clear();
      place.readBack.add(message.seq);
      this.#emit(id, "chat.message", message);
    }
    place.seq = Math.max(place.seq, seq);
    place.change = Math.max(place.change, change);
    for (const one of place.early) if (one <= place.seq) place.early.delete(one);
  }

  #soon(id: number, ms: number): void {
    if (this.#behind.has(id)) return;
    const run = (): void => {
      this.#behind.delete(id);
      // One reading of a room after the other.
      const next = (this.#reading.get(id) ?? Promise.resolve()).then(() => this.#readBack(id)).catch((error: Error) => {
        log.warn({ room: id, message: error.message }, "a room could not be read back");
        this.#soon(id, 1000);
      });
      this.#reading.set(id, next);
      void next.then(() => { if (this.#reading.get(id) === next) this.#reading.delete(id); });
    };
    this.#behind.set(id, setTimeout(run, ms).unref());
  }

  async #tellUnread(): Promise<void> {
    this.#ticking = undefined;
    const rooms = [...this.#dirty];
    this.#dirty.clear();
    const people = [...this.#io.sockets.adapter.rooms.keys()].filter((name) => name.startsWith("me:")).map((name) => name.slice(3));
    if (rooms.length === 0 || people.length === 0) return;
    // Whoever has the room open hears its messages; the badge is for their other tabs and devices.
    for (const { accountId, ...unread } of await readUnread(rooms, people)) this.#io.local.to(`me:${accountId}`).except(roomOf(unread.roomId)).emit("chat.unread", unread);
  }
}
