/** What a vote for an idea weighs, by tier from Member to Circle. */
export const voteWeights = [1, 1, 2, 3] as const;
/** How many people somebody may nominate in a year. */
export const nominationsAYear = 5;

export const invitationKinds = ["beta", "panel"] as const;
/** A trial before anybody else, or a panel for something new. */
export type InvitationKind = (typeof invitationKinds)[number];
export type Both = { en: string; fr: string };
export type InvitationWords = { en: { title: string; text: string }; fr: { title: string; text: string } };
export const questionKinds = ["scale", "text"] as const;
/** A question of the form: on a scale from one to five, or in words. */
export type Question = { kind: (typeof questionKinds)[number]; text: Both };
/** What somebody answered, in the order of the questions; empty where they said nothing. */
export type Answers = string[];

export const shutWhys = ["full", "over", "tier"] as const;
/** An invitation as a member sees it. `mine` is there for who has a place; `shut` says why nobody comes in any more. */
export type InvitationView = {
  id: number; kind: InvitationKind; words: InvitationWords; questions: Question[]; places: number; left: number; closesAt: string; shut: (typeof shutWhys)[number] | null;
  mine: { joinedAt: string; answers: Answers | null } | null; outcome: Both | null; outcomeAt: string | null;
};
export const nominationStates = ["waiting", "accepted", "declined"] as const;
export type NominationState = (typeof nominationStates)[number];
export type NominationView = { id: number; name: string; handle: string; words: string; state: NominationState; answer: string; at: string; decidedAt: string | null };
/** What came of something a member asked for or took part in. */
export type Outcome = { kind: InvitationKind | "nomination" | "idea"; title: string | Both; text: string | Both; status: string; at: string; path: string | null };
/** What a member can decide: what their vote weighs, what they are invited to, whom they nominated. */
export type Voice = { weight: number; invitations: InvitationView[]; nominations: NominationView[]; nominationsLeft: number };

/** An invitation for who runs it, with what was answered and by whom. */
export type RunInvitation = Omit<InvitationView, "mine" | "left" | "shut"> & { minTier: number; taken: number; version: number; answered: { name: string; handle: string; answers: Answers; at: string }[] };
export type RunNomination = NominationView & { by: string; byHandle: string };
export type RunVoice = { invitations: RunInvitation[]; nominations: RunNomination[] };
