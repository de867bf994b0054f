import type { Actor } from "#lib/core/actor.ts";
import type { Reader } from "#lib/core/transact.ts";
import { noteLook } from "#lib/identity/looks.ts";
import { type RequestAt, idOf } from "./access.ts";
import { withTimes } from "./rows.ts";
import type { DeskPart, LinkedRequest, NoteView, TargetView, WorkView } from "./types.ts";

const part = `
  SELECT r.phone, r.minutes, r.cost_cents AS "costCents", r.loss_cents AS "lossCents", CASE WHEN r.snoozed_until > now() THEN r.snoozed_until END AS "snoozedUntil",
    (SELECT coalesce(json_agg(json_build_object('id', n.id, 'by', a.name, 'text', n.text, 'at', n.at) ORDER BY n.id DESC), '[]') FROM request_note n JOIN account a ON a.id = n.noted_by WHERE n.request_id = r.id) AS notes,
    (SELECT coalesce(json_agg(json_build_object('id', w.id, 'by', a.name, 'minutes', w.minutes, 'directCents', w.direct_cents, 'cents', w.cents, 'words', w.words, 'at', w.at) ORDER BY w.id DESC), '[]') FROM request_work w JOIN account a ON a.id = w.worked_by WHERE w.request_id = r.id) AS work,
    (SELECT coalesce(json_agg(json_build_object('kind', t.kind, 'since', t.since, 'dueAt', t.due_at, 'metAt', t.met_at, 'missed', coalesce(t.met_at, now()) > t.due_at) ORDER BY t.since, t.id), '[]') FROM request_target t WHERE t.request_id = r.id) AS targets,
    (SELECT coalesce(json_agg(json_build_object('id', o.id, 'wish', left(o.wish, 160), 'member', a.name, 'state', o.state) ORDER BY o.id), '[]') FROM request_link l JOIN request o ON o.id = CASE WHEN l.request_id = r.id THEN l.other_id ELSE l.request_id END JOIN account a ON a.id = o.customer_id WHERE r.id IN (l.request_id, l.other_id)) AS linked,
    (SELECT coalesce(json_agg(p.text ORDER BY p.id DESC), '[]') FROM (SELECT * FROM request_preference p WHERE p.customer_id = r.customer_id ORDER BY p.id DESC LIMIT 20) p) AS preferences
  FROM request r WHERE r.id = $1`;
type Row = { phone: string | null; minutes: number; costCents: number; lossCents: number; snoozedUntil: Date | null; notes: NoteView[]; work: WorkView[]; targets: TargetView[]; linked: LinkedRequest[]; preferences: string[] };

/** What stands beside a request at the desk alone; that somebody looked is noted for its member. Two queries. */
export async function readDeskPart(reader: Reader, { request, minuteCents }: { request: RequestAt; minuteCents: number }, actor: Actor): Promise<DeskPart> {
  await noteLook(reader, { accountId: request.customerId, readerId: idOf(actor) ?? "", what: "request" });
  const [row] = await reader.query<Row>(part, [request.id]);
  if (!row) throw new Error("a request that was just there is gone");
  return {
    ...row, minuteCents, snoozedUntil: row.snoozedUntil?.toISOString() ?? null, notes: row.notes.map((one) => withTimes(one, ["at"])), work: row.work.map((one) => withTimes(one, ["at"])),
    targets: row.targets.map((one) => withTimes(one, ["since", "dueAt", "metAt"])),
  };
}
