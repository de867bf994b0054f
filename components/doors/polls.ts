import type { PollView } from "#lib/forum/polls/types.ts";
import { call } from "./call.ts";

type Nothing = Record<string, never>;

/** The doors of polls. */
export const polls = {
  on: (topicId: number, from: number) => call<{ polls: PollView[] }>("GET", `/api/topics/${topicId}/polls?from=${from}`),
  vote: (id: number, choices: number[]) => call<Nothing>("PUT", `/api/polls/${id}/vote`, { choices }),
  withdraw: (id: number) => call<Nothing>("DELETE", `/api/polls/${id}/vote`),
};
