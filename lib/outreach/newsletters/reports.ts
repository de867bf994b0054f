import type { Actor } from "#lib/core/actor.ts";
import { missing, type Refusal, refused } from "#lib/core/errors.ts";
import { db, type Reader } from "#lib/core/transact.ts";
import { segmentCount } from "./audiences.ts";
import { mailingOf } from "./drafts.ts";
import { findable, judge, sizeFor } from "./judging.ts";
import { mayReadReports, mayWriteNews } from "./policy.ts";
import { thinnedReport } from "./thinning.ts";
import type { Arm, ArmCounts, Counts, MailingView, Readers, ReportView, TestPlan, Verdict } from "./types.ts";

/** How long readers have after the last letter of a test left, before it is judged. Said beforehand, and the same for every test. */
export const hoursToRead = 24;

const arrived = "m.state IN ('sent', 'doubt') AND m.bounced_at IS NULL";
const countsSql = `
  SELECT count(*) FILTER (WHERE l.queued_at IS NOT NULL)::int AS letters, count(*) FILTER (WHERE m.state IN ('waiting', 'sending'))::int AS waiting, count(*) FILTER (WHERE ${arrived})::int AS sent,
    count(*) FILTER (WHERE m.bounced_at IS NOT NULL OR m.state = 'failed')::int AS bounced, count(*) FILTER (WHERE m.state = 'withheld')::int AS withheld, count(*) FILTER (WHERE m.clicked_at IS NOT NULL)::int AS clicked, count(*) FILTER (WHERE m.complained_at IS NOT NULL)::int AS complained,
    count(*) FILTER (WHERE l.watched AND ${arrived})::int AS watched, count(*) FILTER (WHERE l.opened_at IS NOT NULL AND ${arrived})::int AS opened
  FROM mailing_letter l LEFT JOIN mail m ON m.id = l.mail_id WHERE l.mailing_id = $1`;
const outSql = `SELECT left_out AS reason, count(*)::int AS count FROM mailing_letter WHERE mailing_id = $1 AND left_out IS NOT NULL GROUP BY 1 ORDER BY 2 DESC`;
const armsSql = `
  SELECT l.arm, count(*) FILTER (WHERE ${arrived})::int AS sent, count(*) FILTER (WHERE ${arrived} AND m.clicked_at IS NOT NULL)::int AS clicked, count(*) FILTER (WHERE m.state IN ('waiting', 'sending') OR (l.queued_at IS NULL AND l.left_out IS NULL))::int AS waiting, max(m.sent_at) AS last
  FROM mailing_letter l LEFT JOIN mail m ON m.id = l.mail_id WHERE l.mailing_id = $1 AND l.tested GROUP BY 1`;

type ArmRow = ArmCounts & { arm: Arm; waiting: number; last: Date | null };

async function armsOf(reader: Reader, id: string): Promise<{ arms: Record<Arm, ArmCounts>; waiting: number; last: Date | null }> {
  const rows = await reader.query<ArmRow>(armsSql, [id]);
  const of = (arm: Arm): ArmCounts => { const row = rows.find((one) => one.arm === arm); return { sent: row?.sent ?? 0, clicked: row?.clicked ?? 0 }; };
  const last = rows.reduce<Date | null>((latest, row) => (row.last && (!latest || row.last > latest) ? row.last : latest), null);
  return { arms: { a: of("a"), b: of("b") }, waiting: rows.reduce((sum, row) => sum + row.waiting, 0), last };
}

/** How the test of a mailing stands; null where nothing is tested. */
export async function verdictOf(reader: Reader, at: MailingView, now: Date): Promise<Verdict | null> {
  if (at.varies === "none" || at.testSize === null || !at.startedAt) return null;
  const { arms, waiting, last } = await armsOf(reader, at.id);
  return judge(arms, { size: at.testSize, until: last && new Date(last.getTime() + hoursToRead * 3_600_000), now, waiting });
}

const nothing = { letters: 0, waiting: 0, sent: 0, bounced: 0, withheld: 0, clicked: 0, complained: 0, watched: 0, opened: 0 };

/** What came of a mailing: what left, what came back, who took its way. Five statements. */
export async function readReport(actor: Actor, id: string, now = new Date()): Promise<ReportView | Refusal> {
  const me = mayReadReports(actor);
  if (refused(me)) return me;
  const individuals = !refused(mayWriteNews(actor));
  const at = await mailingOf(db(), id);
  if (!at || (!individuals && !at.startedAt)) return missing();
  const [[counts], leftOut, verdict, arms] = await Promise.all([
    db().query<Omit<Counts, "leftOut">>(countsSql, [id]), db().query<{ reason: string; count: number }>(outSql, [id]), verdictOf(db(), at, now), at.varies === "none" ? null : armsOf(db(), id),
  ]);
  const found = { counts: { ...(counts ?? nothing), leftOut }, arms: arms?.arms ?? null, verdict };
  return { mailing: at, individuals, ...(individuals ? found : thinnedReport(found)) };
}

const page = 50;
const readers = `
  SELECT a.id, a.name, l.arm, CASE WHEN l.left_out IS NOT NULL THEN l.left_out WHEN m.id IS NULL THEN 'waiting' WHEN m.bounced_at IS NOT NULL THEN 'bounced' WHEN m.clicked_at IS NOT NULL THEN 'clicked' WHEN l.opened_at IS NOT NULL THEN 'opened' ELSE m.state END AS state, m.clicked_at AS "clickedAt", m.sent_at AS "sentAt"
  FROM mailing_letter l JOIN account a ON a.id = l.account_id LEFT JOIN mail m ON m.id = l.mail_id WHERE l.mailing_id = $1 AND l.account_id > $2 ORDER BY l.account_id LIMIT ${page + 1}`;

/** Who got a mailing, and what each did with it; for who may see individuals. One statement. */
export async function listReaders(actor: Actor, id: string, after: string | undefined): Promise<Readers | Refusal> {
  const me = mayWriteNews(actor);
  if (refused(me)) return me;
  const [there] = await db().query("SELECT 1 FROM mailing WHERE id = $1", [id]);
  if (!there) return missing();
  const from = after && /^[0-9a-f-]{36}$/.test(after) ? after : "00000000-0000-0000-0000-000000000000";
  const rows = await db().query<{ id: string; name: string; arm: Arm | null; state: string; clickedAt: Date | null; sentAt: Date | null }>(readers, [id, from]);
  const shown = rows.slice(0, page);
  return { readers: shown.map((one) => ({ ...one, clickedAt: one.clickedAt?.toISOString() ?? null, sentAt: one.sentAt?.toISOString() ?? null })), next: rows.length > page ? (shown.at(-1)?.id ?? null) : null };
}

const usual = `SELECT (count(*) FILTER (WHERE m.clicked_at IS NOT NULL))::float8 / nullif(count(*) FILTER (WHERE ${arrived}), 0) AS share, count(*) FILTER (WHERE ${arrived})::int AS seen
  FROM mail m WHERE m.letter = 'campaign' AND m.created_at > now() - interval '1 year'`;

/** How many letters a test takes, beside how many there are to be written: said before anything is sent. */
export async function planTest(actor: Actor, id: string, { base, difference, segment }: { base: number; difference: number; segment?: string | undefined }): Promise<TestPlan | Refusal> {
  const me = mayWriteNews(actor);
  if (refused(me)) return me;
  const at = await mailingOf(db(), id);
  if (!at) return missing();
  const to = segment ?? at.segmentId;
  const audience = to ? await segmentCount(to) : 0;
  const [past] = await db().query<{ share: number | null; seen: number }>(usual);
  const size = sizeFor(base, difference);
  return { size, audience, whole: 2 * size >= audience, found: findable(base, Math.floor(audience / 2)), base: past?.share && past.seen >= 200 ? past.share : base, capped: Math.min(audience, 2 * size) };
}
