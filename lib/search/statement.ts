import { type Asked, candidates, type Give } from "./candidates.ts";
import { close, open } from "./highlights.ts";
import { personColumns } from "./rows.ts";
import type { HitKind } from "./types.ts";

// A title counts most and once, however often it says the word; a body counts up to a cap. Half the weight is gone after four
// years: as a sum of logarithms, so that the order of two things never changes with the day one looks. The title itself comes first,
// however old it is.
const rank = (words: string, exact: string): string => `
  ((ln(${words ? `CASE WHEN d.title IS NULL THEN 0 ELSE least(ts_rank_cd('{0,0,0,1}', d.tsv, ${words}::tsquery, 1), 1) END + least(ts_rank_cd('{0.1,0.1,0.1,0}', d.tsv, ${words}::tsquery, 1), 0.3) + ` : ""}
    0.03 * ln(1 + greatest(d.score, 0)) + 0.02) + ${words ? `CASE WHEN search_fold(d.title) = ${exact} THEN 10 ELSE 0 END + ` : ""}extract(epoch FROM d.created_at) / 182000000.0) * 1000000)::bigint`;

const headline = (text: string, how: string): string =>
  `ts_headline(search_config(d.language), translate(${text}, '${open}${close}', ''), m.marks, 'StartSel=${open}, StopSel=${close}, ${how}')`;

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
      marks AS MATERIALIZED (SELECT language, search_marks(language, ${parts}::jsonb) AS marks FROM unnest('{en,fr,de,es,pl,simple}'::text[]) AS language),
      page AS (SELECT id, key FROM (SELECT d.id, ${rank(words, exact)} AS key FROM found JOIN search_document d ON d.id = found.id) ranked ${after} ORDER BY key DESC, id DESC LIMIT ${asked.limit + 1})
    SELECT d.id, page.key::text AS key, (SELECT count(*) FROM found) AS count, d.kind, d.subject_id AS "subjectId", d.created_at AS "createdAt", d.language,
      t.id AS "topicId", t.slug AS "topicSlug", t.kind AS "topicKind", t.post_count AS "postCount", t.accepted_post_id IS NOT NULL AS answered, t.accepted_post_id IS NOT DISTINCT FROM d.post_id AND d.post_id IS NOT NULL AS accepted, p.number,
      pr.slug AS "productSlug", c.slug AS "categorySlug", c.name AS "categoryName", c.colour AS "categoryColour", ${personColumns},
      ${headline("coalesce(t.title, d.title, '')", "HighlightAll=true")} AS "titleMarks",
      ${headline("regexp_replace(left(coalesce(p.html, r.html, replace(replace(CASE d.kind WHEN 'product' THEN pr.description END, '&', '&amp;'), '<', '&lt;'), ''), 20000), '<[^>]*>', ' ', 'g')", "MaxWords=30, MinWords=12, MaxFragments=2, FragmentDelimiter=\" … \"")} AS snippet
    FROM page JOIN search_document d ON d.id = page.id JOIN marks m ON m.language = CASE WHEN d.language IN ('en', 'fr', 'de', 'es', 'pl') THEN d.language ELSE 'simple' END LEFT JOIN category c ON c.id = d.category_id LEFT JOIN topic t ON t.id = d.topic_id LEFT JOIN post p ON p.id = d.post_id LEFT JOIN account a ON a.id = d.author_id
      LEFT JOIN review r ON r.id = ${idOf("review")} LEFT JOIN product_question q ON q.id = ${idOf("question")} LEFT JOIN product pr ON pr.id = coalesce(r.product_id, q.product_id, ${idOf("product")})
    WHERE coalesce(c.audience, d.audience) = ANY(${audiences}) AND t.deleted_at IS NULL AND p.deleted_at IS NULL
      AND coalesce(pr.active, true) AND coalesce(r.state = 'published', true) AND q.deleted_at IS NULL AND (d.kind <> 'person' OR (a.listed AND a.suspended_at IS NULL))
    ORDER BY page.key DESC, d.id DESC`;
  return { sql, values };
}
