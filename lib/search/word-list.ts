import { db, transact } from "#lib/core/transact.ts";

const batch = 400;
const take = `
  WITH fresh AS (DELETE FROM search_fresh WHERE id IN (SELECT id FROM search_fresh ORDER BY id LIMIT ${batch} FOR UPDATE SKIP LOCKED) RETURNING document_id),
    said AS (SELECT DISTINCT d.id, d.language, word FROM fresh JOIN search_document d ON d.id = fresh.document_id JOIN post p ON p.id = d.post_id,
      unnest(tsvector_to_array(to_tsvector('search_simple', left(coalesce(d.title || ' ', '') || p.source, 4000)))) AS word WHERE word ~ '^[a-z]{3,30}$'),
    kept AS (INSERT INTO search_word (word, language, n) SELECT word, language, count(*) FROM said GROUP BY 1, 2 ORDER BY 1, 2
      ON CONFLICT (word, language) DO UPDATE SET n = search_word.n + excluded.n RETURNING 1)
  SELECT (SELECT count(*) FROM fresh) AS count, (SELECT count(*) FROM kept) AS words`;

/** Reads what was written lately for its words, a batch at a time; resolves to how many texts it took. */
export async function keepWords(): Promise<number> {
  const [row] = await db().query<{ count: number }>(take);
  return row?.count ?? 0;
}

// A word stays while any text says it in one of its forms; each is asked of the word index.
const forget = `
  WITH listed AS MATERIALIZED (SELECT DISTINCT word FROM search_word WHERE word > $1 ORDER BY word LIMIT ${batch}),
    gone AS MATERIALIZED (SELECT word FROM listed WHERE NOT EXISTS (SELECT 1 FROM search_document d
      WHERE d.tsv @@ search_query(jsonb_build_array(jsonb_build_array(jsonb_build_object('text', listed.word, 'phrase', false, 'prefix', false))), '[]') LIMIT 1)),
    forgotten AS (DELETE FROM search_word WHERE word IN (SELECT word FROM gone) RETURNING 1)
  SELECT (SELECT max(word) FROM listed) AS last, (SELECT count(*) FROM forgotten) AS count`;

/** Takes out of the word list what no text says any more, as after an erasure; resolves to how many words that were. */
export async function forgetWords(): Promise<number> {
  let count = 0;
  for (let last: string | null = ""; last !== null; ) {
    const after: string = last;
    const [row] = await transact(async (tx) => {
      await tx.query("SELECT set_config('enable_seqscan', 'off', true)");
      return tx.query<{ last: string | null; count: number }>(forget, [after]);
    });
    count += row?.count ?? 0;
    last = row?.last ?? null;
  }
  return count;
}

/** Reads the texts of rooms whose language changed again, some at a time in transactions of their own, until none is left. */
export async function keepLanguages(): Promise<void> {
  let left: number;
  do left = (await db().query<{ left: number }>("SELECT search_relearn($1) AS left", [batch]))[0]?.left ?? 0;
  while (left > 0);
}

/** Makes the whole index of search anew from what is there, as after an import that went past it. */
export async function rebuildSearch(): Promise<{ documents: number; words: number; seconds: number }> {
  const began = performance.now();
  await db().query("CALL search_rebuild()");
  await db().query("SELECT search_refill()");
  const [row] = await db().query<{ documents: number; words: number }>("SELECT (SELECT count(*) FROM search_document) AS documents, (SELECT count(*) FROM search_word) AS words");
  return { documents: row?.documents ?? 0, words: row?.words ?? 0, seconds: Number(((performance.now() - began) / 1000).toFixed(1)) };
}
