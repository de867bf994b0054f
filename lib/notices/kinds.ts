import type { Choice, NoticeKind } from "./types.ts";

// The strongest first: an act that is two of them to one person is told as the first. What stands here is what everyone
// has until they choose otherwise.
const table = {
  moderation: { app: true, mail: true, push: false },
  request: { app: true, mail: true, push: true },
  space: { app: true, mail: true, push: false },
  message: { app: true, mail: true, push: true },
  mention: { app: true, mail: true, push: true },
  reply: { app: true, mail: true, push: true },
  accepted: { app: true, mail: true, push: false },
  reminder: { app: true, mail: true, push: true },
  idea: { app: true, mail: true, push: false },
  review: { app: true, mail: true, push: false },
  followed: { app: true, mail: true, push: false },
  topic: { app: true, mail: false, push: false },
  tier: { app: true, mail: true, push: false },
  referral: { app: true, mail: false, push: false },
  badge: { app: true, mail: false, push: false },
  reaction: { app: true, mail: false, push: false },
} as const satisfies Record<NoticeKind, Choice>;

export const noticeKinds = Object.keys(table) as NoticeKind[];

/** What everyone has for a kind until they choose otherwise. */
export const usual = (kind: NoticeKind): Choice => ({ ...table[kind] });

/** How strong a kind is: the lower, the stronger. */
export const strength = (kind: NoticeKind): number => noticeKinds.indexOf(kind);

/** Kinds that one cannot leave off the page: they concern one's own account. */
export const fixedOnPage: readonly NoticeKind[] = ["moderation"];

/** Interactions that tell one person one thing: whom they concern is whose interaction it is. */
export const toldDirectly: Readonly<Record<string, NoticeKind>> = {
  "answer.accepted": "accepted", "review.helpful": "review", "review.answered": "review", "idea.decided": "idea", "flag.resolved": "moderation",
  "request.answered": "request", "request.said": "request", "request.waiting": "request", "request.asked": "request", "request.handed": "request", "privilege.lapses": "space", "voice.answered": "space", "stage.reached": "space",
  "sanction.given": "moderation", "held.decided": "moderation", "reminder.due": "reminder", "badge.earned": "badge", "referral.joined": "referral", "referral.thanked": "referral", "tier.changed": "tier", "tier.notice": "tier", "tier.recovered": "tier",
};
