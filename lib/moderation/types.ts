import type { Filter, QueueKind } from "#lib/screening/types.ts";

export const decisions = ["approve", "remove", "warn", "silence", "spam", "dismiss"] as const;
export type DecisionName = (typeof decisions)[number];
export type Somebody = { id: string; name: string; handle: string };

/** One line of the queue. `excerpt` is the beginning of what it is about; `mine` says that I hold it. */
export type QueueRow = {
  id: number; kind: QueueKind; subjectType: string; title: string; excerpt: string; reasons: string[]; flags: number; at: string; author: Somebody;
  claim: { by: Somebody; until: string; mine: boolean } | null;
};
export type QueuePage = { items: QueueRow[]; next: string | null; counts: Record<QueueKind, number> };

export type RulingKind = "removal" | "warning" | "silence" | "suspension";
/** What was decided about someone, as they and the desk read it. Who decided is told to the desk alone. */
export type RulingView = {
  id: number; kind: RulingKind; reason: string; message: string; at: string; until: string | null; active: boolean; ended: boolean; subjectType: string | null; subjectId: string | null; title: string; excerpt: string;
  appeal: { text: string; state: "open" | "granted" | "refused"; answer: string; at: string } | null; by?: string;
};
export type PersonView = Somebody & { role: string; tier: number; joined: string; posts: number; upheld: number; dismissed: number; silencedUntil: string | null; suspended: boolean; suspendedUntil: string | null; company: boolean; rulings: RulingView[]; notes: { by: string; text: string; at: string }[] };
export type ReporterView = { name: string | null; reason: string; note: string; at: string; right: number; ruled: number };
/** What a moderator might do, and why: words of `desk.why`. */
export type Suggestion = { act: DecisionName; why: string[] };
export type ItemView = QueueRow & {
  text: string; html: string; path: string | null; place: string; before: { number: number; name: string; html: string }[]; after: { number: number; name: string; html: string }[];
  reporters: ReporterView[]; person: PersonView; suggestion: Suggestion; score: number | null; allowed: DecisionName[]; ruling: RulingView | null;
};
export type CannedReply = { id: number; name: string; text: string; version: number };
export type StandingView = { name: string; suspended: boolean; silencedUntil: string | null; rulings: RulingView[] };
export type FilterHistory = { id: number; filterId: number; by: string | null; before: Filter | null; after: Filter | null; at: string };
export type FiltersView = { filters: Filter[]; history: FilterHistory[]; replies: CannedReply[]; spam: { ham: number; spam: number; needed: number; active: boolean; judged: number; precision: number | null; recall: number | null } };

/** Whether somebody hears the desk live. */
export const atDesk = (actor: { kind: string; role?: string }): boolean => actor.kind === "member" && (actor.role === "moderator" || actor.role === "admin");
export type LogRow = { id: number; by: string | null; act: string; subjectType: string; subjectId: string; detail: Record<string, unknown>; at: string };
export type LogPage = { acts: LogRow[]; next: string | null };
/** The community at a glance: each figure with the list it comes from. Hours are of the last thirty days. */
export type HealthView = {
  unanswered: { count: number; topics: { id: number; slug: string; title: string; at: string }[] }; firstReplyHours: number | null; replied: number; secondVisit: { joined: number; back: number };
  stale: { slug: string; name: string; lastPostAt: string | null }[]; backlog: Record<string, number>; oldest: string | null; decisionHours: number | null; decided: number; spam: FiltersView["spam"];
};
export type ExportView = { id: string; askedAt: string; expiresAt: string | null };
/** What one may do with one's own data, and what is under way. */
export type MyDataView = { exports: ExportView[]; erasure: { dueAt: string; words: boolean } | null };

/** The groups of acts that the log can be narrowed to. */
export const logGroups = ["item", "person", "filter", "reply", "topic", "category", "tag", "account", "service", "privilege", "claim", "invitation", "nomination", "macro", "capacity"] as const;
