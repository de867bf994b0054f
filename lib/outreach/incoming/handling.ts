import { createHash } from "node:crypto";
import { Refusal } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { db, type Tx, transact, within } from "#lib/core/transact.ts";
import { record } from "#lib/ledger/record.ts";
import { type Became, handlerOf, type MailOutcome } from "#lib/mail/in/answering.ts";
import { ourAddress } from "#lib/mail/in/addresses.ts";
import { readMail, type ReadMail } from "#lib/mail/in/reading.ts";
import { newText } from "#lib/mail/in/trimming.ts";
import { queueMail } from "#lib/mail/outbox.ts";
import type { Letter } from "#lib/mail/types.ts";
import { keepFiles } from "./files.ts";
import { askLetter, refusedLetter, strangerLetter } from "./letters.ts";
import { takeReports } from "./reports.ts";
import { type Route, routeOf } from "./routes.ts";
import { type Sender, senderOf, wordOfRelay } from "./senders.ts";
import type { IncomingState } from "./types.ts";

type Row = { id: number; hash: Buffer; recipient: string; returnPath: string; vouched: boolean; raw: Buffer | null; at: Date; attempts: number; confirmed: boolean };
/** What is known of a mail once it was read, and what came of it. */
type Result = { state: IncomingState; reason?: string; path?: string | null; became?: Became | undefined; route?: Route; accountId?: string | null; from?: ReadMail["from"] | undefined; subject?: string; text?: string; counts?: boolean; letter?: Letter; later?: number };

/** A mail that failed so often, by our own fault, is left for people to look at. */
const mostAttempts = 10;
// Whoever takes one has it for a while; ended meanwhile, it is due again by itself.
const claim = `
  UPDATE incoming_mail SET attempts = attempts + 1, due_at = now() + interval '2 minutes' * (attempts + 1)
  WHERE id = (SELECT id FROM incoming_mail WHERE state = 'waiting' AND due_at <= now() ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING id, content_hash AS hash, recipient, return_path AS "returnPath", vouched, raw, at, attempts::int AS attempts, confirmed_at IS NOT NULL AS confirmed`;
const lock = "SELECT 1 FROM incoming_mail WHERE id = $1 AND state = 'waiting' FOR UPDATE";
const settle = `
  UPDATE incoming_mail SET state = $2, reason = $3, path = $4, route_type = coalesce($5, route_type), route_id = coalesce($6, route_id), account_id = coalesce($7, account_id), from_address = coalesce($8::citext, from_address),
    from_name = $9, subject = $10, text = $11, handled_at = now(), due_at = now() + interval '1 second' * $12, became_type = $13, became_id = $14 WHERE id = $1`;

/** One client id for one mail to one place, so that it says something there once, however often it is delivered or handled. */
function clientIdOf(hash: Buffer, route: Route): string {
  const hex = createHash("sha256").update(hash).update(`${route.type}:${route.id ?? ""}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Answers by ourselves, at most once a day to anybody. */
async function answerOnce(tx: Tx, letter: Letter): Promise<void> {
  const [first] = await tx.query("INSERT INTO mail_answered (address, day) VALUES ($1, (now() AT TIME ZONE 'UTC')::date) ON CONFLICT DO NOTHING RETURNING day", [letter.to]);
  if (first) await queueMail(tx, letter);
}

async function finish(tx: Tx, row: Row, result: Result): Promise<void> {
  const { route, from } = result;
  const text = (value: string | undefined): string => (value ?? "").replaceAll("\0", "").toWellFormed();
  await tx.query(settle, [row.id, result.state, text(result.reason).slice(0, 500), result.path ?? null, route?.type ?? null, route?.id ?? null, result.accountId ?? null, from?.address ?? null, text(from?.name), text(result.subject), text(result.text), result.later ?? 0, result.became?.type ?? null, result.became?.id ?? null]);
  if (result.counts && result.accountId) await record(tx, { kind: "mail.received", customerId: result.accountId, occurredAt: row.at, subject: { type: "mail", id: String(row.id) }, source: "mail", key: `received:${row.hash.toString("hex")}` });
  if (result.letter) await answerOnce(tx, result.letter);
}

/** What came of it, once a room was asked. */
function resultOf(outcome: MailOutcome, known: Result, { row, sender: { actor, email } }: { row: Row; sender: Sender }): Result {
  if ("path" in outcome) return { ...known, state: "done", path: outcome.path, became: outcome.became, counts: true };
  if ("held" in outcome) return { ...known, state: "held", path: "/me/held", counts: true };
  // Too often is no reason to lose it: it waits its turn.
  if (outcome.code === "too-many" && row.attempts < mostAttempts) return { ...known, state: "waiting", reason: outcome.detail, later: Math.min(outcome.retryAfter ?? 60, 3600) };
  return { ...known, state: "refused", reason: outcome.detail, letter: refusedLetter({ email, accountId: actor.id, locale: actor.locale }, { id: row.id, subject: known.subject ?? "", text: known.text ?? "" }, outcome.detail) };
}

type Known = Result & { route: Route };

async function ofNobody(row: Row, known: Known, relay: string): Promise<void> {
  const { route } = known;
  const of = route.type === "needs" || route.type === "category" ? route.type : undefined;
  const answers = of && known.from && relay !== "fail" ? strangerLetter({ email: known.from.address, locale: "en" }, of, { id: row.id, subject: known.subject ?? "", text: "" }) : undefined;
  await transact((tx) => finish(tx, row, { ...known, state: of ? "refused" : "kept", reason: "no account", ...(answers ? { letter: answers } : {}) }));
}

async function ofSomebody(given: { row: Row; sender: Sender }, known: Known, mail: ReadMail): Promise<void> {
  const { row, sender } = given;
  const { route } = known;
  const { actor, email } = sender;
  const to = { email, accountId: actor.id, locale: actor.locale };
  const of = { id: row.id, subject: known.subject ?? "", text: known.text ?? "" };
  const handler = route.type && handlerOf(route.type);
  if (!handler) return transact((tx) => finish(tx, row, { ...known, state: "kept", counts: sender.sure, ...(sender.sure ? {} : { reason: "sender not proven" }) }));
  if (!sender.sure) return transact((tx) => finish(tx, row, { ...known, state: "asked", letter: askLetter(to, of) }));
  if (sender.suspended) return transact((tx) => finish(tx, row, resultOf(new Refusal("forbidden", "Your account is suspended."), known, given)));
  const { files, left } = await keepFiles(actor, mail.files);
  const said = { actor, id: route.id ?? 0, subject: of.subject, text: of.text, files, clientId: clientIdOf(row.hash, route) };
  const noted = { ...known, ...(left.length ? { reason: left.join("\n") } : {}) };
  const first = handler.joins ? undefined : await handler.handle(said);
  await transact(async (tx) => {
    const [mine] = await tx.query(lock, [row.id]);
    // Whoever took it over meanwhile has handled it.
    if (mine) await finish(tx, row, resultOf(first ?? (await within(tx, () => handler.handle(said))), noted, given));
  });
}

async function handleOne(row: Row): Promise<void> {
  const ignore = (reason: string): Promise<void> => transact((tx) => finish(tx, row, { state: "ignored", reason }));
  const to = await ourAddress(db(), row.recipient);
  if (!row.raw || !to) return ignore(row.raw ? "no address of ours" : "gone");
  const mail = await readMail(row.raw, row.returnPath);
  if ("unread" in mail) return ignore(mail.unread);
  if (mail.automatic) return ignore(mail.reports.length ? await takeReports(mail.reports, to) : mail.automatic);
  if (!mail.from) return ignore("no sender");
  const { text } = newText(mail.text, `${mail.from.name} ${mail.from.address}`);
  const route = await routeOf(db(), to, mail.answers);
  const relay = wordOfRelay(row.raw, mail.from.address, row.vouched);
  const sender = await senderOf(db(), { from: mail.from.address, relay, confirmed: row.confirmed }, route);
  const known = { state: "waiting" as const, route, from: mail.from, subject: mail.subject, text: text.slice(0, 100_000), accountId: sender?.actor.id ?? null };
  return sender ? ofSomebody({ row, sender }, known, mail) : ofNobody(row, known, relay);
}

async function handleNext(): Promise<boolean> {
  const [row] = await db().query<Row>(claim);
  if (!row) return false;
  try {
    await handleOne(row);
  } catch (error) {
    log.error({ id: row.id, attempts: row.attempts, stack: (error as Error).stack }, "a mail could not be handled");
    if (row.attempts >= mostAttempts) await db().query("UPDATE incoming_mail SET state = 'failed', reason = 'could not be handled' WHERE id = $1 AND state = 'waiting'", [row.id]);
  }
  return true;
}

/** Handles the mails that wait, one after another, each once whatever ends this process, until none is left or `stopped` says so. Resolves to how many were looked at. */
export async function handleIncoming(stopped: () => boolean = () => false): Promise<number> {
  let count = 0;
  while (!stopped() && (await handleNext())) count += 1;
  return count;
}
