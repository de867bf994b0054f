import type { Reader, Tx } from "#lib/core/transact.ts";

/** A column that names an account: its table's primary key, and the other columns of each unique index it is part of. */
export type AccountColumn = { table: string; column: string; key: string[]; uniques: string[][] };
export type Row = Record<string, unknown>;
/** What a merge moved: the rows as they were, by table and column, and those of the other where both may have one. */
export type Moved = { table: string; column: string; key: string[]; rows: Row[]; theirs: Row[] }[];

const columns = `
  SELECT c.conrelid::regclass::text AS "table", a.attname::text AS "column",
    (SELECT array_agg(k.attname::text ORDER BY k.attnum) FROM pg_index i JOIN pg_attribute k ON k.attrelid = i.indrelid AND k.attnum = ANY(i.indkey) WHERE i.indrelid = c.conrelid AND i.indisprimary) AS key,
    coalesce((SELECT json_agg(u.others) FROM (SELECT coalesce(json_agg(k.attname::text) FILTER (WHERE k.attnum <> a.attnum), '[]') AS others FROM pg_index i JOIN pg_attribute k ON k.attrelid = i.indrelid AND k.attnum = ANY(i.indkey)
      WHERE i.indrelid = c.conrelid AND i.indisunique AND i.indpred IS NULL AND a.attnum = ANY(i.indkey) GROUP BY i.indexrelid) u), '[]') AS uniques
  FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1] WHERE c.contype = 'f' AND c.confrelid = 'account'::regclass AND cardinality(c.conkey) = 1 ORDER BY 1, 2`;

/** Every column of every room that names an account, asked of the database itself, so that no room can be forgotten. */
export async function accountColumns(reader: Reader, without: readonly string[] = []): Promise<AccountColumn[]> {
  return (await reader.query<AccountColumn>(columns)).filter((one) => !without.includes(one.table));
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The rows of such a column that name someone. */
export async function rowsOf(reader: Reader, at: Pick<AccountColumn, "table" | "column">, of: { accountId: string; most: number }): Promise<Row[]> {
  return (await reader.query<{ row: Row }>(`SELECT to_jsonb(t) AS row FROM ${at.table} t WHERE t.${quoted(at.column)} = $1 LIMIT ${of.most}`, [of.accountId])).map((one) => one.row);
}

/** Names another account in all rows of a column. A row that the other has already, by a unique index, goes. */
export async function renameIn(tx: Tx, at: AccountColumn, { from, into }: { from: string; into: string }): Promise<void> {
  const column = quoted(at.column);
  for (const others of at.uniques) {
    const same = others.map((other) => ` AND i.${quoted(other)} = f.${quoted(other)}`).join("");
    await tx.query(`DELETE FROM ${at.table} f USING ${at.table} i WHERE f.${column} = $1 AND i.${column} = $2${same}`, [from, into]);
  }
  await tx.query(`UPDATE ${at.table} SET ${column} = $2 WHERE ${column} = $1`, [from, into]);
}

// What the database works out by itself cannot be written again.
const written = "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS names FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''";

async function insert(tx: Tx, table: string, row: Row): Promise<void> {
  const [columns] = await tx.query<{ names: string }>(written, [table]);
  await tx.query(`INSERT INTO ${table} (${columns?.names}) OVERRIDING SYSTEM VALUE SELECT ${columns?.names} FROM jsonb_populate_record(NULL::${table}, $1::jsonb) ON CONFLICT DO NOTHING`, [JSON.stringify(row)]);
}

// Where the account is part of the key, both may have had a row for the same thing: each gets the one they had.
async function giveKeyedBack(tx: Tx, moved: Moved[number], into: string): Promise<void> {
  const rest = moved.key.filter((key) => key !== moved.column);
  const same = rest.map((key) => ` AND ${quoted(key)}::text = ($2::jsonb)->>'${key}'`).join("");
  for (const row of moved.rows) {
    await tx.query(`DELETE FROM ${moved.table} WHERE ${quoted(moved.column)} = $1 AND $2::jsonb IS NOT NULL${same}`, [into, JSON.stringify(row)]);
    const theirs = moved.theirs.find((one) => rest.every((key) => one[key] === row[key]));
    for (const one of theirs ? [theirs, row] : [row]) await insert(tx, moved.table, one);
  }
}

/** Gives rows back to whom they belonged: renamed where they still are, written again where the merge let them go. */
export async function giveRowsBack(tx: Tx, moved: Moved[number], { from, into }: { from: string; into: string }): Promise<void> {
  if (moved.key.includes(moved.column)) return giveKeyedBack(tx, moved, into);
  const where = moved.key.map((key) => `t.${quoted(key)}::text = ($1::jsonb)->>'${key}'`).join(" AND ");
  for (const row of moved.rows) {
    const back = await tx.query(`UPDATE ${moved.table} t SET ${quoted(moved.column)} = $3 WHERE ${where} AND t.${quoted(moved.column)} = $2 RETURNING 1`, [JSON.stringify(row), into, from]);
    if (back.length === 0) await insert(tx, moved.table, row);
  }
}
