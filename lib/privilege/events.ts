import type { Tx } from "#lib/core/transact.ts";
import { record, reverse, type Source } from "#lib/ledger/record.ts";

/** What members' requests tell the ledger (model, section 6). The customer is the member, the subject the request. */
export const requestKinds = {
  forwarded: "request.forwarded", learned: "request.learned", fulfilled: "request.fulfilled", rated: "request.rated", declined: "request.declined", withdrawn: "request.withdrawn", reopened: "request.reopened",
} as const;
export type RequestKind = keyof typeof requestKinds;

/** A request, as what happened to it is keyed: `round` counts from one and goes on when it is opened again. */
export type Told = { id: number; customerId: string; round: number; at?: Date; value?: number; source?: Source };

const keyOf = (kind: RequestKind, { id, round }: Told): string => `request:${id}:${kind}${kind === "forwarded" || kind === "learned" ? "" : `:${round}`}`;

/** Records that something happened to a request, once. `value` is the rating. */
export async function requestTold(tx: Tx, kind: RequestKind, request: Told): Promise<void> {
  const { id, customerId, at = new Date(), value, source = "web" } = request;
  await record(tx, { customerId, kind: requestKinds[kind], occurredAt: at, subject: { type: "request", id: String(id) }, source, key: keyOf(kind, request), ...(value === undefined ? {} : { value }) });
}

/** Takes back what was recorded of a request, when it was. */
export async function requestUntold(tx: Tx, kind: RequestKind, request: Told): Promise<void> {
  await reverse(tx, request.source ?? "web", keyOf(kind, request));
}

/** Tells one person of the desk or a member something about a request: it counts nowhere, notices follow it. */
export async function requestNews(tx: Tx, kind: "request.answered" | "request.said" | "request.waiting" | "request.asked" | "request.handed", news: { accountId: string; requestId: number; key: string }): Promise<void> {
  await record(tx, { customerId: news.accountId, kind, occurredAt: new Date(), subject: { type: "request", id: String(news.requestId) }, source: "job", key: `${kind}:${news.key}` });
}

/** A claim of a privilege, as what happens to it is keyed: `round` counts from one and goes on when a use was taken back. */
export type ClaimTold = { claimId: number; privilegeId: number; customerId: string; round?: number };
const claimKey = (claimId: number, round = 1): string => `${claimId}${round > 1 ? `:${round}` : ""}`;
const claimFact = ({ claimId, privilegeId, customerId, round }: ClaimTold) => ({ customerId, occurredAt: new Date(), subject: { type: "privilege", id: String(privilegeId) }, key: claimKey(claimId, round) });

/** Records that a privilege was claimed or used: it counts nowhere, and says what became of what is given. */
export async function privilegeTold(tx: Tx, kind: "privilege.claimed" | "privilege.used", claim: ClaimTold): Promise<void> {
  const { key, ...fact } = claimFact(claim);
  await record(tx, { ...fact, kind, source: "web", key: `${kind}:${key}` });
}

/** Takes back that a privilege was claimed, or used. */
export const privilegeUntold = async (tx: Tx, kind: "privilege.claimed" | "privilege.used", { claimId, round }: Pick<ClaimTold, "claimId" | "round">): Promise<void> => void (await reverse(tx, "web", `${kind}:${claimKey(claimId, round)}`));

/** Tells a member that what they claimed lapses soon. Once for each claim. */
export async function privilegeLapses(tx: Tx, claim: ClaimTold): Promise<void> {
  const { key, ...fact } = claimFact(claim);
  await record(tx, { ...fact, kind: "privilege.lapses", source: "job", key: `privilege.lapses:${key}` });
}

type Heard = { accountId: string; subject: { type: "invitation" | "nomination"; id: number } };

/** Records that somebody answered the form of an invitation, as the survey it is. Once. */
export async function formAnswered(tx: Tx, { accountId, subject }: Heard): Promise<void> {
  await record(tx, { customerId: accountId, kind: "survey.answered", occurredAt: new Date(), subject: { type: subject.type, id: String(subject.id) }, source: "web", key: `survey:invitation:${subject.id}:${accountId}` });
}

/** Tells somebody what came of what they asked for or took part in: it counts nowhere, notices follow it. Once. */
export async function outcomeTold(tx: Tx, { accountId, subject }: Heard): Promise<void> {
  await record(tx, { customerId: accountId, kind: "voice.answered", occurredAt: new Date(), subject: { type: subject.type, id: String(subject.id) }, source: "job", key: `voice:${subject.type}:${subject.id}:${accountId}` });
}
