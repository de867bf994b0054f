import type { Actor } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { decodeCursor, encodeCursor } from "#lib/core/page.ts";
import { few } from "#lib/core/small-groups.ts";
import { db, type Reader, transact } from "#lib/core/transact.ts";
import { attach } from "#lib/media/attachments.ts";
import { mediaNamed } from "#lib/media/queries.ts";
import { isSegment } from "./audiences.ts";
import { mayReadReports, mayWriteNews } from "./policy.ts";
import type { DraftInput, MailingInput } from "./schema.ts";
import type { MailingRow, MailingView } from "./types.ts";

type Dated<T, Names extends keyof T> = Omit<T, Names> & { [Name in Names]: Date | null };
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
const view = `m.id, m.kind, m.state, m.newsletter_id AS "newsletterId", m.segment_id AS "segmentId", m.locale, m.subject, m.preview, m.body, m.action_label AS "actionLabel", m.action_path AS "actionPath", m.varies, m.subject_b AS "subjectB", m.body_b AS "bodyB",
  m.base::float8 AS base, m.difference::float8 AS difference, m.cap_days AS "capDays", m.slug, n.slug AS "newsletterSlug", coalesce(n.name, s.name) AS of, m.version, m.local_at AS "localAt", m.zone, m.send_at AS "sendAt", m.started_at AS "startedAt", m.finished_at AS "finishedAt",
  m.test_size AS "testSize", m.winner, m.part, a.name AS by`;
const from = "FROM mailing m LEFT JOIN newsletter n ON n.id = m.newsletter_id LEFT JOIN segment s ON s.id = m.segment_id LEFT JOIN account a ON a.id = m.made_by";

/** A mailing as it stands, for a room that has asked already who may see it. */
export async function mailingOf(reader: Reader, id: string): Promise<MailingView | undefined> {
  const [row] = await reader.query<Dated<MailingView, "sendAt" | "startedAt" | "finishedAt">>(`SELECT ${view} ${from} WHERE m.id = $1`, [id]);
  return row && { ...row, base: Math.round(row.base * 1e4) / 1e4, difference: Math.round(row.difference * 1e4) / 1e4, sendAt: iso(row.sendAt), startedAt: iso(row.startedAt), finishedAt: iso(row.finishedAt) };
}

/** A mailing, for its editors. */
export async function readMailing(actor: Actor, id: string): Promise<MailingView | Refusal> {
  const me = mayWriteNews(actor);
  return refused(me) ? me : ((await mailingOf(db(), id)) ?? missing());
}

type Row = Dated<MailingRow, "changedAt" | "sendAt" | "startedAt">;
const page = 30;

/** Mailings, the last changed first; of who sees figures only, those that were sent. One statement. */
export async function listMailings(actor: Actor, { kind, after }: { kind?: "issue" | "campaign" | undefined; after?: string | undefined }): Promise<{ mailings: MailingRow[]; next: string | null } | Refusal> {
  const me = mayReadReports(actor);
  if (refused(me)) return me;
  const cursor = decodeCursor(after);
  const rows = await db().query<Row & { number: number }>(`
    SELECT m.id, m.kind, m.subject, m.state, coalesce(n.name, s.name) AS of, m.changed_at AS "changedAt", m.send_at AS "sendAt", m.started_at AS "startedAt", m.letters, m.audience, m.number::float8 AS number ${from}
    WHERE ($1::text IS NULL OR m.kind = $1) AND ($2::timestamptz IS NULL OR (m.changed_at, m.number) < ($2, $3)) AND ($4 OR m.started_at IS NOT NULL)
    ORDER BY m.changed_at DESC, m.number DESC LIMIT ${page + 1}`, [kind ?? null, cursor?.at ?? null, cursor?.id ?? null, !refused(mayWriteNews(actor))]);
  const shown = rows.slice(0, page);
  const last = shown.at(-1);
  const open = !refused(mayWriteNews(actor));
  return {
    mailings: shown.map(({ number: _, ...row }) => ({ ...row, changedAt: row.changedAt?.toISOString() ?? "", sendAt: iso(row.sendAt), startedAt: iso(row.startedAt), ...(open ? {} : { letters: few(row.letters) ? 0 : row.letters, audience: 0 }) })),
    next: rows.length > page && last?.changedAt ? encodeCursor({ at: last.changedAt.toISOString(), id: last.number }) : null,
  };
}

async function placed(reader: Reader, kind: string, { newsletterId, segmentId }: { newsletterId: string | null; segmentId: string | null }): Promise<true | Refusal> {
  if (kind === "issue") {
    const [there] = newsletterId ? await reader.query("SELECT 1 FROM newsletter WHERE id = $1 AND archived_at IS NULL", [newsletterId]) : [];
    return there ? true : new Refusal("invalid", "There is no such newsletter.", { field: "newsletterId" });
  }
  return segmentId === null || (await isSegment(reader, segmentId)) ? true : new Refusal("invalid", "There is no such segment.", { field: "segmentId" });
}

/** Begins an issue or a campaign. The same id again is the same one. */
export function makeMailing(actor: Actor, input: MailingInput): Promise<{ id: string } | Refusal> {
  return transact(async (tx) => {
    const me = mayWriteNews(actor);
    if (refused(me)) return me;
    const ok = await placed(tx, input.kind, input);
    if (ok !== true) return ok;
    await tx.query(`INSERT INTO mailing (id, kind, newsletter_id, segment_id, locale, body, made_by)
      VALUES ($1, $2, $3, $4, coalesce((SELECT locale FROM newsletter WHERE id = $3), $5), '{{greeting}}' || E'\\n\\n', $6) ON CONFLICT (id) DO NOTHING`,
      [input.id, input.kind, input.kind === "issue" ? input.newsletterId : null, input.kind === "campaign" ? input.segmentId : null, me.locale === "fr" ? "fr" : "en", me.id]);
    return { id: input.id };
  });
}

const keep = `
  UPDATE mailing SET segment_id = $3, locale = $4, subject = $5, preview = $6, body = $7, action_label = $8, action_path = $9, varies = $10, subject_b = $11, body_b = $12, base = $13, difference = $14, cap_days = $15, version = version + 1, changed_at = now()
  WHERE id = $1 AND version = $2 AND state = 'draft' RETURNING version`;

/** Keeps what stands in the editor, unless somebody else changed it meanwhile or it is on its way. */
export function keepDraft(actor: Actor, id: string, input: DraftInput): Promise<{ version: number } | Refusal> {
  return transact(async (tx) => {
    const me = mayWriteNews(actor);
    if (refused(me)) return me;
    const [there] = await tx.query<{ kind: string; state: string; newsletterId: string | null }>(`SELECT kind, state, newsletter_id AS "newsletterId" FROM mailing WHERE id = $1 FOR UPDATE`, [id]);
    if (!there) return missing();
    if (there.state !== "draft") return new Refusal("conflict", "This is on its way already.");
    const issue = there.kind === "issue";
    const ok = await placed(tx, there.kind, { newsletterId: there.newsletterId, segmentId: input.segmentId });
    if (ok !== true) return ok;
    const [row] = await tx.query<{ version: number }>(keep, [id, input.version, issue ? null : input.segmentId, input.locale, input.subject, input.preview, input.body, input.actionLabel, input.actionPath, issue ? "none" : input.varies, input.subjectB, input.bodyB, input.base, input.difference, input.capDays]);
    if (!row) return new Refusal("conflict", "This was changed meanwhile. Look at it again.");
    const named = mediaNamed(`${input.body}\n${input.bodyB}`);
    await attach(tx, { mediaIds: named, subject: { type: "mailing", id }, by: me.id });
    return row;
  });
}

/** Takes a draft away for good. What was sent stays. */
export function removeDraft(actor: Actor, id: string): Promise<true | Refusal> {
  return transact(async (tx) => {
    const me = mayWriteNews(actor);
    if (refused(me)) return me;
    const [gone] = await tx.query("DELETE FROM mailing WHERE id = $1 AND state = 'draft' AND started_at IS NULL RETURNING 1", [id]);
    if (gone) await attach(tx, { mediaIds: [], subject: { type: "mailing", id }, by: me.id });
    if (gone) return true;
    return (await tx.query("SELECT 1 FROM mailing WHERE id = $1", [id])).length > 0 ? new Refusal("conflict", "This is on its way already.") : missing();
  });
}
