import { Refusal } from "#lib/core/errors.ts";
import { db, type Tx, transact } from "#lib/core/transact.ts";
import { seenBySql } from "#lib/forum/audiences.ts";
import { changeSettings, readSettings } from "#lib/notices/preferences.ts";
import type { NoticeKind } from "#lib/notices/types.ts";
import { type Leaving, readLeaveToken } from "./leave-token.ts";
import { subscribable, subscribe } from "./newsletters/subscriptions.ts";
import type { ChangeInput } from "./schema.ts";
import type { Digest, MailChoices } from "./types.ts";

const none = (): Refusal => new Refusal("gone", "This link is not complete.");

/** Whose choices a token opens, or the refusal that it is none of ours or its person is gone. */
export async function leavingOf(token: string): Promise<Leaving | Refusal> {
  const leaving = readLeaveToken(token);
  if (!leaving) return none();
  const [row] = await db().query("SELECT 1 FROM account WHERE id = $1 AND email IS NOT NULL", [leaving.accountId]);
  return row ? leaving : none();
}

const chosen = `SELECT coalesce(p.digest, 'matters') AS digest, coalesce(p.most_a_day, 6)::int AS "mostADay", coalesce(p.news, true) AS news, coalesce(p.opens, false) AS opens FROM (SELECT 1) AS one LEFT JOIN mail_preference p ON p.account_id = $1`;
const topic = `
  SELECT t.id, t.title, coalesce(f.level IN ('mute', 'ignore', 'none'), false) AS quiet FROM topic t JOIN category c ON c.id = t.category_id JOIN account a ON a.id = $1
  LEFT JOIN follow f ON f.account_id = $1 AND f.subject_type = 'topic' AND f.subject_id = t.id::text WHERE t.id = $2 AND t.deleted_at IS NULL AND ${seenBySql("a", "c")}`;

/** What someone has chosen of mail, seen from where they come from. */
export async function readChoices({ what, of, accountId }: Leaving): Promise<MailChoices> {
  const [[row], settings, topics, newsletters] = await Promise.all([
    db().query<{ digest: Digest; mostADay: number; news: boolean; opens: boolean }>(chosen, [accountId]), readSettings({ id: accountId }),
    what === "topic" && /^\d{1,15}$/.test(of) ? db().query<{ id: number; title: string; quiet: boolean }>(topic, [accountId, Number(of)]) : Promise.resolve([]),
    subscribable(db(), accountId),
  ]);
  return { ...(row ?? { digest: "matters", mostADay: 6, news: true, opens: false }), kinds: settings.kinds.map(({ kind, mail }) => ({ kind, mail })), topic: topics[0] ?? null, newsletters, from: { what, of } };
}

const keep = `
  INSERT INTO mail_preference (account_id, digest, most_a_day, news, opens) VALUES ($1, coalesce($2, 'matters'), coalesce($3, 6), coalesce($4, true), coalesce($5, false))
  ON CONFLICT (account_id) DO UPDATE SET digest = coalesce($2, mail_preference.digest), most_a_day = coalesce($3, mail_preference.most_a_day), news = coalesce($4, mail_preference.news), opens = coalesce($5, mail_preference.opens), updated_at = now()`;
// Left from a letter, a topic says only what is said to oneself; come back to, it says as before.
const quiet = `
  INSERT INTO follow (account_id, subject_type, subject_id, level) SELECT $1, 'topic', $2::text, $3 FROM topic WHERE id = ($2::text)::bigint
  ON CONFLICT (account_id, subject_type, subject_id) DO UPDATE SET level = $3, auto = false`;

async function keepTopic(tx: Tx, { accountId, of }: Leaving, silent: boolean): Promise<void> {
  await tx.query(quiet, [accountId, of, silent ? "mute" : "follow"]);
  if (silent) await tx.query("DELETE FROM notice_mail m USING notice n WHERE n.id = m.notice_id AND m.account_id = $1 AND m.sent_at IS NULL AND n.topic_id = $2::bigint", [accountId, of]);
}

/** Changes what someone gets by mail; what is not named stays. */
export async function changeChoices(leaving: Leaving, input: ChangeInput): Promise<MailChoices> {
  await transact(async (tx) => {
    if ([input.digest, input.mostADay, input.news, input.opens].some((one) => one !== undefined)) await tx.query(keep, [leaving.accountId, input.digest ?? null, input.mostADay ?? null, input.news ?? null, input.opens ?? null]);
    if (input.quiet !== undefined && leaving.what === "topic" && /^\d{1,15}$/.test(leaving.of)) await keepTopic(tx, leaving, input.quiet);
    for (const one of input.newsletters ?? []) await subscribe(tx, leaving.accountId, one);
  });
  if (input.kinds?.length) {
    const { kinds } = await readSettings({ id: leaving.accountId });
    const known = new Map(kinds.map((one) => [one.kind, one]));
    await changeSettings({ id: leaving.accountId }, { kinds: input.kinds.flatMap(({ kind, mail }) => { const now = known.get(kind); return now ? [{ kind, app: now.app, push: now.push, mail }] : []; }) });
  }
  return readChoices(leaving);
}

/** Ends what a letter was of, by one press of the reader's mail program. Pressing twice is pressing once. */
export function leave(leaving: Leaving): Promise<MailChoices> {
  const input: Record<Leaving["what"], ChangeInput> = {
    kind: { kinds: [{ kind: leaving.of as NoticeKind, mail: false }] }, topic: { quiet: true }, digest: { digest: "off" }, news: { news: false }, choices: {}, newsletter: { newsletters: [{ id: leaving.of, on: false }] },
  };
  return changeChoices(leaving, input[leaving.what]);
}
