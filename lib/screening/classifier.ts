import classifier from "wink-naive-bayes-text-classifier";
import { featuresOf } from "./features.ts";

/** How many decisions of each kind the filter must have learned before it says anything. */
export const enoughDecisions = 20;
/** A text with a moderator's word on it. */
export type Lesson = { text: string; spam: boolean };

function blank() {
  const made = classifier();
  made.defineConfig({ considerOnlyPresence: true, smoothingFactor: 0.3 });
  made.definePrepTasks([featuresOf]);
  return made;
}

/** What was learned before and from these lessons, as it is kept. */
export function learned(before: unknown, lessons: readonly Lesson[]): unknown {
  const made = blank();
  if (before) made.importJSON(JSON.stringify(before));
  for (const { text, spam } of lessons) made.learn(text, spam ? "spam" : "ham");
  return JSON.parse(made.exportJSON());
}

type Counts = Record<string, Record<string, number>>;

/** What was learned without these lessons again: a decision that is taken back teaches nothing. */
export function unlearned(before: unknown, lessons: readonly Lesson[]): unknown {
  if (!before) return before;
  const [config, samples, count, words, vocabulary] = structuredClone(before) as [unknown, Record<string, number>, Counts, Record<string, number>, string[]];
  for (const { text, spam } of lessons) {
    const label = spam ? "spam" : "ham";
    const counted = count[label] ?? {};
    for (const feature of new Set(featuresOf(text))) {
      if (!counted[feature]) continue;
      counted[feature] -= 1;
      words[label] = (words[label] ?? 1) - 1;
      if (counted[feature] === 0) delete counted[feature];
    }
    samples[label] = Math.max(0, (samples[label] ?? 0) - 1);
  }
  const known = Object.values(count);
  return [config, samples, count, words, vocabulary.filter((word) => known.some((one) => one[word] !== undefined))];
}

/** Says how likely a text is spam, between 0 and 1, by what was learned. Naive Bayes is too sure of long texts: its odds are tempered by their length. */
export function guesser(state: unknown): (text: string) => number {
  const made = blank();
  made.importJSON(JSON.stringify(state));
  made.consolidate();
  return (text) => {
    const odds = new Map(made.computeOdds(text)).get("spam") ?? 0;
    const tempered = odds / Math.max(1, Math.sqrt(featuresOf(text).length) / 3);
    return 1 / (1 + 2 ** -tempered);
  };
}
