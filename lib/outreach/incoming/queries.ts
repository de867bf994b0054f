import type { Actor } from "#lib/core/actor.ts";
import { decodeCursor, encodeCursor } from "#lib/core/page.ts";
import type { Reader } from "#lib/core/transact.ts";
import type { Became } from "#lib/mail/in/answering.ts";
import { mayReadWhole } from "./policy.ts";
import type { CameByMail, IncomingPage, IncomingState, IncomingView, RouteType } from "./types.ts";

type Row = { id: number; accountId: string | null; name: string; address: string | null; subject: string; text: string; at: Date; state: IncomingState; reason: string; routeType: RouteType | null; routeId: number | null; path: string | null; whole: boolean };

const perPage = 30;
const columns = `m.id, m.account_id AS "accountId", m.from_name AS name, m.from_address::text AS address, m.subject, m.text, m.at, m.state, m.reason, m.route_type AS "routeType", m.route_id AS "routeId", m.path, m.raw IS NOT NULL AS whole`;
// What no person wrote is nobody's word, and what waits is not read yet.
const list = `
  SELECT ${columns} FROM incoming_mail m WHERE m.account_id = $1 AND m.state NOT IN ('waiting', 'ignored') AND ($2::timestamptz IS NULL OR (m.at, m.id) < ($2, $3))
  ORDER BY m.at DESC, m.id DESC LIMIT ${perPage + 1}`;

const viewOf = ({ name, address, routeType, routeId, at, ...row }: Row): IncomingView => ({ ...row, at: at.toISOString(), from: { name, address }, route: routeType ? { type: routeType, id: routeId } : null });

/** The mails someone wrote to us, the newest first. Whoever calls has asked who may read them. One query. */
export async function mailOf(reader: Reader, accountId: string, { after }: { after?: string | undefined } = {}): Promise<IncomingPage> {
  const cursor = decodeCursor(after);
  const rows = await reader.query<Row>(list, [accountId, cursor?.at ?? null, cursor?.id ?? 0]);
  const page = rows.slice(0, perPage);
  const last = page.at(-1);
  return { mails: page.map(viewOf), next: rows.length > perPage && last ? encodeCursor({ at: last.at.toISOString(), id: last.id }) : null };
}

const became = `SELECT became_id AS of, id, account_id AS "accountId", route_type AS route FROM incoming_mail WHERE became_type = $1 AND became_id = ANY($2::bigint[]) AND raw IS NOT NULL AND state = 'done' ORDER BY id`;

/** Which of these posts or messages came by mail, of which the actor may read all, while it is kept. Nothing is said of the others. One query. */
export async function cameByMail(reader: Reader, actor: Actor, { type, ids }: { type: Became["type"]; ids: readonly number[] }): Promise<{ mails: CameByMail[] }> {
  const rows = await reader.query<CameByMail & { accountId: string | null; route: RouteType | null }>(became, [type, ids]);
  return { mails: rows.filter((row) => mayReadWhole(actor, row)).map(({ of, id }) => ({ of, id })) };
}
