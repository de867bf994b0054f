import type { Actor } from "#lib/core/actor.ts";
import { Refusal } from "#lib/core/errors.ts";
import { decodeCursor, encodeCursor } from "#lib/core/page.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { seenAudiences } from "#lib/forum/audiences.ts";
import { most, mostInstant } from "./candidates.ts";
import { formatQuery, parseQuery, plainText, wanted, whileTyping } from "./query-language.ts";
import { hitOf, type RawHit } from "./rows.ts";
import { statementOf } from "./statement.ts";
import { suggest } from "./suggestions.ts";
import type { Hit, HitKind, InstantPage, Query, SearchPage, SimilarTopic, Term } from "./types.ts";

const pageSize = 20;
const few = 3;

// A search is planned for its own words, and each part of it goes the one way it was made for: through an index. None may hold the
// database up. `loose` is what the word index is asked, which knows of no neighbours.
const prepare = `SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true), set_config('work_mem', '32MB', true), set_config('statement_timeout', '1500', true),
  set_config('enable_seqscan', 'off', true), set_config('max_parallel_workers_per_gather', '0', true), set_config('join_collapse_limit', '1', true),
  search_query($1::jsonb, $2::jsonb)::text AS words, regexp_replace(search_query($1::jsonb, '[]')::text, '<(-|[0-9]+)>', '&', 'g') AS loose, search_fold($3) AS exact`;

type Wish = { actor: Actor; query: Query; limit: number; after?: string | undefined; kinds?: readonly HitKind[]; ranked?: { titles: number; texts: number } };
type Found = { hits: Hit[]; next: string | null; count: number };
type Made = { terms: Term[][]; parts: string; words: string; loose: string; exact: string };

/** What search makes of a query's words, once for all that is looked for with them. */
async function madeOf(tx: Tx, query: Query): Promise<Made> {
  const terms = wanted(query);
  const parts = JSON.stringify(terms);
  const [made] = await tx.query<Omit<Made, "terms" | "parts">>(prepare, [parts, JSON.stringify(query.without), plainText(query)]);
  return { terms, parts, words: made?.words ?? "", loose: made?.loose ?? "", exact: made?.exact ?? "" };
}

/** Finds one page. Nothing is looked for without a word or a filter. */
async function find(tx: Tx, made: Made, { actor, query, limit, after, kinds, ranked = most }: Wish): Promise<Found> {
  // Words that every language passes over are none; only their filters are left.
  if (!made.words && (made.terms.length > 0 || query.filters.length === 0)) return { hits: [], next: null, count: 0 };
  const { sql, values } = statementOf({ audiences: seenAudiences(actor), query, words: made.words, loose: made.loose, exact: made.exact, parts: made.parts, limit, most: ranked, cursor: decodeCursor(after), ...(kinds ? { kinds } : {}) });
  const rows = await tx.query<RawHit>(sql, values);
  const plain = made.terms.flat().map((term) => term.text);
  const last = rows[limit - 1];
  return { hits: rows.slice(0, limit).map((row) => hitOf(row, plain)), next: rows.length > limit && last ? encodeCursor({ at: last.key, id: last.id }) : null, count: rows[0]?.count ?? 0 };
}

async function inTime<T>(work: (tx: Tx) => Promise<T>): Promise<T | Refusal> {
  try {
    return await transact(work);
  } catch (error) {
    if ((error as { code?: string }).code === "57014") return new Refusal("too-many", "That search took too long. Try it with another word, or a filter.", { retryAfter: 5 });
    throw error;
  }
}

/**
 * What the actor may see of what they look for, the likeliest first, a page at a time. When hardly anything is found, says what
 * was probably meant, and searches that when nothing was. At most eight statements.
 */
export function search(actor: Actor, asked: { q: string; after?: string | undefined }): Promise<SearchPage | Refusal> {
  const query = parseQuery(asked.q);
  return inTime(async (tx) => {
    const found = await find(tx, await madeOf(tx, query), { actor, query, limit: pageSize, after: asked.after });
    const page: SearchPage = { ...found, more: found.count >= most.texts, meant: null, instead: false, unknown: query.unknown };
    if (asked.after || found.count >= few || query.parts.length === 0) return page;
    const meant = await suggest(tx, { audiences: seenAudiences(actor), query });
    if (!meant) return page;
    page.meant = formatQuery(meant);
    if (found.count > 0) return page;
    const other = await find(tx, await madeOf(tx, meant), { actor, query: meant, limit: pageSize });
    return other.count ? { ...page, ...other, more: other.count >= most.texts, instead: true } : { ...page, meant: null };
  });
}

/** What a menu shows while someone types: the last word is only a beginning. */
export function instant(actor: Actor, typed: string): Promise<InstantPage | Refusal> {
  const query = whileTyping(parseQuery(typed), typed.trimEnd());
  // The beginning of very many words says little of texts and costs much: titles alone answer it.
  const short = wanted(query).flat().some((term) => term.prefix && term.text.length < 4);
  return inTime(async (tx) => {
    const titles: Query = { ...query, filters: [...query.filters.filter((filter) => filter.key !== "in"), { key: "in", value: "title" }] };
    const made = await madeOf(tx, query);
    const topics = await find(tx, made, { actor, query: titles, limit: 5, kinds: ["topic"], ranked: mostInstant });
    const posts = short ? { hits: [] } : await find(tx, made, { actor, query, limit: 4, kinds: ["post"], ranked: mostInstant });
    const named = await find(tx, made, { actor, query: titles, limit: 8, kinds: ["product", "person"], ranked: mostInstant });
    const of = (kind: HitKind): Hit[] => named.hits.filter((hit) => hit.kind === kind).slice(0, 4);
    return { topics: topics.hits, posts: posts.hits, people: of("person"), products: of("product") };
  });
}

// IS TRUE keeps the indexes of kind and room out: by the words alone it is a few rows, by those all there are.
const like = `
  WITH seen AS MATERIALIZED (SELECT id, name FROM category WHERE audience = ANY($1)),
    near AS (
      (SELECT d.topic_id, d.title, d.title_tsv FROM search_document d WHERE d.title IS NOT NULL AND (d.kind = 'topic') IS TRUE AND search_fold(d.title) % search_fold($2) AND (d.category_id = ANY(ARRAY(SELECT id FROM seen))) IS TRUE ORDER BY similarity(search_fold(d.title), search_fold($2)) DESC LIMIT 30)
      UNION ALL
      (SELECT d.topic_id, d.title, d.title_tsv FROM search_document d WHERE d.title IS NOT NULL AND (d.kind = 'topic') IS TRUE AND $3 <> '' AND d.title_tsv @@ $3::tsquery AND (d.category_id = ANY(ARRAY(SELECT id FROM seen))) IS TRUE ORDER BY d.created_at DESC LIMIT 100))
  SELECT t.id, t.slug, t.title, t.accepted_post_id IS NOT NULL AS answered, t.post_count - 1 AS replies, s.name AS category
  FROM (SELECT topic_id, max(similarity(search_fold(title), search_fold($2)) + CASE WHEN $3 = '' THEN 0 ELSE 2 * ts_rank(title_tsv, $3::tsquery) END) AS likeness FROM near GROUP BY 1 ORDER BY 2 DESC, 1 DESC LIMIT 5) best
  JOIN topic t ON t.id = best.topic_id AND t.deleted_at IS NULL JOIN seen s ON s.id = t.category_id ORDER BY best.likeness DESC, t.id DESC`;

// Titles are like each other when two fifths of their letters in threes are the same; words, where a slip costs many of few, at less.
const prepareLike = prepare.replace("SELECT ", "SELECT set_config('pg_trgm.similarity_threshold', '0.4', true), ");

/** The topics the actor may see whose titles are like one that is being written, at most five. Two statements. */
export function similarTopics(actor: Actor, title: string): Promise<SimilarTopic[] | Refusal> {
  const words = title.normalize("NFC").match(/[\p{L}\p{N}]{3,}/gu)?.slice(0, 10) ?? [];
  if (words.length === 0 || title.trim().length < 6) return Promise.resolve([]);
  return inTime(async (tx) => {
    // The rarer half of the words would do; that all of at least two longest ones stand there is as good and costs nothing.
    const longest = [...new Set(words)].sort((a, b) => b.length - a.length).slice(0, 2);
    const parts = longest.map((text) => [{ text, phrase: false, prefix: false }]);
    const [made] = await tx.query<{ words: string }>(prepareLike, [JSON.stringify(parts), "[]", ""]);
    return tx.query<SimilarTopic>(like, [seenAudiences(actor), title.slice(0, 150), made?.words ?? ""]);
  });
}
