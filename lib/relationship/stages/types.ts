/** The stages of the loop of needs (model, section 6); 0 is before the first. */
export const stages = [1, 2, 3, 4, 5] as const;
/** The three phases: 1 trust, 2 partnership, 3 profitable sales. They overlap where one begins in the other. */
export const phases = [1, 2, 3] as const;
export type Phase = (typeof phases)[number];
/** Something that happened and that a stage rests on, or that took one away. `id` is the request's, the referral's, or what was done; `value` a rating, or the days of a cycle. */
export type StageFact = { what: "forwarded" | "learned" | "satisfied" | "dissatisfied" | "active" | "brought"; id: string; at: string; value?: number };
/** Why somebody stands elsewhere: the evidence that came, or what became of the evidence there was. */
export const causes = ["forwarded", "learned", "satisfied", "retained", "brought", "forwarded-lapsed", "learned-lapsed", "satisfied-lapsed", "dissatisfied", "inactive", "brought-lapsed"] as const;
export type StageCause = (typeof causes)[number];
export type StageChange = { before: number; after: number; at: string; cause: StageCause; evidence: StageFact[] };
/** Where a customer stands: since when, by what evidence, the furthest they ever came, how often the loop was completed, and when it changes next if nothing happens. */
export type Standing = { stage: number; since: string | null; evidence: StageFact[]; highest: number; loops: number; due: string | null };
/** A fact as its member reads it: with the words of the wish, where it is a request of theirs. */
export type NamedFact = StageFact & { title: string | null };
export type StageStep = Omit<StageChange, "evidence"> & { id: number; evidence: NamedFact[]; takenBackAt: string | null };
/** What a member sees of their stage, and staff of a customer's (then without the words of any wish). */
export type StageView = Omit<Standing, "evidence"> & { phases: Phase[]; evidence: NamedFact[]; steps: StageStep[] };
