import type pg from "pg";
import type { Size } from "./talk.ts";

/** What another room keeps about the community: its table, and how it is filled while it is empty. `$accounts` and `$topics` are how many there are. */
type Furniture = { table: string; fill: string[] };

const someone = (n: string): string => `('01900000-0000-7000-8000-' || lpad(to_hex((${n}) % $accounts), 12, '0'))::uuid`;

const furniture: Furniture[] = [
  { table: "tag", fill: [
    "INSERT INTO tag (slug, name) SELECT 'tag-' || n, 'Tag ' || n FROM generate_series(1, 400) n",
    "INSERT INTO topic_tag (topic_id, tag_id) SELECT t.id, 1 + floor(power(abs(hashint8(t.id * 7 + n)) / 2147483648.0, 2) * 400)::int FROM topic t, generate_series(1, 2) n ON CONFLICT DO NOTHING",
    "UPDATE topic SET kind = 'idea', accepted_post_id = NULL, votes = (abs(hashint8(id)) % 400), idea_status = (ARRAY['open','open','planned','started','done','declined'])[1 + abs(hashint8(id)) % 6] WHERE id % 14 = 3",
    "UPDATE topic SET pinned = CASE WHEN id % 9000 = 4 THEN 'everywhere' ELSE 'category' END WHERE id % 900 = 4",
  ] },
  { table: "follow", fill: [
    "INSERT INTO follow (account_id, subject_type, subject_id, level) SELECT $someone(n), 'category', (1 + (n * k) % 24)::text, CASE WHEN k = 3 THEN 'mute' ELSE 'follow' END FROM generate_series(0, $accounts - 1) n, generate_series(1, 3) k ON CONFLICT DO NOTHING",
    "INSERT INTO follow (account_id, subject_type, subject_id, level) SELECT $someone(t.id * 17 + k), 'topic', t.id::text, 'follow' FROM topic t, generate_series(1, 4) k ON CONFLICT DO NOTHING",
    "INSERT INTO follow (account_id, subject_type, subject_id, level) SELECT $someone(n), 'person', $someone(n + 5)::text, 'ignore' FROM generate_series(0, $accounts - 1, 7) n ON CONFLICT DO NOTHING",
  ] },
  { table: "topic_read", fill: [
    "INSERT INTO topic_read (account_id, topic_id, last_number) SELECT $someone(t.id * 17 + k), t.id, greatest(1, (t.last_number * (k % 4 + 1)) / 5) FROM topic t, generate_series(1, 6) k ON CONFLICT DO NOTHING",
    "INSERT INTO bookmark (account_id, post_id, topic_id) SELECT $someone(p.topic_id * 13 + p.number), p.id, p.topic_id FROM post p WHERE p.id % 20 = 0 AND p.deleted_at IS NULL ON CONFLICT DO NOTHING",
  ] },
  { table: "notice", fill: [
    `INSERT INTO notice (account_id, kind, event, group_key, subject_type, subject_id, topic_id, post_id, number, actor_ids, actor_count, acts, created_at, updated_at, read_at)
     SELECT $someone(p.topic_id * 31 + n), (ARRAY['reply','mention','reaction'])[1 + p.id % 3], 'post.created', 'post:' || p.id || ':' || n, 'post', p.id::text, p.topic_id, p.id, p.number, ARRAY[p.author_id], 1, 1, p.created_at, p.created_at, CASE WHEN p.id % 4 > 0 THEN p.created_at END
     FROM post p, generate_series(1, 2) n WHERE p.id % 5 = 0 ON CONFLICT DO NOTHING`,
  ] },
];

/** Fills the tables that rooms have brought since the community was made, as far as they are empty. */
export async function furnish(client: pg.Client, size: Size): Promise<void> {
  let filled = 0;
  for (const { table, fill } of furniture) {
    const { rows: [there] } = await client.query<{ name: string | null }>("SELECT to_regclass($1)::text AS name", [table]);
    if (!there?.name) continue;
    const { rows } = await client.query(`SELECT 1 FROM ${table} LIMIT 1`);
    if (rows.length) continue;
    for (const sql of fill) await client.query(sql.replaceAll(/\$someone\(([^)]*)\)/g, (_, n: string) => someone(n)).replaceAll("$accounts", String(size.accounts)).replaceAll("$topics", String(size.topics)));
    filled += 1;
  }
  if (filled) await client.query("VACUUM (ANALYZE)");
}
