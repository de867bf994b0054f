import { z } from "zod";
import { clearPages, invalidatePages } from "#lib/cache/pages.ts";
import { readPostForRoom } from "#lib/forum/queries.ts";
import { forgetRules } from "#lib/screening/rules.ts";
import { forgetModel } from "#lib/screening/spam.ts";
import { readFactor } from "#lib/relationship/queries.ts";
import { listen } from "./notifications.ts";
import { reguardPerson, reguardRooms } from "./chat-sockets.ts";
import { reguardRequests } from "./request-sockets.ts";
import { type Live, reguardTopics } from "./sockets.ts";
import { reguardStaff } from "./staff-rooms.ts";

const forumChange = z.object({ topicId: z.coerce.number(), number: z.coerce.number(), type: z.string() });
const customers = z.array(z.string());
const tags = z.array(z.string());
const guarded = z.object({ categories: z.array(z.number()), topics: z.array(z.number()) });
const ids = z.array(z.number()).default([]);
const chatNews = z.object({ rooms: z.array(z.tuple([z.number(), z.number(), z.number()])).default([]), changed: ids, questions: ids, reguard: ids, out: z.array(z.tuple([z.number(), z.string()])).default([]), lists: z.array(z.string()).default([]) });
const toRoom = z.object({ room: z.string(), event: z.string(), data: z.record(z.string(), z.unknown()) });

/** Turns what the database tells after a commit into fresh pages and live events, on every instance. */
export function startLive({ io, relay, presences }: Live, told: { wake: () => void; mail?: () => void; mailIn?: () => void }): { ready: Promise<void>; stop: () => Promise<void> } {
  return listen({
    ledger: told.wake,
    mail: () => told.mail?.(),
    mail_in: () => told.mailIn?.(),
    forum: (payload) => {
      const change = forumChange.parse(JSON.parse(payload));
      invalidatePages([`topic:${change.topicId}`, "lists"]);
      const room = `topic:${change.topicId}`;
      if (!io.sockets.adapter.rooms.has(room)) return;
      // The post goes along, read once and serialised once, or every reader would come and ask for it.
      void readPostForRoom(change.topicId, change.number).then((post) => io.local.to(room).emit(change.type, { topicId: change.topicId, number: change.number, post })).catch(() => {});
    },
    relationship: (payload) => {
      for (const id of customers.parse(JSON.parse(payload))) {
        const room = `me:${id}`;
        if (!io.sockets.adapter.rooms.has(room)) continue;
        void readFactor(id).then((factor) => io.local.to(room).emit("relationship.changed", { factor })).catch(() => {});
      }
    },
    live: (payload) => {
      const { room, event, data } = toRoom.parse(JSON.parse(payload));
      io.local.to(room).emit(event, data);
    },
    chat: (payload) => {
      const news = chatNews.parse(JSON.parse(payload));
      for (const [id, seq, change] of news.rooms) relay.stands(id, { seq, change });
      for (const id of news.changed) io.local.to(`chat:${id}`).emit("chat.room", { roomId: id });
      for (const id of news.questions) io.local.to(`chat:${id}`).emit("chat.questions", { roomId: id });
      for (const id of news.lists) io.local.to(`me:${id}`).emit("chat.rooms", {});
      void reguardRooms(io, [...news.reguard, ...news.out.map(([roomId]) => roomId)]);
    },
    // Whoever stands differently than a moment ago is asked again for everything they hear.
    standing: (accountId) => {
      void reguardStaff(io, accountId);
      void reguardPerson(io, accountId);
      void reguardRequests(io, accountId);
    },
    guards: (payload) => void reguardTopics(io, guarded.parse(JSON.parse(payload))),
    // Without tags something wrote much at once, as an import does.
    pages: (payload) => (payload ? invalidatePages(tags.parse(JSON.parse(payload))) : clearPages()),
    screening: () => { forgetRules(); forgetModel(); },
    sessions_ended: (accountId) => io.local.in(`me:${accountId}`).disconnectSockets(true),
  }, () => {
    clearPages();
    forgetRules();
    forgetModel();
    relay.gap();
    presences.again();
    void reguardRooms(io, [...io.sockets.adapter.rooms.keys()].filter((room) => room.startsWith("chat:")).map((room) => Number(room.slice("chat:".length))));
    told.wake();
    told.mail?.();
    told.mailIn?.();
  });
}
