import type { Server, Socket } from "socket.io";
import type { Actor } from "#lib/core/actor.ts";
import { newId } from "#lib/core/ids.ts";
import { log } from "#lib/core/log.ts";
import { endLease, keepLease, leaseSeconds, readPresent, setPresence, tellPresence } from "#lib/chat/presence.ts";
import type { PresenceState } from "#lib/chat/types.ts";

/**
 * Who is here by this process. The database holds one row for each person and process, and one lease for the process: after a
 * crash the lease runs out and takes them along. The sockets of a person decide together: active if one of them is.
 */
export function createPresences(io: Server) {
  const leaseId = newId();
  const said = new Map<string, PresenceState>();
  const working = new Map<string, Promise<void>>();

  function stateOf(accountId: string): PresenceState {
    const sockets = [...(io.sockets.adapter.rooms.get(`me:${accountId}`) ?? [])].flatMap((id) => io.sockets.sockets.get(id) ?? []);
    if (sockets.length === 0) return "offline";
    return sockets.some((socket) => socket.data.away !== true) ? "active" : "away";
  }
  async function settle(accountId: string): Promise<void> {
    const state = stateOf(accountId);
    if ((said.get(accountId) ?? "offline") === state) return;
    await setPresence(leaseId, accountId, state);
    if (state === "offline") said.delete(accountId);
    else said.set(accountId, state);
    await tellPresence(accountId);
  }
  // One after the other for each person, so that the last of what happened is what stands.
  function changed(accountId: string): Promise<void> {
    const next = (working.get(accountId) ?? Promise.resolve()).then(() => settle(accountId)).catch((error: Error) => log.warn({ message: error.message }, "a presence could not be noted"));
    working.set(accountId, next);
    void next.then(() => { if (working.get(accountId) === next) working.delete(accountId); });
    return next;
  }
  async function beat(): Promise<void> {
    for (const accountId of await keepLease(leaseId)) await tellPresence(accountId);
  }
  /** After the database was away, or forgot the lease: everybody who is here is noted again. */
  async function again(): Promise<void> {
    await beat();
    const everybody = [...said.keys()];
    said.clear();
    for (const accountId of everybody) await changed(accountId);
  }
  const ready = beat().catch(() => {});
  const timer = setInterval(() => void beat().catch(() => {}), (leaseSeconds / 4) * 1000).unref();

  return {
    /** Someone came or went; their last socket that goes is given a moment to come back. */
    came: (accountId: string): void => void ready.then(() => changed(accountId)),
    went: (accountId: string): void => void setTimeout(() => void changed(accountId), 1500).unref(),
    set: (socket: Socket, state: "active" | "away"): Promise<void> => {
      const actor = socket.data.actor as Actor;
      socket.data.away = state === "away";
      return actor.kind === "member" ? changed(actor.id) : Promise.resolve();
    },
    inRoom: readPresent,
    again: (): void => void again().catch(() => {}),
    stop: async (): Promise<void> => {
      clearInterval(timer);
      await endLease(leaseId).catch(() => {});
    },
  };
}

export type Presences = ReturnType<typeof createPresences>;
