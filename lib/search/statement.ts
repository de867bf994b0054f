import { personColumns } from "./rows.ts";
import { close, open } from "./highlights.ts";
import type { Filter, FilterKey, HitKind, Query } from "./types.ts";

/** What is asked of the database: the audiences that the asker may see, and what `search_query` made of their words (empty: filters only). */
export type Asked = { audiences: readonly string[]; query: Query; words: string; exact: string; parts: string; limit: number; cursor?: { at: string; id: number } | undefined; kinds?: readonly HitKind[] };

// Only so many are ranked: all whose title holds the words, up to some hundreds, and the newest that hold them anywhere.
const titles = 300;
const texts = 1000;

type Give = (value: unknown) => string;

const topicOf = (condition: string): string => `EXISTS (SELECT 1 FROM topic t WHERE t.id = d.topic_id AND ${condition})`;

// One condition for each filter. What an author or a room is asked by must be seen to be found, so nothing is told of others.
const conditions: Record<FilterKey, (value: string, give: Give) => string> = {
  in: () => "d.title IS NOT NULL",
  category: (value, give) => `d.category_id = (SELECT id FROM category WHERE slug = ${give(value)})`,
  tag: (value, give) => `EXISTS (SELECT 1 FROM topic_tag x JOIN tag g ON g.id = x.tag_id WHERE x.topic_id = d.topic_id AND g.slug = ${give(value)})`,
  author: (value, give) => `d.author_id = (SELECT id FROM account WHERE handle = ${give(value)})`,
  kind: (value, give) => (["topic", "post", "product", "review", "person"].includes(value) ? `d.kind = ${give(value)}`
    : `(${value === "question" ? "d.kind = 'question' OR " : ""}d.kind = 'topic' AND ${topicOf(`t.kind = ${give(value)}`)})`),
  before: (value, give) => `d.created_at < ${give(value)}::date`,
  after: (value, give) => `d.created_at >= ${give(value)}::date`,
  has: () => topicOf("t.accepted_post_id IS NOT NULL"),
  is: (value) => topicOf({ open: "t.closed_at IS NULL AND t.archived_at IS NULL", closed: "(t.closed_at IS NOT NULL OR t.archived_at IS NOT NULL)", answered: "t.accepted_post_id IS NOT NULL", unanswered: "t.kind = 'question' AND t.accepted_post_id IS NULL" }[value] ?? "false"),
};

const conditionOf = (filter: Filter, give: Give): string => conditions[filter.key](filter.value, give);

function candidates({ audiences, query, words, exact, kinds }: Asked, give: Give): string {
  const heard = give(audiences);
  // IS TRUE keeps the planner from fetching whole rooms by their index, hundreds of thousands of rows, beside what holds the words.
  const aside = words && !query.filters.some((filter) => filter.key === "category") ? " IS TRUE" : "";
  const seen = `((d.category_id = ANY(ARRAY(SELECT id FROM category WHERE audience = ANY(${heard}))))${aside} OR (d.category_id IS NULL AND d.audience = ANY(${heard})))`;
  const where = [seen, ...query.filters.map((filter) => conditionOf(filter, give)), ...(kinds ? [`(d.kind = ANY(${give(kinds)})) IS TRUE`] : [])].join(" AND ");
  if (!words) return `SELECT id FROM (SELECT d.id FROM search_document d WHERE ${where} ORDER BY d.created_at DESC, d.id DESC LIMIT ${texts}) newest`;
  const found = `${give(words)}::tsquery`;
  const inTitle = query.filters.some((filter) => filter.key === "in");
  const also = query.without.length ? ` AND d.tsv @@ ${found}` : "";
  const sets = [
    `(SELECT d.id FROM search_document d WHERE ${where} AND d.title IS NOT NULL AND search_fold(d.title) = ${give(exact)}${also} LIMIT 20)`,
    `(SELECT d.id FROM search_document d WHERE ${where} AND d.title IS NOT NULL AND d.title_tsv @@ ${found}${also} ORDER BY d.score DESC, d.id DESC LIMIT ${titles})`,
    ...(inTitle ? [] : [`(SELECT d.id FROM search_document d WHERE ${where} AND d.tsv @@ ${found} ORDER BY d.created_at DESC, d.id DESC LIMIT ${texts})`]),
  ];
  return sets.join(" UNION ");
}

// A title counts most and once, however often it says the word; a body counts up to a cap. Half the weight is gone after four
// years: as a sum of logarithms, so that the order of two things never changes with the day one looks.
const rank = (words: string, exact: string): string => `
  ((ln(${words ? `CASE WHEN d.title IS NULL THEN 0 ELSE least(ts_rank_cd('{0,0,0,1}', d.tsv, ${words}::tsquery, 1), 1) END + least(ts_rank_cd('{0.1,0.1,0.1,0}', d.tsv, ${words}::tsquery, 1), 0.3) + CASE WHEN d.title IS NOT NULL AND search_fold(d.title) = ${exact} THEN 4 ELSE 0 END + ` : ""}
    0.03 * ln(1 + greatest(d.score, 0)) + 0.02) + extract(epoch FROM d.created_at) / 182000000.0) * 1000000)::bigint`;

const headline = (text: string, parts: string, how: string): string =>
  `ts_headline(search_config(d.language), translate(${text}, '${open}${close}', ''), search_marks(d.language, ${parts}::jsonb), 'StartSel=${open}, StopSel=${close}, ${how}')`;

const idOf = (kind: HitKind): string => `CASE WHEN d.kind = '${kind}' THEN d.subject_id::bigint END`;

/** The statement that finds a page, with its values: who may see it is asked again where each row is read. */
export function statementOf(asked: Asked): { sql: string; values: unknown[] } {
  const values: unknown[] = [];
  const give: Give = (value) => `$${values.push(value)}`;
  const set = candidates(asked, give);
  const parts = give(asked.parts);
  const [words, exact] = asked.words ? [give(asked.words), give(asked.exact)] : ["", "NULL"];
  const after = asked.cursor ? `WHERE (key, id) < (${give(asked.cursor.at)}::bigint, ${give(asked.cursor.id)}::bigint)` : "";
  const audiences = give(asked.audiences);
  const sql = `
    WITH found AS MATERIALIZED (${set}),
      page AS (SELECT id, key FROM (SELECT d.id, ${rank(words, exact)} AS key FROM found JOIN search_document d ON d.id = found.id) ranked ${after} ORDER BY key DESC, id DESC LIMIT ${asked.limit + 1})
    SELECT d.id, page.key::text AS key, (SELECT count(*) FROM found) AS count, d.kind, d.subject_id AS "subjectId", d.created_at AS "createdAt", d.language,
      t.id AS "topicId", t.slug AS "topicSlug", t.kind AS "topicKind", t.post_count AS "postCount", t.accepted_post_id IS NOT NULL AS answered, t.accepted_post_id IS NOT DISTINCT FROM d.post_id AND d.post_id IS NOT NULL AS accepted, p.number,
      pr.slug AS "productSlug", c.slug AS "categorySlug", c.name AS "categoryName", c.colour AS "categoryColour", ${personColumns},
      ${headline("coalesce(t.title, d.title, '')", parts, "HighlightAll=true")} AS "titleMarks",
      ${headline("regexp_replace(left(coalesce(p.html, r.html, replace(replace(CASE d.kind WHEN 'product' THEN pr.description END, '&', '&amp;'), '<', '&lt;'), ''), 20000), '<[^>]*>', ' ', 'g')", parts, "MaxWords=30, MinWords=12, MaxFragments=2, FragmentDelimiter=\" … \"")} AS snippet
    FROM page JOIN search_document d ON d.id = page.id LEFT JOIN category c ON c.id = d.category_id LEFT JOIN topic t ON t.id = d.topic_id LEFT JOIN post p ON p.id = d.post_id LEFT JOIN account a ON a.id = d.author_id
      LEFT JOIN review r ON r.id = ${idOf("review")} LEFT JOIN product_question q ON q.id = ${idOf("question")} LEFT JOIN product pr ON pr.id = coalesce(r.product_id, q.product_id, ${idOf("product")})
    WHERE coalesce(c.audience, d.audience) = ANY(${audiences}) AND t.deleted_at IS NULL AND p.deleted_at IS NULL
      AND coalesce(pr.active, true) AND coalesce(r.state = 'published', true) AND q.deleted_at IS NULL AND (d.kind <> 'person' OR (a.listed AND a.suspended_at IS NULL))
    ORDER BY page.key DESC, d.id DESC`;
  return { sql, values };
}
