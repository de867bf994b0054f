export type PollKind = "single" | "multiple" | "ranked";
/** One option: its votes are null while the viewer may not see them. In a ranked poll they are the ballots that want it most. */
export type PollOptionView = { place: number; text: string; votes: number | null; names: string[] };
/** A poll as its viewer sees it. `mine` are the places I chose, the most wanted first; `rounds` the votes of each option in each round of a ranked poll. */
export type PollView = {
  id: number; postId: number; number: number; place: number; question: string; kind: PollKind; most: number; anonymous: boolean; results: "always" | "voted" | "closed";
  closesAt: string | null; closed: boolean; voters: number; options: PollOptionView[]; mine: number[] | null; mayVote: boolean; rounds: (number | null)[][] | null; winner: number | null;
};
