import type { Me } from "#lib/identity/types.ts";
import type { RoomView } from "#lib/chat/types.ts";
import type { MessageView } from "#lib/threads/types.ts";
import type { Feed } from "./feed.ts";
import type { Line } from "./use-room.ts";

/** What is asked of a message in a window: it stays when one points at another line. */
export type Asked = { what: "report" | "topic" | "quote" | "consent"; message: MessageView };

/** What one can do with the messages of a room; the same for all of them, so that none is drawn again for another. */
export type Acting = {
  roomId: number; room: RoomView; name: string; feed: Feed<Line>; me: Me | null;
  /** A message as the server has just given it, wherever it is shown. */
  take: (message: MessageView) => void;
  show: (seq: number) => void; onReply: (message: MessageView) => void; onSide: ((root: number) => void) | undefined; onEdit: (seq: number | undefined) => void;
  /** Asks more about a message than fits into its line, in a window of its own. */
  onAsk: (asked: Asked) => void;
  /** Chooses a message among several, or no longer; the first one begins choosing. */
  onChoose: ((seq: number) => void) | undefined;
};

/** Where a message is, for everybody who may see its room. */
export const messagePath = (locale: string, roomId: number, seq: number): string => `/${locale}/chat/${roomId}?at=${seq}`;

/** The signs that are nearest at hand. */
export const quickSigns = ["👍", "❤️", "😄", "🎉", "😮", "😢", "🙏", "👀"] as const;
