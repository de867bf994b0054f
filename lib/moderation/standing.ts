import { db } from "#lib/core/transact.ts";
import type { RulingKind, RulingView, StandingView } from "./types.ts";

type Raw = {
  id: number; kind: RulingKind; reason: string; message: string; at: Date; until: Date | null; endedAt: Date | null; subjectType: string | null; subjectId: string | null; title: string | null; excerpt: string | null; byName: string;
  appealText: string | null; appealState: "open" | "granted" | "refused" | null; appealAnswer: string | null; appealAt: Date | null;
};
const select = `
  SELECT r.id, r.kind, r.reason, r.message, r.at, r.until, r.ended_at AS "endedAt", r.subject_type AS "subjectType", r.subject_id AS "subjectId", t.title, left(coalesce(p.source, ms.source), 300) AS excerpt, b.name AS "byName",
    a.text AS "appealText", a.state AS "appealState", a.answer AS "appealAnswer", a.at AS "appealAt"
  FROM ruling r JOIN account b ON b.id = r.by_id LEFT JOIN appeal a ON a.ruling_id = r.id
    LEFT JOIN post p ON p.id = coalesce(CASE WHEN r.subject_type = 'post' THEN r.subject_id::bigint END, (SELECT f.id FROM post f WHERE f.topic_id = CASE WHEN r.subject_type = 'topic' THEN r.subject_id::bigint END AND f.number = 1))
    LEFT JOIN topic t ON t.id = p.topic_id LEFT JOIN message ms ON ms.id = CASE WHEN r.subject_type = 'message' THEN r.subject_id::bigint END
  WHERE `;

// A term ends by the clock when it is read: no job has to run for somebody to be free again.
const active = (row: Raw): boolean => row.endedAt === null && (row.until === null ? row.kind !== "warning" : row.until > new Date());

function viewOf(row: Raw, forDesk: boolean): RulingView {
  return {
    id: row.id, kind: row.kind, reason: row.reason, message: row.message, at: row.at.toISOString(), until: row.until?.toISOString() ?? null, active: active(row), ended: row.endedAt !== null,
    subjectType: row.subjectType, subjectId: row.subjectId, title: row.title ?? "", excerpt: row.excerpt ?? "",
    appeal: row.appealState ? { text: row.appealText ?? "", state: row.appealState, answer: row.appealAnswer ?? "", at: row.appealAt?.toISOString() ?? "" } : null, ...(forDesk ? { by: row.byName } : {}),
  };
}

/** What was decided about someone, the newest first, at most fifty; for the desk with who decided. */
export async function listRulings(accountId: string, forDesk: boolean): Promise<RulingView[]> {
  return (await db().query<Raw>(`${select} r.account_id = $1 ORDER BY r.id DESC LIMIT 50`, [accountId])).map((row) => viewOf(row, forDesk));
}

/** One ruling, for the desk. */
export async function readRuling(id: number): Promise<RulingView | undefined> {
  const [row] = await db().query<Raw>(`${select} r.id = $1`, [id]);
  return row && viewOf(row, true);
}

/** Why a post of mine was removed, by itself or with its topic, when moderators did it. */
export async function readRemoval(accountId: string, postId: number): Promise<RulingView | undefined> {
  const [row] = await db().query<Raw>(`${select} r.account_id = $1 AND p.id = $2 AND r.kind = 'removal' AND r.ended_at IS NULL ORDER BY r.id DESC LIMIT 1`, [accountId, postId]);
  return row && viewOf(row, false);
}

/** How someone stands: what holds now, and everything decided before. */
export async function readStanding(accountId: string): Promise<StandingView | undefined> {
  const [account] = await db().query<{ name: string; suspended: boolean; silencedUntil: Date | null }>(
    `SELECT name, suspended_at IS NOT NULL AND coalesce(suspended_until > now(), true) AS suspended, CASE WHEN silenced_until > now() THEN silenced_until END AS "silencedUntil" FROM account WHERE id = $1`, [accountId]);
  return account && { name: account.name, suspended: account.suspended, silencedUntil: account.silencedUntil?.toISOString() ?? null, rulings: await listRulings(accountId, false) };
}
