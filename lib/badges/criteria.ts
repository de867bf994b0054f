import type { BadgeKey, Measure } from "./types.ts";

/** When a badge is earned: the measure has reached so many. The page of badges publishes this very table. */
export type Criterion = { key: BadgeKey; measure: Measure; least: number };

export const criteria: readonly Criterion[] = [
  { key: "first-answer", measure: "answers", least: 1 },
  { key: "ten-answers", measure: "answers", least: 10 },
  { key: "good-question", measure: "question", least: 10 },
  { key: "conversation", measure: "replies", least: 100 },
  { key: "well-liked", measure: "likes", least: 50 },
  { key: "well-reviewed", measure: "helpful", least: 10 },
  { key: "voice-heard", measure: "ideas", least: 1 },
  { key: "a-year", measure: "days", least: 365 },
];

/** The badges that these measures earn. */
export const earned = (measured: Readonly<Record<Measure, number>>): BadgeKey[] => criteria.filter((one) => measured[one.measure] >= one.least).map((one) => one.key);

/** Which tally an interaction moves; what is not here moves none. */
export const tallied = {
  "topic.created": "topics", "idea.submitted": "topics", "post.created": "replies", "answer.accepted": "answers", "reaction.received": "likes", "review.published": "reviews", "review.helpful": "helpful",
} as const satisfies Readonly<Record<string, Measure>>;
/** Interactions that move no tally and may still earn something. */
export const looked: readonly string[] = ["idea.decided", "visit"];
