import type { Member } from "#lib/core/actor.ts";
import { missing, type Refusal } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { readSettings } from "#lib/catalogue/settings.ts";
import type { BranchView, FoundView, PathView, TreeRow, TreeView } from "./types.ts";

const pageSize = 30;
const columns = `n.account_id AS id, a.name, coalesce(n.joined_at, a.created_at) AS joined, n.brought, n.below, n.own_cents AS "ownCents", n.below_cents AS "belowCents"`;
type Row = Omit<TreeRow, "joined"> & { joined: Date | null };
const rowOf = <Given extends Row>({ joined, ...row }: Given): Omit<Given, "joined"> & { joined: string | null } => ({ ...row, joined: joined?.toISOString() ?? null });

const readTotal = `SELECT coalesce(sum(below + 1), 0)::float8 AS total, coalesce(sum(below_cents), 0)::float8 AS cents FROM referral_node WHERE parent_id IS NULL AND below > 0`;
const readOwn = `SELECT (below + 1)::float8 AS total, below_cents::float8 AS cents FROM referral_node WHERE account_id = $1`;
// Level by level, only what is large enough to be seen: however large the tree, as much as a picture holds.
const readDrawn = (start: string): string => `
  WITH RECURSIVE drawn AS (
    SELECT n.account_id, n.parent_id, 0 AS level FROM referral_node n WHERE ${start} AND n.below + 1 >= $2
    UNION ALL
    SELECT n.account_id, n.parent_id, d.level + 1 FROM drawn d JOIN referral_node n ON n.parent_id = d.account_id AND n.below >= $2 - 1 WHERE d.level < 80)
  SELECT ${columns}, d.parent_id AS above FROM (SELECT * FROM drawn LIMIT 6000) d JOIN referral_node n ON n.account_id = d.account_id JOIN account a ON a.id = n.account_id ORDER BY d.level, n.below DESC, n.account_id DESC`;
// A picture has about so many lines: who would be thinner than one is drawn with the others of their branch.
const lines = 1200;

/** The picture of the whole tree, or of one branch: everybody whose branch is large enough to be seen, above first. */
export async function readTree(_actor: Member, root: string | undefined): Promise<TreeView | Refusal> {
  const [[whole], { currency }] = await Promise.all([db().query<{ total: number; cents: number }>(root ? readOwn : readTotal, root ? [root] : []), readSettings(db())]);
  if (!whole) return missing();
  const least = Math.max(1, Math.ceil(whole.total / lines));
  const rows = await db().query<Row & { above: string | null }>(readDrawn(root ? "n.account_id = $1" : "n.parent_id IS NULL AND n.below > 0 AND $1::uuid IS NULL"), [root ?? null, least]);
  const place = new Map(rows.map((row, at) => [row.id, at]));
  return { currency, total: whole.total, cents: whole.cents, least, nodes: rows.map(({ above, ...row }) => ({ ...rowOf(row), parent: (above === null ? undefined : place.get(above)) ?? -1 })) };
}

const readBranchRows = (of: string): string => `
  SELECT ${columns} FROM referral_node n JOIN account a ON a.id = n.account_id WHERE ${of} AND ($2::int IS NULL OR (n.below, n.account_id) < ($2, $3::uuid)) ORDER BY n.below DESC, n.account_id DESC LIMIT ${pageSize + 1}`;

/** Whom somebody brought, the largest branches first; without somebody, those who brought others and were brought by nobody. */
export async function readBranch(_actor: Member, { under, after }: { under?: string | undefined; after?: string | undefined }): Promise<BranchView> {
  const [, below, id] = /^(\d{1,9})\.([0-9a-f-]{36})$/.exec(after ?? "") ?? [];
  const rows = await db().query<Row>(readBranchRows(under ? "n.parent_id = $1" : "n.parent_id IS NULL AND n.below > 0 AND $1::uuid IS NULL"), [under ?? null, below ? Number(below) : null, id ?? null]);
  const shown = rows.slice(0, pageSize).map(rowOf);
  const end = shown.at(-1);
  return { rows: shown, next: rows.length > pageSize && end ? `${end.below}.${end.id}` : null };
}

const readPathRows = `
  WITH RECURSIVE above AS (SELECT account_id, parent_id, 0 AS step FROM referral_node WHERE account_id = $1 UNION ALL SELECT n.account_id, n.parent_id, a.step + 1 FROM above a JOIN referral_node n ON n.account_id = a.parent_id WHERE a.step < 10000)
  SELECT ${columns} FROM above u JOIN referral_node n ON n.account_id = u.account_id JOIN account a ON a.id = n.account_id ORDER BY u.step DESC`;

/** Everybody from the top of a branch down to somebody, themselves last. */
export async function readPath(_actor: Member, id: string): Promise<PathView | Refusal> {
  const rows = await db().query<Row>(readPathRows, [id]);
  return rows.length > 0 ? { path: rows.map(rowOf) } : missing();
}

const readFound = `
  SELECT ${columns}, b.name AS by FROM customer_fact c JOIN referral_node n ON n.account_id = c.customer_id JOIN account a ON a.id = n.account_id LEFT JOIN account b ON b.id = n.parent_id
  WHERE c.sort_name LIKE '%' || search_fold($1) || '%' ORDER BY n.below DESC, n.account_id LIMIT 20`;

/** People of the tree by a part of their name, the largest branches first. */
export async function findInTree(_actor: Member, q: string): Promise<FoundView> {
  const rows = await db().query<Row & { by: string | null }>(readFound, [q.replace(/[\\%_]/g, (sign) => `\\${sign}`)]);
  return { found: rows.map(rowOf) };
}
