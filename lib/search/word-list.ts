import { db } from "#lib/core/transact.ts";

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

/** Makes the whole index of search anew from what is there, as after an import that went past it or a change of a category's language. */
export async function rebuildSearch(): Promise<{ documents: number; words: number; seconds: number }> {
  const began = performance.now();
  await db().query("CALL search_rebuild()");
  await db().query("SELECT search_refill()");
  const [row] = await db().query<{ documents: number; words: number }>("SELECT (SELECT count(*) FROM search_document) AS documents, (SELECT count(*) FROM search_word) AS words");
  return { documents: row?.documents ?? 0, words: row?.words ?? 0, seconds: Number(((performance.now() - began) / 1000).toFixed(1)) };
}
