import type { Actor } from "#lib/core/actor.ts";
import { missing, type Refusal, refused } from "#lib/core/errors.ts";
import { decodeCursor, encodeCursor } from "#lib/core/page.ts";
import { db } from "#lib/core/transact.ts";
import { mayReadWhole } from "../incoming/policy.ts";
import type { RouteType } from "../incoming/types.ts";
import { mayConverse } from "./policy.ts";
import type { Conversation, Said, Written, WrittenPage } from "./types.ts";

const perPage = 30;
const moment = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
type Row = { key: string; way: "out" | "in"; letter: string; moment: string; subject: string; text: string; by: string | null; state: string; clickedAt: Date | null; path: string | null; incomingId: number | null; route: RouteType | null; proven: boolean };

// Links to sign in are nobody's to see again; what waits is not read yet, what no machine meant for us is nobody's word.
const said = `
  SELECT * FROM (
    (SELECT 'o' || m.id AS key, 'out' AS way, m.letter, ${moment("m.created_at")} AS moment, m.created_at AS at, m.subject, m.body AS text, b.name AS by,
      CASE WHEN m.bounced_at IS NOT NULL OR m.state = 'failed' THEN 'bounced' WHEN m.clicked_at IS NOT NULL THEN 'clicked' WHEN l.opened_at IS NOT NULL THEN 'opened' WHEN m.state IN ('sent', 'doubt') THEN 'delivered' WHEN m.state = 'withheld' THEN 'withheld' ELSE 'waiting' END AS state,
      m.clicked_at AS "clickedAt", CASE WHEN l.mailing_id IS NOT NULL THEN '/studio/mail/' || l.mailing_id END AS path, NULL::bigint AS "incomingId", NULL AS route, true AS proven
    FROM mail m LEFT JOIN conversation_letter c ON c.mail_id = m.id LEFT JOIN account b ON b.id = c.by_id LEFT JOIN mailing_letter l ON l.mail_id = m.id
    WHERE m.account_id = $1 AND NOT m.secret AND m.letter <> 'test' AND ($2::timestamptz IS NULL OR (m.created_at, 'o' || m.id) < ($2, $3)) ORDER BY m.created_at DESC, m.id DESC LIMIT ${perPage + 1})
    UNION ALL
    (SELECT 'i' || i.id, 'in', '', ${moment("i.at")}, i.at, i.subject, i.text, CASE WHEN i.state = 'asked' OR i.reason = 'sender not proven' THEN coalesce(nullif(i.from_name, ''), i.from_address::text) END, i.state, NULL, i.path, CASE WHEN i.raw IS NOT NULL AND i.state <> 'asked' THEN i.id END, i.route_type, i.state <> 'asked' AND i.reason <> 'sender not proven'
    FROM incoming_mail i WHERE i.account_id = $1 AND i.state NOT IN ('waiting', 'ignored') AND ($2::timestamptz IS NULL OR (i.at, 'i' || i.id) < ($2, $3)) ORDER BY i.at DESC, i.id DESC LIMIT ${perPage + 1})) AS both_ways
  ORDER BY at DESC, key DESC LIMIT ${perPage + 1}`;
const person = `SELECT a.id, a.name, a.handle::text AS handle, (a.email IS NOT NULL AND a.confirmed_at IS NOT NULL AND a.suspended_at IS NULL) AS address, coalesce(p.news, true) AS "wantsNews" FROM account a LEFT JOIN mail_preference p ON p.account_id = a.id WHERE a.id = $1 AND a.role <> 'bot'`;

const open = ["conversation", "issue", "campaign"];

// What one wrote to another, or asked of the desk, is not everybody's of the house: it shows that it was, and leads there.
function shownTo(actor: Actor, accountId: string, { moment: at, route, incomingId, ...row }: Row): Said {
  const words = row.way === "out" ? open.includes(row.letter) : mayReadWhole(actor, { accountId, route });
  const letter = row.way === "out" ? row.letter : (route ?? "");
  return { ...row, letter, at, incomingId: row.way === "in" && words ? incomingId : null, subject: words ? row.subject : null, text: words ? row.text : null, path: row.way === "in" && !words ? null : row.path, clickedAt: row.clickedAt?.toISOString() ?? null };
}

const cursorOf = (after: string | undefined): { at: string; key: string } | undefined => {
  const [, at, key] = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z)([io][0-9a-f-]{1,36})$/.exec(after ?? "") ?? [];
  return at && key && !Number.isNaN(Date.parse(at)) ? { at, key } : undefined;
};

/** All mail with one person, both ways, the newest first. Two statements. */
export async function readConversation(actor: Actor, accountId: string, after: string | undefined): Promise<Conversation | Refusal> {
  const me = mayConverse(actor);
  if (refused(me)) return me;
  const cursor = cursorOf(after);
  const [[them], rows] = await Promise.all([db().query<Conversation["person"]>(person, [accountId]), db().query<Row & { at: unknown }>(said, [accountId, cursor?.at ?? null, cursor?.key ?? null])]);
  if (!them) return missing();
  const page = rows.slice(0, perPage);
  const last = page.at(-1);
  return { person: them, said: page.map(({ at: _, ...row }) => shownTo(me, accountId, row)), next: rows.length > perPage && last ? `${last.moment}${last.key}` : null };
}

const written = `
  SELECT i.id, i.account_id AS "accountId", coalesce(a.name, nullif(i.from_name, ''), i.from_address::text, '') AS name, i.subject, left(i.text, 400) AS text, i.at, i.reason = '' AS proven,
    EXISTS (SELECT 1 FROM conversation_letter c WHERE c.account_id = i.account_id AND c.written_at > i.at) AS answered
  FROM incoming_mail i LEFT JOIN account a ON a.id = i.account_id WHERE i.state = 'kept' AND ($1::timestamptz IS NULL OR (i.at, i.id) < ($1::timestamptz + interval '1 millisecond', $2) AND (date_trunc('milliseconds', i.at), i.id) < ($1, $2)) ORDER BY i.at DESC, i.id DESC LIMIT ${perPage + 1}`;

/** What was written to the house and is part of nothing else, the newest first. One statement. */
export async function listWritten(actor: Actor, after: string | undefined): Promise<WrittenPage | Refusal> {
  const me = mayConverse(actor);
  if (refused(me)) return me;
  const cursor = decodeCursor(after);
  const rows = await db().query<Omit<Written, "at"> & { at: Date }>(written, [cursor?.at ?? null, cursor?.id ?? null]);
  const page = rows.slice(0, perPage);
  const last = page.at(-1);
  return { mails: page.map((row) => ({ ...row, at: row.at.toISOString() })), next: rows.length > perPage && last ? encodeCursor({ at: last.at.toISOString(), id: last.id }) : null };
}
