import type { Author, FileView, MessagePage, MessageView } from "#lib/threads/types.ts";

export const roomKinds = ["room", "direct", "group", "live"] as const;
export type RoomKind = (typeof roomKinds)[number];
export const roomAudiences = ["public", "members", "select", "premier", "circle", "staff", "invited"] as const;
export type RoomAudience = (typeof roomAudiences)[number];
export const messagesFrom = ["everyone", "known", "team"] as const;
export const presenceTo = ["everyone", "nobody"] as const;
export type ChatPreferences = { messagesFrom: (typeof messagesFrom)[number]; presence: (typeof presenceTo)[number] };
/** Whether someone is here: `offline` also when they do not say. */
export type PresenceState = "active" | "away" | "offline";
/** Someone in a room. `readSeq` says how far they have read, in direct and group rooms alone. */
export type RoomMemberView = Author & { roomRole: "member" | "moderator"; state: PresenceState; readSeq: number | null };

/** What one may do in a room. `writeWhy` says why not, in the reader's language; `until` when slow mode lets one write again. */
export type RoomCan = { write: boolean; writeWhy: string | null; join: boolean; leave: boolean; manage: boolean; moderate: boolean; invite: boolean; pin: boolean; makeTopic: boolean };

/**
 * A room in the list. `unread` is how many messages came after `readSeq`, `mentions` how many of them call me; both 0 in rooms
 * I have not joined. `others` are the other people of a direct or group room (the first three).
 */
export type RoomRow = {
  id: number; kind: RoomKind; audience: RoomAudience; slug: string | null; name: string; topic: string; joined: boolean; muted: boolean; hidden: boolean; readOnly: boolean; archived: boolean;
  members: number; lastSeq: number; readSeq: number; unread: number; mentions: number; lastAt: string; last: { name: string; excerpt: string; at: string } | null; others: Author[];
  live: { startsAt: string; startedAt: string | null; endedAt: string | null } | null;
};
/** A room tied to a category or product, as its page names it. */
export type RoomAround = { id: number; name: string; audience: RoomAudience };
export type RoomList = { rooms: RoomRow[] };

/** A room as it is opened. */
export type RoomView = {
  id: number; kind: RoomKind; audience: RoomAudience; slug: string | null; name: string; topic: string; readOnly: boolean; slowSeconds: number; archived: boolean; members: number; version: number;
  category: { id: number; slug: string; name: string } | null; product: { id: number; slug: string; name: string } | null;
  joined: boolean; muted: boolean; hidden: boolean; role: "member" | "moderator" | null; readSeq: number; lastSeq: number; lastChange: number; unread: number; mentions: number;
  others: RoomMemberView[]; live: LiveView | null; can: RoomCan;
};
/** Everything a room needs to be shown at first: itself, its first members, what is pinned, and its end. */
export type OpenedRoom = { room: RoomView; members: RoomMemberView[]; pins: MessageView[]; page: MessagePage };
export type MemberPage = { members: RoomMemberView[]; next: string | null };

export type LiveView = { host: Author; startsAt: string; startedAt: string | null; endedAt: string | null; topicId: number | null };
export type LiveQuestionView = { id: number; author: Author; text: string; votes: number; mine: boolean; voted: boolean; answeredSeq: number | null; at: string };
export type LiveQuestions = { questions: LiveQuestionView[] };

export type FoundMessages = { messages: MessageView[]; next: number | null };
/** What was shared in a room, the latest first. */
export type FilePage = { files: FileView[]; next: string | null };
/** Whom one may call in a room: its people first, and groups by their name. */
export type RoomCallable = { people: { id: string; name: string; handle: string }[]; groups: string[] };
export type BlockedPerson = { id: string; name: string; handle: string; at: string };

/** A message that is committed, as everybody is told of it, with its room and its text as written; `again` when it was there before. */
export type Spoken = { roomId: number; message: MessageView; source: string; again?: boolean };

/** What the socket answers to `chat.join`: how the room stands, and what was missed since what the client knew. */
export type Joined = { ok: true; lastSeq: number; lastChange: number; readSeq: number; missed: MessageView[]; more: boolean; present: { accountId: string; state: PresenceState }[] };
export type SocketProblem = { code: string; message: string; field?: string; retryAfter?: number };
export type SocketRefused = { ok: false; problem: SocketProblem };
/** What the socket answers to `chat.send`. `held`: it waits for a moderator and is in nobody's room yet. */
export type Sent = { ok: true; message: MessageView } | { ok: true; held: true } | SocketRefused;
/** What a room tells live. */
export type ChatEvents = {
  "chat.message": { roomId: number; message: MessageView };
  "chat.changed": { roomId: number; message: MessageView };
  "chat.typing": { roomId: number; accountId: string; name: string };
  "chat.presence": { roomId: number; accountId: string; state: PresenceState };
  "chat.gone": { roomId: number };
  /** In conversations: how far someone has read. */
  "chat.read": { roomId: number; accountId: string; readSeq: number };
  /** The room itself changed (name, topic, members, live session, pins of it): ask for it again. */
  "chat.room": { roomId: number };
  "chat.questions": { roomId: number };
  /** Which signs are mine under a message, told to all my devices when I put or took one. */
  "chat.reacted": { roomId: number; seq: number; mine: string[] };
  "chat.unread": { roomId: number; lastSeq: number; readSeq: number; unread: number; mentions: number };
  /** I joined, left, was invited or hid a room elsewhere: ask for the list again. */
  "chat.rooms": Record<string, never>;
};
