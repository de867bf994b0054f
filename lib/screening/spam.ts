import { db, type Tx } from "#lib/core/transact.ts";
import { enoughDecisions, guesser, learned, type Lesson, unlearned } from "./classifier.ts";
import { numberOf, rulesInForce } from "./rules.ts";

type Model = { version: number; ham: number; spam: number; state: unknown };
type Guess = (text: string) => number;
export type SpamFigures = { ham: number; spam: number; needed: number; active: boolean; judged: number; precision: number | null; recall: number | null };

let kept: Promise<Guess | undefined> | undefined;
const ready = (model: { ham: number; spam: number }): boolean => model.ham >= enoughDecisions && model.spam >= enoughDecisions;
const read = "SELECT version, ham, spam, state FROM spam_model WHERE id = 1";

async function load(): Promise<Guess | undefined> {
  const [model] = await db().query<Model>(read);
  return model?.state && ready(model) ? guesser(model.state) : undefined;
}

/** How likely a text is spam, by what moderators decided; undefined until they decided enough. */
export async function spamScore(text: string): Promise<number | undefined> {
  kept ??= load().catch((error: unknown) => { kept = undefined; throw error; });
  return (await kept)?.(text);
}

/** Lets the next text be judged by what was learned last; every instance hears it when something was. */
export function forgetModel(): void {
  kept = undefined;
}

/**
 * Learns from moderators' decisions, in their transaction. Each text is guessed before it is learned: precision and recall are
 * of those guesses (progressive validation), never of texts the filter had seen.
 */
export async function learnSpam(tx: Tx, lessons: readonly Lesson[]): Promise<void> {
  if (lessons.length === 0) return;
  const [model] = await tx.query<Model>(`${read} FOR UPDATE`);
  if (!model) return;
  const threshold = numberOf((await rulesInForce()).spam[0], "hold", 0.95);
  if (model.state && ready(model)) {
    const guess = guesser(model.state);
    const scores = lessons.map((lesson) => guess(lesson.text));
    await tx.query("INSERT INTO spam_guess (score, guessed, spam) SELECT score, score >= $3, spam FROM unnest($1::real[], $2::boolean[]) AS told (score, spam)", [scores, lessons.map((lesson) => lesson.spam), threshold]);
  }
  const spam = lessons.filter((lesson) => lesson.spam).length;
  await tx.query("UPDATE spam_model SET version = version + 1, ham = ham + $1, spam = spam + $2, state = $3::jsonb WHERE id = 1", [lessons.length - spam, spam, JSON.stringify(learned(model.state, lessons))]);
  await tx.query("SELECT pg_notify('screening', 'model')");
}

/** Takes back what was learned from decisions that were undone. The guesses stay: they were made. */
export async function unlearnSpam(tx: Tx, lessons: readonly Lesson[]): Promise<void> {
  if (lessons.length === 0) return;
  const [model] = await tx.query<Model>(`${read} FOR UPDATE`);
  if (!model?.state) return;
  const spam = lessons.filter((lesson) => lesson.spam).length;
  await tx.query("UPDATE spam_model SET version = version + 1, ham = greatest(ham - $1, 0), spam = greatest(spam - $2, 0), state = $3::jsonb WHERE id = 1", [lessons.length - spam, spam, JSON.stringify(unlearned(model.state, lessons))]);
  await tx.query("SELECT pg_notify('screening', 'model')");
}

const figures = `
  SELECT m.ham, m.spam, g.judged, g.caught, g.guessed, g.really FROM spam_model m CROSS JOIN LATERAL (
    SELECT count(*)::int AS judged, count(*) FILTER (WHERE guessed AND spam)::int AS caught, count(*) FILTER (WHERE guessed)::int AS guessed, count(*) FILTER (WHERE spam)::int AS really
    FROM (SELECT guessed, spam FROM spam_guess ORDER BY id DESC LIMIT 500) latest) g WHERE m.id = 1`;

/** How well the filter guesses, over the last 500 decisions. Two indexes, one query. */
export async function spamFigures(): Promise<SpamFigures> {
  const [row] = await db().query<{ ham: number; spam: number; judged: number; caught: number; guessed: number; really: number }>(figures);
  const { ham = 0, spam = 0, judged = 0, caught = 0, guessed = 0, really = 0 } = row ?? {};
  return { ham, spam, needed: enoughDecisions, active: ready({ ham, spam }), judged, precision: guessed ? caught / guessed : null, recall: really ? caught / really : null };
}
