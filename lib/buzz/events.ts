import type { Tx } from "#lib/core/transact.ts";
import { type Interaction, record } from "#lib/ledger/record.ts";

/** What word of mouth tells the ledger; the customer is always the referrer. The first four are scored (model, section 1). */
export const buzzKinds = ["share.created", "referral.visited", "referral.joined", "referral.purchased"] as const;
/** The newcomer did something of their own, or bought: once for each referral. Stage 5 asks for it. */
export const actedKind = "referral.acted";
/** The newcomer thanked who brought them: once, and it is no part of any score. */
export const thankedKind = "referral.thanked";
/** What counts as having done something of one's own. */
export const actKinds: readonly string[] = [
  "purchase", "topic.created", "post.created", "reaction.given", "review.published", "chat.message", "poll.voted", "quiz.completed", "survey.answered", "event.attended", "idea.submitted", "request.forwarded",
];

type Told = { customerId: string; at: Date; subject: { type: "share" | "referral"; id: string }; key: string };
const fact = (kind: string, told: Told): Interaction => ({ customerId: told.customerId, kind, occurredAt: told.at, subject: told.subject, source: "web", key: told.key });

/** A member made a link to something: the first time for each thing and channel. */
export const shared = (tx: Tx, told: Told) => record(tx, fact("share.created", told));
/** Someone they brought joined. */
export const joined = (tx: Tx, told: Told) => record(tx, fact("referral.joined", told));
/** Someone they brought bought; `value` is what the order is worth. */
export const bought = (tx: Tx, told: Told & { value: number }) => record(tx, { ...fact("referral.purchased", told), value: told.value });
/** Someone they brought did something of their own. */
export const acted = (tx: Tx, told: Told) => record(tx, fact(actedKind, told));
/** Someone they brought thanks them. */
export const thanked = (tx: Tx, told: Told) => record(tx, fact(thankedKind, told));
/** Says again what was taken back of a referral: as history, which is no news to anybody. */
export const toldAgain = (tx: Tx, told: Told & { kind: string; value: number | null }) => record(tx, { ...fact(told.kind, told), source: "import", ...(told.value === null ? {} : { value: told.value }) });
/** A counted visit, as the ledger takes many at once. */
export const visited = (told: Told): Interaction => fact("referral.visited", told);
