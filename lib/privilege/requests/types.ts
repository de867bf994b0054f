import type { Actor } from "#lib/core/actor.ts";
import type { MediaView } from "#lib/media/types.ts";
import type { Author } from "#lib/threads/types.ts";
import type { TargetKind } from "../services/types.ts";

/** The tier from which the space, and forwarding, is open: Premier. */
export const spaceOpensAt = 2;
/** For how many days after its end a request can be opened again. */
export const reopenDays = 14;
/** After how many days without an answer of the member a request closes by itself. */
export const quietDays = 21;

/** Whether somebody works at the desk of requests. */
export const worksAtRequests = (actor: Actor): boolean => actor.kind === "member" && (actor.role === "concierge" || actor.role === "admin");

export const requestStates = ["open", "fulfilled", "declined", "withdrawn", "lapsed", "merged"] as const;
export type RequestState = (typeof requestStates)[number];
export const origins = ["space", "message", "topic", "callback", "mail", "split"] as const;
export type Origin = (typeof origins)[number];
export const optionStates = ["proposed", "accepted", "refused", "withdrawn"] as const;
export type OptionState = (typeof optionStates)[number];
export const queueOrders = ["queue", "due", "loss"] as const;
export type QueueOrder = (typeof queueOrders)[number];
export const queueViews = ["open", "mine", "unowned", "waiting", "snoozed", "closed"] as const;
export type QueueView = (typeof queueViews)[number];

/** A line of a member's own list. */
export type RequestRow = {
  id: number; wish: string; service: { id: number; name: string }; state: RequestState; waiting: "us" | "member"; budgetCents: number | null; deadline: string | null; concierge: Author | null; unread: number;
  toDo: "confirm" | "choose" | "rate" | null; expectedAt: string; place: number | null; rating: number | null; createdAt: string; lastAt: string; closedAt: string | null; own: boolean;
};
export type RequestList = { requests: RequestRow[]; next: string | null };

/** What staff understood. `text` and `correction` are as they were written. */
export type NeedView = { version: number; text: string; by: Author; state: "asked" | "confirmed" | "corrected" | "replaced"; correction: string; at: string; answeredAt: string | null };
export type OptionView = {
  id: number; title: string; text: string; product: { id: number; slug: string; name: string } | null; priceCents: number | null; link: string | null; holdUntil: string | null; by: Author;
  state: OptionState; reason: string; at: string; answeredAt: string | null;
};
export type RequestMessage = { id: number; seq: number; clientId: string | null; author: Author; html: string; files: MediaView[]; at: string };
/** What happened to it, for the line between messages. */
export type ActView = { id: number; act: string; by: string | null; detail: Record<string, string | number | null>; at: string };
export type TargetView = { kind: TargetKind; since: string; dueAt: string; metAt: string | null; missed: boolean };
/** What one may do with a request; a sentence says why not, in words of ours. */
export type RequestCan = { say: boolean; confirm: boolean; choose: boolean; withdraw: boolean; rate: boolean; reopen: boolean; share: boolean; handle: boolean };

/** A request as it is opened. What the desk keeps to itself is in `desk`, which nobody else gets. */
export type RequestView = {
  id: number; wish: string; html: string; files: MediaView[]; service: { id: number; name: string; openNow: boolean; opensAt: string | null }; member: Author; tier: number; budgetCents: number | null; deadline: string | null; origin: Origin; originId: string | null;
  state: RequestState; round: number; waiting: "us" | "member"; concierge: Author | null; expectedAt: string; place: number | null; firstRepliedAt: string | null; dueAt: string; outcome: string; alternative: string; closedAt: string | null;
  rating: number | null; ratingWords: string; ratedAt: string | null; mergedInto: number | null; splitFrom: number | null; complaint: boolean; version: number; createdAt: string; callTimes: string | null; calledAt: string | null;
  needs: NeedView[]; options: OptionView[]; messages: RequestMessage[]; acts: ActView[]; readers: Author[]; can: RequestCan; own: boolean; currency: string; desk: DeskPart | null;
};
export type NoteView = { id: number; by: string; text: string; at: string };
export type WorkView = { id: number; by: string; minutes: number; directCents: number; cents: number; words: string; at: string };
export type LinkedRequest = { id: number; wish: string; member: string; state: RequestState };
/** What stands at the desk alone. */
export type DeskPart = {
  notes: NoteView[]; work: WorkView[]; targets: TargetView[]; linked: LinkedRequest[]; snoozedUntil: string | null; phone: string | null; minutes: number; costCents: number; minuteCents: number; lossCents: number; preferences: string[];
};

/** A line of the desk's queue. */
export type QueueRow = {
  id: number; wish: string; service: string; member: Author; tier: number; complaint: boolean; waiting: "us" | "member"; concierge: { id: string; name: string } | null; dueAt: string; late: boolean; lossCents: number;
  snoozedUntil: string | null; state: RequestState; budgetCents: number | null; lastAt: string; callback: boolean;
};
export type Queue = { requests: QueueRow[]; next: string | null; currency: string };
/** What a concierge carries, against what they can. */
export type Workload = { id: string; name: string; handle: string; open: number; late: number; waiting: number; cases: number; weekMinutes: number };
/** How a text sounds. */
export type Tone = "warm" | "plain" | "tense";
export type Macro = { id: number; name: string; text: string };
export type Preference = { id: number; text: string; from: { optionTitle: string; requestId: number } | null; version: number; at: string };
/** What staff ask a member before they open a request from what was said. */
export type Consent = { id: number; wish: string; by: Author; service: string; origin: "message" | "topic"; originId: string; state: "asked" | "agreed" | "refused"; requestId: number | null; at: string };
/** Who looks after a member: the concierge of their latest request, or the one with the least to do. */
export type MyConcierge = { concierge: (Author & { present: boolean }) | null };
