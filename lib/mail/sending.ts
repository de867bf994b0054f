import { env } from "#lib/core/env.ts";
import { log } from "#lib/core/log.ts";
import { pool } from "#lib/core/db.ts";
import { forgiveAddress, noteBounce } from "./bounces.ts";
import { type Claimed, claimMail, settleClaims } from "./claims.ts";
import { bounceAddress, bytesOf } from "./envelope.ts";
import { closeLine, handOver, hangUp, type Line, openLine, reach } from "./lines.ts";
import type { Stream } from "./types.ts";

const batch = 10;
const lineCount = 2;
/** After so many tries a letter is given up. */
const mostAttempts = 10;

/** The server a stream leaves by. */
export function serverOf(stream: Stream): string | undefined {
  const { SMTP_URL, SMTP_URL_CONVERSATION, SMTP_URL_NEWSLETTER } = env();
  return (stream === "conversation" ? SMTP_URL_CONVERSATION : stream === "newsletter" ? SMTP_URL_NEWSLETTER : undefined) ?? SMTP_URL;
}

// When each receiving domain may be written to next; nobody is written to faster than MAIL_PACE a second.
const nextAt = new Map<string, number>();

async function inPace(domain: string): Promise<void> {
  const now = Date.now();
  const at = Math.max(now, nextAt.get(domain) ?? 0);
  nextAt.set(domain, at + 1000 / env().MAIL_PACE);
  if (at > now) await new Promise((resolve) => setTimeout(resolve, at - now));
}

function busyDomains(): string[] {
  const now = Date.now();
  for (const [domain, at] of nextAt) if (at < now) nextAt.delete(domain);
  return [...nextAt].filter(([, at]) => at > now + 1000).map(([domain]) => domain);
}

type Failure = Error & { responseCode?: number; response?: string; command?: string };
const handed = "UPDATE mail SET handed_at = now() WHERE id = $1 AND state = 'sending'";
const sent = "UPDATE mail SET state = 'sent', sent_at = now(), response = $2, attempts = attempts + 1, body = CASE WHEN secret THEN '' ELSE body END, content = CASE WHEN secret THEN NULL ELSE content END WHERE id = $1";
const again = "UPDATE mail SET state = 'waiting', handed_at = NULL, claimed_by = NULL, attempts = attempts + 1, response = $2, due_at = now() + (ARRAY[interval '1 minute', interval '15 minutes', interval '1 hour', interval '4 hours', interval '1 day'])[least(attempts + 1, 5)] * (0.9 + random() * 0.2) WHERE id = $1";
const failed = "UPDATE mail SET state = 'failed', attempts = attempts + 1, response = $2, bounced_at = coalesce(bounced_at, now()) WHERE id = $1";
const doubtful = "UPDATE mail SET state = 'doubt', sent_at = handed_at, response = $2 WHERE id = $1";

/** What came of a letter that did not simply leave. Whether it may be tried again depends on what the server can have of it. */
async function came(mail: Claimed, failure: Failure, left: boolean): Promise<void> {
  const { responseCode: code, command } = failure;
  const said = (failure.response ?? failure.message).replace(/[\r\n]+/g, " ").slice(0, 300);
  const ofAddress = command === "RCPT TO" || command === "DATA";
  // Without an answer to the last full stop nobody knows: it is not sent a second time.
  if (left && code === undefined) return void (await pool().query(doubtful, [mail.id, said]));
  const lasting = code !== undefined && code >= 500 && ofAddress;
  if (lasting || mail.attempts + 1 >= mostAttempts) await pool().query(failed, [mail.id, said]);
  else await pool().query(again, [mail.id, said]);
  if (code === undefined || !ofAddress) return;
  // A letter refused for what it says is no word about the address.
  const noMailbox = lasting && (command === "RCPT TO" ? !/\b5\.7\./.test(said) : /\b5\.1\.[0-6]\b/.test(said));
  if (noMailbox || code < 500) await noteBounce({ address: mail.recipient, hard: noMailbox, response: said, mailId: mail.id });
}

/** Sends one letter over a line. Resolves to whether the line still serves. */
async function sendOne(line: Line, mail: Claimed): Promise<boolean> {
  const url = serverOf(mail.stream) ?? "";
  let left = false;
  try {
    const bytes = await bytesOf(mail);
    await inPace(mail.domain);
    const connection = await reach(line, url);
    let kept: Promise<unknown> = Promise.resolve();
    const response = await handOver(connection, { from: bounceAddress(mail.id), to: mail.recipient, bytes }, () => {
      left = true;
      kept = line.keeper.query({ name: "mail-handed", text: handed, values: [mail.id] }).catch(() => undefined);
    });
    await kept;
    await line.keeper.query({ name: "mail-sent", text: sent, values: [mail.id, response.slice(0, 300)] });
    // The mailbox takes mail: what it refused before is over.
    await (mail.secret ? forgiveAddress(mail.recipient) : pool().query("DELETE FROM mail_address WHERE address = $1", [mail.recipient]));
    return true;
  } catch (error) {
    const failure = error as Failure;
    await came(mail, failure, left);
    // After an answer the conversation goes on; without one it is over.
    if (failure.responseCode === undefined || failure.command === "CONN") {
      log.warn({ code: (failure as { code?: string }).code }, "a mail server did not answer");
      hangUp(line, url);
      return false;
    }
    await new Promise<void>((resolve) => { const open = line.connections.get(url); if (open) open.reset(() => resolve()); else resolve(); });
    return true;
  }
}

async function work(line: Line): Promise<number> {
  let count = 0;
  for (;;) {
    const { taken, letters } = await claimMail(line.keeper, { owner: line.owner, limit: batch, busy: busyDomains() });
    if (taken === 0) return count;
    count += letters.length;
    for (const [place, mail] of letters.entries()) {
      if (await sendOne(line, mail)) continue;
      // The rest of the batch waits for whoever gets through.
      await line.keeper.query("UPDATE mail SET state = 'waiting', claimed_by = NULL, due_at = now() + interval '20 seconds' WHERE id = ANY($1::uuid[]) AND state = 'sending'", [letters.slice(place + 1).map((one) => one.id)]);
      return count;
    }
  }
}

/**
 * Sends what is due, each letter at most once whatever ends this process: a letter is claimed, given to the server up to its last
 * full stop, marked as handed over, and only then finished. Without SMTP_URL letters stay for /dev/mail. Resolves to how many were tried.
 */
export async function deliverMail(): Promise<number> {
  if (!env().SMTP_URL) return 0;
  await settleClaims();
  const [due] = (await pool().query<{ any: boolean }>("SELECT EXISTS (SELECT 1 FROM mail WHERE state = 'waiting' AND due_at <= now()) AS any")).rows;
  if (!due?.any) return 0;
  const lines = await Promise.all(Array.from({ length: lineCount }, openLine));
  try {
    const counts = await Promise.all(lines.map(work));
    return counts.reduce((sum, one) => sum + one, 0);
  } finally {
    await Promise.all(lines.map(closeLine));
  }
}
