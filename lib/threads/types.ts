import type { MediaView } from "#lib/media/types.ts";

/** Who wrote something. `tier` is 0 where its owner does not show it. The picture is at `/api/avatars/<id>`. */
export type Author = { id: string; name: string; handle: string; role: string; tier: number };
/** How many people put one sign under a message; `mine` is never part of what everybody is told. */
export type ReactionView = { emoji: string; count: number; mine?: boolean };

/**
 * A message as it is shown. `seq` is its place in the thread, without gaps. `change` is the thread's change number of the last
 * change to it, 0 while nothing was changed. `root` is the seq of the message whose side thread it belongs to, `replies` how
 * many its own side thread has. `source` is there only for who may edit it. A deleted message keeps its place and says nothing.
 * An `event` is a line the room writes itself: `html` is empty and `event` says what happened.
 */
export type MessageView = {
  id: number; seq: number; clientId: string | null; author: Author; kind: "text" | "event"; html: string; source?: string; event?: ThreadEvent;
  replyTo: { seq: number; name: string; excerpt: string } | null; root: number | null; replies: number; reactions: ReactionView[];
  createdAt: string; editedAt: string | null; deletedAt: string | null; pinned: boolean; version: number; change: number;
};
/** A file that stands in a message of a thread: who shared it, when, and where it stands. */
export type FileView = { seq: number; name: string; at: string; file: MediaView };
/** Something that happened in a thread, told in its place. */
export type ThreadEvent = { what: "topic" | "started" | "ended" | "renamed"; title?: string; path?: string };
/**
 * A stretch of a thread in the order of `seq`. `from` and `to` are the ends of what was asked for (0 when there is nothing):
 * more stands before while `from > 1`, more after while `to < lastSeq`.
 */
export type MessagePage = { messages: MessageView[]; lastSeq: number; lastChange: number; from: number; to: number };
/** What was missed since a known (seq, change): in order, at most 200; `more` says to ask again from the last of them. */
export type Missed = { messages: MessageView[]; lastSeq: number; lastChange: number; more: boolean };
export type MessageVersionView = { version: number; source: string; editor: { name: string; handle: string }; at: string };
