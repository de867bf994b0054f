import type { Tx } from "#lib/core/transact.ts";
import type { Residents } from "./talk.ts";

const notes = ["Try this with the old grinder, and say how it went.", "", "For the guide", "Ask again in spring", "", "À relire avant les fêtes"];

/** What the demo's people follow because they wrote in it, how far those who sign in have read, and a few posts they keep. */
export async function insertReading(tx: Tx, residents: Residents): Promise<void> {
  const readers = residents.all.filter((person) => person.signsIn).map((person) => person.id);
  await tx.query(`INSERT INTO follow (account_id, subject_type, subject_id, level, auto, since, created_at)
    SELECT author_id, 'topic', topic_id::text, 'follow', true, min(created_at), min(created_at) FROM post GROUP BY author_id, topic_id ON CONFLICT DO NOTHING`);
  await tx.query("INSERT INTO follow (account_id, subject_type, subject_id, level, since) SELECT a, 'category', c.id::text, 'follow', now() - interval '20 days' FROM unnest($1::uuid[]) a, category c WHERE c.slug IN ('coffee', 'kitchen') ON CONFLICT DO NOTHING", [readers]);
  await tx.query("INSERT INTO topic_read (account_id, topic_id, last_number) SELECT f.account_id, t.id, greatest(1, t.last_number - t.id % 4) FROM follow f JOIN topic t ON t.id = f.subject_id::bigint WHERE f.subject_type = 'topic' AND f.account_id = ANY($1::uuid[]) ON CONFLICT DO NOTHING", [readers]);
  await tx.query(`INSERT INTO bookmark (account_id, post_id, topic_id, note, created_at)
    SELECT a, p.id, p.topic_id, ($2::text[])[1 + place % 6], p.created_at + interval '2 hours' FROM unnest($1::uuid[]) WITH ORDINALITY u (a, turn)
    CROSS JOIN LATERAL (SELECT p.id, p.topic_id, p.created_at, row_number() OVER (ORDER BY p.id)::int AS place FROM post p JOIN topic t ON t.id = p.topic_id JOIN category c ON c.id = t.category_id WHERE c.audience = 'public' AND p.id % 41 = u.turn LIMIT 5) p ON CONFLICT DO NOTHING`, [readers, notes]);
}
