export const kinds = ["issue", "campaign"] as const;
export type MailingKind = (typeof kinds)[number];
export const states = ["draft", "scheduled", "sending", "testing", "sent", "stopped"] as const;
export type MailingState = (typeof states)[number];
export type Arm = "a" | "b";
export type Varies = "none" | "subject" | "body";

/** A newsletter as whoever writes it sees it. */
export type NewsletterRow = { id: string; slug: string; name: string; description: string; locale: string; subscribers: number; version: number; archived: boolean };
/** A newsletter as a reader sees it: whether it comes to them. */
export type Subscribable = { id: string; slug: string; name: string; description: string; on: boolean };

/** What stands in the editor. `actionPath` is a page of ours; the body is Markdown with lines of its own for personal blocks. */
export type Draft = {
  newsletterId: string | null; segmentId: string | null; locale: string; subject: string; preview: string; body: string; actionLabel: string; actionPath: string;
  varies: Varies; subjectB: string; bodyB: string; base: number; difference: number; capDays: number;
};
export type MailingRow = { id: string; kind: MailingKind; subject: string; state: MailingState; of: string | null; changedAt: string; sendAt: string | null; startedAt: string | null; letters: number; audience: number };
export type MailingView = Draft & {
  id: string; kind: MailingKind; state: MailingState; of: string | null; slug: string | null; newsletterSlug: string | null; version: number; localAt: string | null; zone: string | null; sendAt: string | null; startedAt: string | null; finishedAt: string | null;
  testSize: number | null; winner: Arm | null; part: "all" | "test" | "rest"; by: string | null;
};

export type CheckKey =
  | "subjectMissing" | "subjectLong" | "subjectShort" | "subjectUnclear" | "capitals" | "exclaims" | "falseReply" | "noAction" | "actionHalf" | "severalActions" | "noOwnLink" | "heavy" | "pictures" | "tooOften"
  | "noWayOut" | "brokenLink" | "plainMissing" | "spamWords" | "bodyMissing" | "nobody" | "otherMissing" | "sameBoth" | "unknownBlock" | "previewMissing";
/** What the checker found: what (`mailStudio.check.<key>.said` and `.do`), how grave, and the words it is about. `stops` keeps a mailing from leaving. */
export type Check = { key: CheckKey; grave: "stops" | "warns" | "hints"; about: string };
export type CheckView = { checks: Check[]; bytes: number; words: number };

/** How a test stands: not large enough yet, waiting for readers, too few letters arrived to judge ever, or judged. */
export type Verdict =
  | { state: "early" | "short"; size: number; sent: { a: number | null; b: number | null } } | { state: "waiting"; until: string }
  | { state: "judged"; better: Arm | null; difference: number | null; low: number | null; high: number | null };
export type ArmCounts = { sent: number; clicked: number };
/** `watched` are the letters to readers who agreed to have it noted when they open one, `opened` those of them that were. */
export type Counts = { letters: number; waiting: number; sent: number; bounced: number; withheld: number; clicked: number; complained: number; watched: number; opened: number; leftOut: { reason: string; count: number }[] };
/** What came of a mailing. Counts that tell of small groups are null for who may not see individuals. */
export type ReportView = { mailing: MailingView; counts: { [Name in Exclude<keyof Counts, "leftOut">]: number | null } & { leftOut: { reason: string; count: number | null }[] }; arms: { a: { sent: number | null; clicked: number | null }; b: { sent: number | null; clicked: number | null } } | null; verdict: Verdict | null; individuals: boolean };
export type ReaderRow = { id: string; name: string; arm: Arm | null; state: string; clickedAt: string | null; sentAt: string | null };
export type Readers = { readers: ReaderRow[]; next: string | null };
export type TestPlan = { size: number; audience: number; whole: boolean; found: number; base: number; capped: number };
export type IssueCard = { slug: string; subject: string; preview: string; at: string };
export type NewsletterPage = { slug: string; name: string; description: string; locale: string; id: string; issues: IssueCard[]; next: string | null };
export type IssuePage = { newsletter: { id: string; slug: string; name: string; locale: string }; issue: IssueCard & { html: string; actionLabel: string; actionPath: string }; before: { slug: string; subject: string } | null; after: { slug: string; subject: string } | null };
