import type { PostView, TopicView } from "#lib/forum/types.ts";
import type { Thread } from "./use-thread.ts";

/** A post one can act on, where it stands, and what the page does for the acts that need more than a door. */
export type Acting = { post: PostView; topic: TopicView; thread: Thread; onReply: () => void; onQuote: () => void; onEdit: () => void };
