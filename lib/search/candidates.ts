import type { Filter, FilterKey, HitKind, Query } from "./types.ts";

/**
 * What is asked of the database: the audiences that the asker may see, what `search_query` made of their words (empty: filters
 * only), and `loose`, the same with phrases as words that stand anywhere and without exclusions.
 */
export type Asked = { audiences: readonly string[]; query: Query; words: string; loose: string; exact: string; parts: string; limit: number; most: { titles: number; texts: number }; cursor?: { at: string; id: number } | undefined; kinds?: readonly HitKind[] };
/** Takes a value, gives the place that stands for it. */
export type Give = (value: unknown) => string;

/** Only so many are ranked: titles that hold the words, and the newest texts that hold them anywhere. More than so many texts are not counted. */
export const most = { titles: 200, texts: 400 };
/** While someone types, the newest few answer as well. */
export const mostInstant = { titles: 60, texts: 60 };
// And only so many are looked at: the newest one by one, whatever they say; then what the word index names, stretch by stretch
// from the newest on (search_keys). Without these a word that everybody says would be looked for in every text.
const walked = 4000;
const walkedTitles = 1000;
const walkedAlone = 20_000;
const named = 3000;
const namedBeyond = 8000;
// The index gathers all that begins with a few letters before it gives any of it: a longer walk is shorter.
const walkedForBeginnings = 12_000;
// The newest stretches are asked first when all there is holds the words more often than may be looked at, as a thousand texts say.
const recent = 4;
const sampled = 1000;
const often = (namedBeyond * sampled) / 32_768;
// Of a tag all that stands under it is looked at, unless it is one of the few under which very much stands.
const topicsOfTag = 1000;
const walkedOfTag = 20_000;

const topicOf = (condition: string): string => `EXISTS (SELECT 1 FROM topic t WHERE t.id = d.topic_id AND ${condition})`;
const shelf: readonly string[] = ["product", "review", "person"];

// One condition for each filter. What an author or a room is asked by must be seen to be found, so nothing is told of others.
const conditions: Record<FilterKey, (value: string, give: Give) => string> = {
  in: () => "d.title IS NOT NULL",
  category: (value, give) => `d.category_id = (SELECT id FROM category WHERE slug = ${give(value)})`,
  // IS TRUE has the tag's topics read once, where a join would ask for each row.
  tag: (value, give) => `(d.topic_id IN (SELECT x.topic_id FROM topic_tag x WHERE x.tag_id = (SELECT id FROM tag WHERE slug = ${give(value)}))) IS TRUE`,
  author: (value, give) => `d.author_id = (SELECT id FROM account WHERE handle = ${give(value)})`,
  kind: (value, give) => (["topic", "post", ...shelf].includes(value) ? `d.kind = ${give(value)}`
    : `(${value === "question" ? "d.kind = 'question' OR " : ""}d.kind = 'topic' AND ${topicOf(`t.kind = ${give(value)}`)})`),
  before: (value, give) => `d.created_at < ${give(value)}::date`,
  after: (value, give) => `d.created_at >= ${give(value)}::date`,
  has: () => topicOf("t.accepted_post_id IS NOT NULL"),
  is: (value) => topicOf({ open: "t.closed_at IS NULL AND t.archived_at IS NULL", closed: "(t.closed_at IS NOT NULL OR t.archived_at IS NOT NULL)", answered: "t.accepted_post_id IS NOT NULL", unanswered: "t.kind = 'question' AND t.accepted_post_id IS NULL" }[value] ?? "false"),
};

/** Where a walk goes, newest first, and what is left for the word index when it ended before its time, as it says of `ends`. */
type Walk = { along: string; ends: string; beyond: string };

const filterOf = (query: Query, key: FilterKey): Filter | undefined => query.filters.find((filter) => filter.key === key);

// Along the one index that leads through fewest: the author's own, a tag's topics last spoken in, a room's, or all there is.
function walkOf(query: Query, steps: number, give: Give): Walk {
  const held = (["before", "after"] as const).flatMap((key) => { const filter = filterOf(query, key); return filter ? [conditions[key](filter.value, give)] : []; });
  const tag = filterOf(query, "tag");
  const own = filterOf(query, "author") ?? (tag ? undefined : filterOf(query, "category"));
  if (tag && !own) {
    const ends = `SELECT topic_id FROM topic_tag WHERE tag_id = (SELECT id FROM tag WHERE slug = ${give(tag.value)}) AND live ORDER BY last_post_at DESC, topic_id DESC LIMIT ${topicsOfTag}`;
    const along = ["d.topic_id = ANY(ARRAY(SELECT topic_id FROM ends))", ...held.map((one) => `(${one}) IS TRUE`)].join(" AND ");
    return { ends, along: `SELECT * FROM search_document d WHERE ${along} LIMIT ${walkedOfTag}`, beyond: `(SELECT count(*) FROM ends) = ${topicsOfTag} AND d.topic_id NOT IN (SELECT topic_id FROM ends)` };
  }
  const where = [...held, ...(own ? [conditions[own.key](own.value, give)] : [])];
  const along = (columns: string): string => `SELECT ${columns} FROM search_document d${where.length ? ` WHERE ${where.join(" AND ")}` : ""} ORDER BY d.created_at DESC, d.id DESC`;
  return { ends: `${along("created_at")} OFFSET ${steps - 1} LIMIT 1`, along: `${along("*")} LIMIT ${steps}`, beyond: "(SELECT created_at FROM ends) IS NOT NULL AND d.created_at <= (SELECT created_at FROM ends)" };
}

// What the word index names, so many at most, and of them what fits. IS TRUE keeps every other index out of it.
type Named = { from: string; fits: string; order: string; limit: number; most?: number };
const byIndex = ({ from, fits, order, limit, most = named }: Named): string => `(SELECT d.id FROM (SELECT * FROM search_document d WHERE ${from} LIMIT ${most}) d WHERE ${fits} ORDER BY ${order} LIMIT ${limit})`;

type Sought = { fits: string; found: string; loose: string; narrow: string; texts: number };

function textsOf(query: Query, { fits, found, loose, narrow, texts }: Sought, give: Give): string {
  const { along, ends, beyond } = walkOf(query, query.parts.flat().some((term) => term.prefix) ? walkedForBeginnings : walked, give);
  const before = filterOf(query, "before");
  // Each is read at most once, and only when it is asked for.
  const bounds = [`ends AS MATERIALIZED (${ends})`,
    `newest AS MATERIALIZED (SELECT (id >> 15) + 1 AS stretch FROM search_document d${before ? ` WHERE ${conditions.before(before.value, give)}` : ""} ORDER BY d.created_at DESC, d.id DESC LIMIT 1)`,
    `said AS MATERIALIZED (SELECT count(*) * (SELECT stretch FROM newest) > ${Math.floor(often)} AS often FROM (SELECT tsv FROM search_document ORDER BY created_at DESC, id DESC LIMIT ${sampled}) d WHERE d.tsv @@ ${loose})`];
  const strict = `${fits} AND d.tsv @@ ${found} AND ${beyond}`;
  const order = "d.created_at DESC, d.id DESC";
  const from = `d.tsv @@ ${loose}${narrow}`;
  const sets = [
    `(SELECT d.id FROM (${along}) d WHERE ${fits} AND d.tsv @@ ${found} ORDER BY ${order} LIMIT ${texts})`,
    byIndex({ from: `${from} AND public.search_keys(d.id, d.category_id) && (SELECT array_agg(stretch - n) FROM newest, generate_series(0, ${recent - 1}) n)`, fits: `${strict} AND (SELECT often FROM said)`, order, limit: texts }),
    byIndex({ from: `${from} AND (NOT (SELECT often FROM said) OR NOT (SELECT stretch FROM newest) - (d.id >> 15) - 1 BETWEEN 0 AND ${recent - 1}) IS TRUE`, fits: strict, order, limit: texts, most: namedBeyond }),
  ];
  return `(WITH ${bounds.join(", ")} SELECT id FROM (${sets.join("\n    UNION ALL ")}) found LIMIT ${texts})`;
}

/** The ids of what is ranked, as SQL: all of it fits the filters and stands where the asker may see it. */
export function candidates({ audiences, query, words, loose: plain, exact, kinds, most: { titles, texts } }: Asked, give: Give): string {
  const heard = give(audiences);
  const seen = `(d.category_id = ANY(ARRAY(SELECT id FROM category WHERE audience = ANY(${heard}))) OR (d.category_id IS NULL AND d.audience = ANY(${heard})))`;
  const fits = [seen, ...query.filters.map((filter) => conditions[filter.key](filter.value, give)), ...(kinds ? [`d.kind = ANY(${give(kinds)})`] : [])].join(" AND ");
  if (!words) {
    const { along, ends } = walkOf(query, walkedAlone, give);
    return `SELECT id FROM (WITH ends AS MATERIALIZED (${ends}) SELECT d.id FROM (${along}) d WHERE ${fits} ORDER BY d.created_at DESC, d.id DESC LIMIT ${texts}) newest`;
  }
  const [found, loose] = [`${give(words)}::tsquery`, `${give(plain)}::tsquery`];
  const inTitle = filterOf(query, "in") !== undefined;
  const of = kinds ?? [filterOf(query, "kind")?.value ?? ""];
  const room = filterOf(query, "category");
  const narrow = of.every((kind) => shelf.includes(kind)) ? " AND public.search_keys(d.id, d.category_id) && '{0}'"
    : room ? ` AND public.search_keys(d.id, d.category_id) && ARRAY[-(SELECT id FROM category WHERE slug = ${give(room.value)})]` : "";
  // A post has no title of its own.
  const titled = of.every((kind) => kind === "post") ? [] : [
    `(SELECT d.id FROM search_document d WHERE (${fits}) IS TRUE AND d.title IS NOT NULL AND search_fold(d.title) = ${give(exact)}${query.without.length ? ` AND d.tsv @@ ${found}` : ""} LIMIT 20)`,
    ...(narrow ? [] : [`(SELECT d.id FROM (SELECT * FROM search_document d WHERE d.title IS NOT NULL ORDER BY d.created_at DESC, d.id DESC LIMIT ${walkedTitles}) d WHERE d.title_tsv @@ ${found}${query.without.length ? ` AND d.tsv @@ ${found}` : ""} AND ${fits} LIMIT ${titles / 2})`]),
    byIndex({ from: `d.title IS NOT NULL AND d.title_tsv @@ ${loose}${narrow}`, fits: `${fits} AND d.title_tsv @@ ${found}${query.without.length ? ` AND d.tsv @@ ${found}` : ""}`, order: "d.score DESC, d.id DESC", limit: titles }),
  ];
  return [...titled, ...(inTitle ? [] : [textsOf(query, { fits, found, loose, narrow, texts }, give)])].join(" UNION ");
}
