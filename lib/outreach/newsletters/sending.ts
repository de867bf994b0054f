import { log } from "#lib/core/log.ts";
import { db, type Tx, transact } from "#lib/core/transact.ts";
import { makeStale } from "#lib/cache/stale.ts";
import { queueMany } from "#lib/mail/outbox.ts";
import { segmentPage } from "./audiences.ts";
import { lettersFor, type Prepared, prepare, type Recipient, type Source, sourceColumns } from "./letters.ts";
import type { Arm } from "./types.ts";

const batch = 200;
const gatheredAtOnce = 20_000;
const nobody = "00000000-0000-0000-0000-000000000000";
/** A little more than the size is tested: some letters never arrive. */
const spare = 1.1;

type UnderWay = Source & { segmentId: string | null; part: "all" | "test" | "rest"; testSize: number | null; winner: Arm | null; capDays: number; gatheredAt: Date | null };
const underWay = `SELECT ${sourceColumns}, m.segment_id AS "segmentId", m.part, m.test_size AS "testSize", m.winner, m.cap_days AS "capDays", m.gathered_at AS "gatheredAt" FROM mailing m LEFT JOIN newsletter n ON n.id = m.newsletter_id WHERE m.id = $1 AND m.state = 'sending'`;

async function gatherFrom(tx: Tx, mailing: UnderWay): Promise<void> {
  if (mailing.newsletterId) return void (await tx.query("INSERT INTO mailing_letter (mailing_id, account_id) SELECT $1, account_id FROM newsletter_subscription WHERE newsletter_id = $2 AND active ON CONFLICT DO NOTHING", [mailing.id, mailing.newsletterId]));
  for (let after = nobody; ;) {
    const ids = await segmentPage(mailing.segmentId ?? nobody, after, gatheredAtOnce);
    await tx.query("INSERT INTO mailing_letter (mailing_id, account_id) SELECT $1, a.id FROM account a WHERE a.id = ANY($2::uuid[]) ON CONFLICT DO NOTHING", [mailing.id, ids]);
    after = ids.at(-1) ?? nobody;
    if (ids.length < gatheredAtOnce) return;
  }
}

const people = `FROM mailing_letter l JOIN account a ON a.id = l.account_id LEFT JOIN mail_preference p ON p.account_id = a.id LEFT JOIN newsletter_subscription s ON s.newsletter_id = $4 AND s.account_id = a.id WHERE l.mailing_id = $1`;
// Why somebody gets none is found here, so that the report can say it; the queue asks again as each letter leaves.
const reason = `
  CASE WHEN a.email IS NULL OR a.confirmed_at IS NULL OR a.suspended_at IS NOT NULL OR a.role = 'bot' THEN 'gone'
    WHEN p.news IS false OR ($4::uuid IS NOT NULL AND s.active IS NOT TRUE) THEN 'declined'
    WHEN EXISTS (SELECT 1 FROM mail_suppression x WHERE x.address = a.email AND x.stream IN ('all', 'newsletter')) THEN 'suppressed'
    WHEN $3::int > 0 AND EXISTS (SELECT 1 FROM mailing_letter o JOIN mailing om ON om.id = o.mailing_id AND om.kind = 'campaign' WHERE o.account_id = a.id AND o.mailing_id <> $1 AND o.queued_at > now() - make_interval(days => $3)) THEN 'often' END`;
// Whom a test is tried on: those who will get it before those who will not, in the order of a hash of who and what. Nobody can choose
// it, and asked again it says the same. Both kinds get as many.
const tryOn = `
  UPDATE mailing_letter t SET tested = true, arm = CASE WHEN r.place % 2 = 0 THEN 'a' ELSE 'b' END
  FROM (SELECT l.account_id, row_number() OVER (ORDER BY (${reason}) IS NOT NULL, md5($1::uuid::text || l.account_id::text), l.account_id) AS place ${people}) AS r
  WHERE t.mailing_id = $1 AND t.account_id = r.account_id AND r.place <= $2`;
/** For how many days nobody is written to twice; issues come to those who asked for each. */
const capOf = ({ kind, capDays }: UnderWay): number => (kind === "campaign" ? capDays : 0);

// Who gets it is written down once, in one transaction: who comes later is not of it, and a start that was cut off begins anew.
async function gather(id: string): Promise<void> {
  await transact(async (tx) => {
    const [mailing] = await tx.query<UnderWay>(`${underWay} FOR UPDATE OF m`, [id]);
    if (!mailing || mailing.gatheredAt) return;
    await gatherFrom(tx, mailing);
    const [all] = await tx.query<{ count: number }>("SELECT count(*)::int AS count FROM mailing_letter WHERE mailing_id = $1", [id]);
    if (mailing.part === "test" && mailing.testSize) await tx.query(tryOn, [id, 2 * Math.ceil(spare * mailing.testSize), capOf(mailing), mailing.newsletterId]);
    await tx.query("UPDATE mailing SET gathered_at = now(), audience = $2 WHERE id = $1", [id, all?.count ?? 0]);
  });
}

type Waiting = Recipient & { arm: Arm | null; reason: string | null };
const waiting = `
  SELECT a.id, a.email::text AS email, a.name, a.tier, coalesce(p.opens, false) AS opens, l.arm, (${reason}) AS reason ${people} AND l.queued_at IS NULL AND l.left_out IS NULL AND l.tested = $2 ORDER BY l.account_id LIMIT ${batch} FOR UPDATE OF l SKIP LOCKED`;
const note = `
  UPDATE mailing_letter l SET queued_at = CASE WHEN u.reason IS NULL THEN now() END, left_out = u.reason, mail_id = u.mail_id, arm = u.arm, watched = u.watched
  FROM unnest($2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::boolean[]) AS u (account_id, reason, mail_id, arm, watched) WHERE l.mailing_id = $1 AND l.account_id = u.account_id`;

/** Makes the letters of some who wait, in one transaction: their rows say so when it is committed, and only then. Resolves to how many it looked at. */
async function sendSome(tx: Tx, prepared: Prepared, mailing: UnderWay): Promise<number> {
  const [still] = await tx.query<{ state: string }>("SELECT state FROM mailing WHERE id = $1 FOR SHARE", [mailing.id]);
  if (still?.state !== "sending") return 0;
  const tested = mailing.part === "test";
  const some = await tx.query<Waiting>(waiting, [mailing.id, tested, capOf(mailing), mailing.newsletterId]);
  if (some.length === 0) return 0;
  const get = some.filter((one) => one.reason === null).map((one) => ({ ...one, arm: one.arm ?? mailing.winner ?? ("a" as Arm) }));
  const ids = await queueMany(tx, await lettersFor(tx, prepared, get));
  const mails = new Map(get.map((one, place) => [one.id, ids[place] ?? null]));
  await tx.query(note, [mailing.id, some.map((one) => one.id), some.map((one) => one.reason), some.map((one) => mails.get(one.id) ?? null), some.map((one) => (one.reason === null ? (one.arm ?? mailing.winner ?? "a") : one.arm)), some.map((one) => one.reason === null && one.opens === true)]);
  return some.length;
}

const finish = `
  UPDATE mailing m SET state = CASE WHEN m.part = 'test' AND EXISTS (SELECT 1 FROM mailing_letter l WHERE l.mailing_id = m.id AND l.queued_at IS NULL AND l.left_out IS NULL) THEN 'testing' ELSE 'sent' END,
    tested_at = CASE WHEN m.part = 'test' THEN now() ELSE m.tested_at END, finished_at = now(), letters = s.letters, left_out = s.out, changed_at = now()
  FROM (SELECT count(*) FILTER (WHERE queued_at IS NOT NULL)::int AS letters, count(*) FILTER (WHERE left_out IS NOT NULL)::int AS out FROM mailing_letter WHERE mailing_id = $1) AS s
  WHERE m.id = $1 AND m.state = 'sending' AND NOT EXISTS (SELECT 1 FROM mailing_letter l WHERE l.mailing_id = m.id AND l.queued_at IS NULL AND l.left_out IS NULL AND l.tested = (m.part = 'test')) RETURNING m.id`;

/** Carries a mailing on that is being sent, from wherever it stands; several at once do each their part. Resolves to how many people it came to. */
export async function sendOn(id: string): Promise<number> {
  await gather(id);
  const [mailing] = await db().query<UnderWay>(underWay, [id]);
  if (!mailing?.gatheredAt) return 0;
  const prepared = await prepare(db(), mailing);
  let count = 0;
  for (;;) {
    const some = await transact((tx) => sendSome(tx, prepared, mailing));
    count += some;
    if (some === 0) break;
  }
  await transact(async (tx) => {
    const done = await tx.query(finish, [id]);
    if (done.length > 0 && mailing.newsletterSlug) await makeStale(tx, ["news"]);
  });
  return count;
}

/** The job of each minute: starts what is due, and carries on what is under way. One that fails does not keep the others. */
export async function sendMailings(): Promise<number> {
  await transact(async (tx) => {
    const started = await tx.query<{ id: string }>("UPDATE mailing SET state = 'sending', started_at = now(), changed_at = now() WHERE state = 'scheduled' AND send_at <= now() RETURNING id");
    if (started.length > 0) await makeStale(tx, ["news"]);
  });
  let count = 0;
  for (const { id } of await db().query<{ id: string }>("SELECT id FROM mailing WHERE state = 'sending' ORDER BY started_at, id LIMIT 20"))
    count += await sendOn(id).catch((error: Error) => { log.error({ err: error, mailing: id }, "a mailing could not be carried on"); return 0; });
  return count;
}
