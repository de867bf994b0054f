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

// Each word with what stands near it in the list.
const near = `
  SELECT t.place::int AS place, w.word, w.n
  FROM unnest($1::text[]) WITH ORDINALITY AS t (typed, place) CROSS JOIN LATERAL (
    SELECT search_fold(t.typed) AS word, NULL::int AS n UNION ALL
    (SELECT word, max(n) FROM search_word WHERE word % search_fold(t.typed) AND length(word) BETWEEN length(t.typed) - 2 AND length(t.typed) + 2 GROUP BY word ORDER BY similarity(word, search_fold(t.typed)) DESC, 2 DESC LIMIT 30)) AS w
  WHERE search_fold(t.typed) ~ '^[a-z]{4,30}$'`;
type Near = { place: number; word: string; n: number | null };

// The list knows every room's words. A word is said only when it stands, as it is, in something the asker may see now. Each look is
// planned for its own word, and goes by the word index: the sum keeps the rooms' own out of it.
const look = (at: number): string => `
  SELECT ${at} AS at WHERE EXISTS (
    SELECT 1 FROM (
      SELECT d.post_id, d.topic_id FROM search_document d WHERE d.tsv @@ search_query(jsonb_build_array(jsonb_build_array(jsonb_build_object('text', $${at + 2}::text, 'phrase', false, 'prefix', false))), '[]')
        AND d.post_id IS NOT NULL AND (d.category_id + 0) = ANY(ARRAY(SELECT id FROM category WHERE audience = ANY($1))) LIMIT 100) near
    JOIN post p ON p.id = near.post_id AND p.deleted_at IS NULL JOIN topic t ON t.id = near.topic_id AND t.deleted_at IS NULL
    WHERE search_fold(p.source) ~ ('\\m' || $${at + 2}::text || '\\M') OR (p.number = 1 AND search_fold(t.title) ~ ('\\m' || $${at + 2}::text || '\\M')))`;

const mostWords = 2;
const mostNear = 3;

/** The likeliest words for one that was typed, itself first: fewest slips, then most used. */
function likeliest(all: readonly Near[]): Near[] {
  const typed = all.find((one) => one.n === null);
  if (!typed) return [];
  const most = typed.word.length < 6 ? 1 : 2;
  const others = all.flatMap((one) => { const far = distance(typed.word, one.word); return one.n !== null && far > 0 && far <= most ? [{ one, far }] : []; });
  return [typed, ...others.sort((a, b) => a.far - b.far || (b.one.n ?? 0) - (a.one.n ?? 0)).slice(0, mostNear).map(({ one }) => one)];
}

/**
 * What was probably meant: the query with words that nobody writes replaced by the nearest that people write, where the asker may
 * see it. At most two words are looked up; undefined when there is nothing better. Two statements.
 */
export async function suggest(tx: Tx, { audiences, query }: { audiences: readonly string[]; query: Query }): Promise<Query | undefined> {
  const asked = query.parts.filter((part) => part.length === 1 && part[0] && !part[0].phrase && !part[0].prefix).map((part) => part[0]?.text ?? "").sort((a, b) => b.length - a.length).slice(0, mostWords);
  const rows = asked.length ? await tx.query<Near>(near, [asked]) : [];
  const chosen = asked.flatMap((_, at) => likeliest(rows.filter((row) => row.place === at + 1)));
  // A word that is alone with itself has nothing near it.
  if (chosen.every((one) => one.n === null)) return undefined;
  // Of each place the first that stands: those after it are not asked for.
  const looks = asked.map((_, at) => chosen.flatMap((one, place) => (one.place === at + 1 ? [look(place)] : []))).filter((of) => of.length > 0);
  const stands = new Set((await tx.query<{ at: number }>(looks.map((of) => `(${of.join(" UNION ALL ")} LIMIT 1)`).join(" UNION ALL "), [audiences, ...chosen.map((one) => one.word)])).map((row) => row.at));
  const meant = new Map(asked.map((text, at): [string, string | undefined] => {
    const first = chosen.find((one, place) => one.place === at + 1 && stands.has(place));
    return [text, first?.n === null ? undefined : first?.word];
  }));
  if (![...meant.values()].some(Boolean)) return undefined;
  return { ...query, parts: query.parts.map((part) => part.map((term) => (part.length === 1 && !term.phrase && meant.get(term.text) ? { ...term, text: meant.get(term.text) ?? term.text } : term))) };
}
