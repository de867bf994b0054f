/** What is measured of someone: counts from the ledger, their best question's likes, ideas of theirs that were carried out, days here. */
export type Measure = "topics" | "replies" | "answers" | "likes" | "reviews" | "helpful" | "question" | "ideas" | "days";
export type BadgeKey = "first-answer" | "ten-answers" | "good-question" | "conversation" | "well-liked" | "well-reviewed" | "voice-heard" | "a-year";
export type BadgeView = { key: BadgeKey; at: string };
