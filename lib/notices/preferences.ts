import type { Member } from "#lib/core/actor.ts";
import { db, transact } from "#lib/core/transact.ts";
import { fixedOnPage, noticeKinds, usual } from "./kinds.ts";
import type { SettingsInput } from "./schema.ts";
import type { Choice, NoticeKind, NoticeSettings } from "./types.ts";

type Row = { timezone: string | null; quietFrom: number | null; quietTo: number | null; chosen: (Choice & { kind: NoticeKind })[] | null };
const settings = `
  SELECT a.timezone, h.quiet_from AS "quietFrom", h.quiet_to AS "quietTo",
    (SELECT json_agg(json_build_object('kind', p.kind, 'app', p.app, 'mail', p.mail, 'push', p.push)) FROM notice_preference p WHERE p.account_id = a.id) AS chosen
  FROM account a LEFT JOIN notice_hours h ON h.account_id = a.id WHERE a.id = $1`;

/** What a member has chosen to hear of, and when not. One query. */
export async function readSettings(actor: Pick<Member, "id">): Promise<NoticeSettings> {
  const [row] = await db().query<Row>(settings, [actor.id]);
  const chosen = new Map(row?.chosen?.map((one) => [one.kind, one]));
  const quiet = row && row.quietFrom !== null && row.quietTo !== null ? { from: row.quietFrom, to: row.quietTo } : null;
  return { kinds: noticeKinds.map((kind) => ({ ...usual(kind), ...chosen.get(kind), kind, fixed: fixedOnPage.includes(kind) })), quiet, timezone: row?.timezone ?? null };
}

const choose = `
  INSERT INTO notice_preference (account_id, kind, app, mail, push) SELECT $1, * FROM unnest($2::text[], $3::boolean[], $4::boolean[], $5::boolean[])
  ON CONFLICT (account_id, kind) DO UPDATE SET app = excluded.app, mail = excluded.mail, push = excluded.push`;

/** Changes what a member hears of; what is not named stays. What concerns their account stays on the page. */
export async function changeSettings(actor: Pick<Member, "id">, input: SettingsInput): Promise<NoticeSettings> {
  await transact(async (tx) => {
    const kinds = [...new Map((input.kinds ?? []).map((one) => [one.kind, one])).values()];
    if (kinds.length) await tx.query(choose, [actor.id, kinds.map((one) => one.kind), kinds.map((one) => one.app || fixedOnPage.includes(one.kind)), kinds.map((one) => one.mail), kinds.map((one) => one.push)]);
    if (input.timezone) await tx.query("UPDATE account SET timezone = $2 WHERE id = $1", [actor.id, input.timezone]);
    if (input.quiet === undefined) return;
    await tx.query("INSERT INTO notice_hours (account_id, quiet_from, quiet_to) VALUES ($1, $2, $3) ON CONFLICT (account_id) DO UPDATE SET quiet_from = $2, quiet_to = $3", [actor.id, input.quiet?.from ?? null, input.quiet?.to ?? null]);
  });
  return readSettings(actor);
}
