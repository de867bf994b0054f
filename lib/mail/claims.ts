import type pg from "pg";
import { pool } from "#lib/core/db.ts";
import type { Content, Stream } from "./types.ts";

/** The lock under which a sender's claims stand: it ends with the sender's connection, whatever ends the sender. */
export const senderLock = 7301;
export type Claimed = {
  id: string; recipient: string; subject: string; body: string; content: Content | null; accountId: string | null; locale: string; stream: Stream; letter: string; domain: string; attempts: number;
  answersType: string | null; answersId: number | null; listId: string | null; leaveUrl: string | null; secret: boolean; confirmed: boolean;
};

// A mailing list is asked for whole: its letters are counted apart. Whoever asks for a link to sign in may try a mailbox again that failed a day ago. Judged as it is claimed, in one statement: where nothing may go is withheld, what comes too soon waits. One letter at a time
// for each address, so that the first refusal keeps the rest.
const claim = `
  WITH picked AS (
    SELECT id FROM mail WHERE state = 'waiting' AND due_at <= now() AND domain <> ALL($3) ORDER BY due_at, id LIMIT $2 FOR UPDATE SKIP LOCKED),
  judged AS (
    SELECT m.id, a.confirmed_at IS NOT NULL AS confirmed,
      CASE WHEN EXISTS (SELECT 1 FROM mail_suppression s WHERE s.address = m.recipient::citext AND s.stream IN ('all', m.stream) AND (NOT m.secret OR s.since > now() - interval '1 day')) THEN 'suppressed'
        WHEN a.id IS NOT NULL AND a.confirmed_at IS NULL AND NOT m.secret THEN 'unconfirmed'
        WHEN m.stream = 'newsletter' AND p.news IS false THEN 'declined' END AS withheld,
      greatest(ma.paused_until,
        CASE WHEN m.stream <> 'transactional' THEN after_quiet(now(), coalesce(a.timezone, 'UTC'), h.quiet_from, h.quiet_to) END,
        CASE WHEN row_number() OVER (PARTITION BY lower(m.recipient) ORDER BY m.due_at, m.id) > 1 OR EXISTS (SELECT 1 FROM mail o WHERE o.recipient = m.recipient AND o.state = 'sending') THEN now() + interval '1 second' END,
        CASE WHEN sent.count >= CASE WHEN m.letter = 'list' THEN 200 WHEN m.stream = 'transactional' THEN 30 WHEN m.stream = 'conversation' THEN coalesce(p.most_a_day, 6) ELSE least(coalesce(p.most_a_day, 6), 3) END THEN now() + interval '2 hours' END) AS later
    FROM mail m JOIN picked USING (id)
    LEFT JOIN account a ON a.id = m.account_id OR (m.account_id IS NULL AND a.email = m.recipient::citext)
    LEFT JOIN mail_preference p ON p.account_id = a.id LEFT JOIN notice_hours h ON h.account_id = a.id LEFT JOIN mail_address ma ON ma.address = m.recipient::citext
    CROSS JOIN LATERAL (SELECT count(*) FROM mail o WHERE o.recipient = m.recipient AND o.sent_at > now() - interval '1 day' AND (m.stream = 'transactional' OR o.stream <> 'transactional') AND (o.letter = 'list') = (m.letter = 'list')) AS sent)
  UPDATE mail m SET
    state = CASE WHEN j.withheld IS NOT NULL THEN 'withheld' WHEN j.later > now() THEN 'waiting' ELSE 'sending' END, response = coalesce(j.withheld, m.response),
    due_at = CASE WHEN j.withheld IS NULL AND j.later > now() THEN j.later ELSE m.due_at END, claimed_by = $1, handed_at = NULL
  FROM judged j WHERE m.id = j.id
  RETURNING m.id, m.state, m.recipient, m.subject, m.body, m.content, m.account_id AS "accountId", m.locale, m.stream, m.letter, m.domain, m.attempts, m.answers_type AS "answersType", m.answers_id AS "answersId",
    m.list_id AS "listId", m.leave_url AS "leaveUrl", m.secret, coalesce(j.confirmed, false) AS confirmed`;

// The lines of one process claim one after another: two at once would each not see what the other took for the same person.
let before: Promise<unknown> = Promise.resolve();

/** Takes some letters that are due for this sender. `taken` counts those looked at: none is left when it is 0. */
export function claimMail(keeper: pg.PoolClient, by: { owner: number; limit: number; busy: readonly string[] }): Promise<{ taken: number; letters: Claimed[] }> {
  const mine = before.then(() => claimSome(keeper, by));
  before = mine.catch(() => undefined);
  return mine;
}

async function claimSome(keeper: pg.PoolClient, by: { owner: number; limit: number; busy: readonly string[] }): Promise<{ taken: number; letters: Claimed[] }> {
  const { rows } = await keeper.query<Claimed & { state: string }>({ name: "mail-claim", text: claim, values: [by.owner, by.limit, [...by.busy]] });
  return { taken: rows.length, letters: rows.filter((row) => row.state === "sending") };
}

const dead = "state = 'sending' AND NOT EXISTS (SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database() WHERE l.locktype = 'advisory' AND l.classid = 7301 AND l.objid = mail.claimed_by::oid AND l.granted)";

/**
 * Settles what a sender that is gone had claimed. Of what it had not handed over we know that it did not leave: it waits again.
 * What it had handed over and not heard of is in doubt, and is never sent again. Resolves to how many wait again.
 */
export async function settleClaims(): Promise<number> {
  await pool().query(`UPDATE mail SET state = 'doubt', sent_at = handed_at, response = 'the sender ended before the answer came' WHERE ${dead} AND handed_at IS NOT NULL`);
  const { rowCount } = await pool().query(`UPDATE mail SET state = 'waiting', claimed_by = NULL WHERE ${dead} AND handed_at IS NULL`);
  return rowCount ?? 0;
}
