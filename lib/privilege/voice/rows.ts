import type { Answers, InvitationKind, InvitationView, InvitationWords, NominationState, NominationView, Question } from "./types.ts";

export type RawInvitation = {
  id: number; kind: InvitationKind; words: InvitationWords; questions: Question[]; minTier: number; places: number; taken: number; closesAt: Date; outcome: InvitationView["outcome"]; outcomeAt: Date | null; version: number; joinedAt: Date | null; answers: Answers | null;
};
/** The columns of an invitation `i` with one's own place `m`. */
export const invitationColumns = `i.id, i.kind, i.words, i.questions, i.min_tier AS "minTier", i.places, i.taken, i.closes_at AS "closesAt", i.outcome, i.outcome_at AS "outcomeAt", i.version, m.joined_at AS "joinedAt", m.answers`;

function shutOf(row: RawInvitation, tier: number, now: Date): InvitationView["shut"] {
  if (row.outcome !== null || now >= row.closesAt) return "over";
  if (tier < row.minTier) return "tier";
  return row.taken >= row.places ? "full" : null;
}

/** An invitation as its row says, to a member of a tier. */
export function invitationOf(row: RawInvitation, tier: number, now = new Date()): InvitationView {
  const { minTier: _minTier, version: _version, taken, joinedAt, answers, closesAt, outcomeAt, ...plain } = row;
  return { ...plain, left: row.places - taken, closesAt: closesAt.toISOString(), outcomeAt: outcomeAt?.toISOString() ?? null, shut: shutOf(row, tier, now), mine: joinedAt ? { joinedAt: joinedAt.toISOString(), answers } : null };
}

export type RawNomination = { id: number; name: string; handle: string; words: string; state: NominationState; answer: string; at: Date; decidedAt: Date | null };
/** A nomination as its row says. */
export const nominationOf = <Row extends RawNomination>({ at, decidedAt, ...row }: Row): Omit<Row, "at" | "decidedAt"> & Pick<NominationView, "at" | "decidedAt"> => ({ ...row, at: at.toISOString(), decidedAt: decidedAt?.toISOString() ?? null });
