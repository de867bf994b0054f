export const filterKinds = ["word", "link", "newcomer", "duplicate", "fast", "spam", "company"] as const;
export type FilterKind = (typeof filterKinds)[number];
export type FilterAction = "hold" | "flag" | "refuse";
/** A rule that texts are held against. `newcomers` are all who have no standing yet; staff are never held. */
export type Filter = { id: number; kind: FilterKind; value: string; numbers: Record<string, number>; action: FilterAction; scope: "newcomers" | "everyone"; note: string; active: boolean; version: number };

/** Why something waits or was pointed out: a rule's kind, and for words and links what was found. */
export type Finding = { filterId: number; kind: FilterKind; action: FilterAction; what: string };
/** Something that was not shown yet: its author is told, and may change or withdraw it. */
export type Held = { held: true; id: number };

export const flagReasons = ["spam", "rude", "off-topic", "unlawful", "private", "impersonation", "other"] as const;
export type FlagReason = (typeof flagReasons)[number];
export const subjectTypes = ["post", "topic", "review", "question", "answer", "message", "account"] as const;
export type SubjectType = (typeof subjectTypes)[number];
export const queueKinds = ["report", "first", "held", "spam", "profile", "appeal"] as const;
export type QueueKind = (typeof queueKinds)[number];

/** Something of mine that waits, or what became of it. */
export type HeldView = { id: number; kind: string; title: string; text: string; reasons: string[]; state: "waiting" | "approved" | "refused" | "withdrawn"; answer: string; at: string; decidedAt: string | null; version: number; path: string | null };
