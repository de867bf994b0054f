import type { Tx } from "#lib/core/transact.ts";
import type { Query } from "./types.ts";

/** How many letters must be typed, left out, changed or swapped to make one word of the other; more than `most` is as good as endless. */
export function distance(one: string, other: string, most = 3): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at];
    for (let to = 1; to <= other.length; to += 1) {
      const same = one[at - 1] === other[to - 1] ? 0 : 1;
      let cost = Math.min((row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1, (row[to - 1] ?? 0) + same);
      if (at > 1 && to > 1 && one[at - 1] === other[to - 2] && one[at - 2] === other[to - 1]) cost = Math.min(cost, (before[to - 2] ?? 0) + 1);
      next.push(cost);
    }
    before = row;
    row = next;
  }
  return row[other.length] ?? most + 1;
}

const near = "SELECT word, max(n) AS n FROM search_word WHERE word % $1 AND length(word) BETWEEN length($1) - 2 AND length($1) + 2 GROUP BY word ORDER BY similarity(word, $1) DESC, 2 DESC LIMIT 30";
// The list knows every room's words. A word is said only when it stands, as it is, in something the asker may see now. IS TRUE keeps the planner from
// fetching every room whole by its index.
const stands = `
  SELECT w.word FROM unnest($2::text[]) WITH ORDINALITY AS w (word, place)
  WHERE EXISTS (
    SELECT 1 FROM (
      SELECT d.post_id, d.topic_id FROM search_document d WHERE d.tsv @@ search_query(jsonb_build_array(jsonb_build_array(jsonb_build_object('text', w.word, 'phrase', false, 'prefix', false))), '[]')
        AND d.post_id IS NOT NULL AND (d.category_id = ANY(ARRAY(SELECT id FROM category WHERE audience = ANY($1)))) IS TRUE LIMIT 100) near
    JOIN post p ON p.id = near.post_id AND p.deleted_at IS NULL JOIN topic t ON t.id = near.topic_id AND t.deleted_at IS NULL
    WHERE search_fold(p.source) ~ ('\\m' || w.word || '\\M') OR (p.number = 1 AND search_fold(t.title) ~ ('\\m' || w.word || '\\M')))
  ORDER BY w.place`;

async function better(tx: Tx, audiences: readonly string[], typed: string): Promise<string | undefined> {
  const [folded] = await tx.query<{ word: string }>("SELECT search_fold($1) AS word", [typed]);
  const word = folded?.word ?? "";
  if (!/^[a-z]{4,30}$/.test(word)) return undefined;
  const words = await tx.query<{ word: string; n: number }>(near, [word]);
  const most = word.length < 6 ? 1 : 2;
  const ranked = words.map((one) => ({ ...one, far: distance(word, one.word) })).filter((one) => one.far <= most).sort((a, b) => a.far - b.far || b.n - a.n).slice(0, 6);
  const [first] = await tx.query<{ word: string }>(stands, [audiences, ranked.map((one) => one.word)]);
  return first?.word === word ? undefined : first?.word;
}

/**
 * What was probably meant: the query with words that nobody writes replaced by the nearest that people write, where the asker may
 * see it. At most three words are looked up; undefined when there is nothing better.
 */
export async function suggest(tx: Tx, { audiences, query }: { audiences: readonly string[]; query: Query }): Promise<Query | undefined> {
  let changed = false;
  const parts: Query["parts"] = [];
  for (const part of query.parts) {
    const [term] = part;
    const meant = part.length === 1 && term && !term.phrase && parts.length < 3 ? await better(tx, audiences, term.text) : undefined;
    if (meant) changed = true;
    parts.push(meant && term ? [{ ...term, text: meant }] : part);
  }
  return changed ? { ...query, parts } : undefined;
}
