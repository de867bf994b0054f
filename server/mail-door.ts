import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import { env } from "#lib/core/env.ts";
import { log } from "#lib/core/log.ts";
import { db } from "#lib/core/transact.ts";
import { spend } from "#lib/limits/limiter.ts";
import { acceptMail } from "#lib/mail/in/accepting.ts";
import { ourAddress } from "#lib/mail/in/addresses.ts";
import { bareLineEnd } from "#lib/mail/in/fields.ts";
import { most, tooMuch } from "#lib/mail/in/reading.ts";
import { mailDomain } from "#lib/mail/reply-token.ts";
import { certificateFiles, followCertificate, readCertificate } from "./mail-certificate.ts";

export type MailDoor = { port: number; close: () => Promise<void> };
/** What a door holds at most: conversations, conversations of one address that is no relay of ours, recipients of a mail, bytes that are not committed yet, milliseconds. */
export const mostAtDoor = { clients: 60, clientsOfOne: 10, recipients: 20, unknown: 8, bytes: 48_000_000, conversation: 10 * 60_000 } as const;

type Answer = Error & { responseCode: number };
const answer = (responseCode: number, text: string): Answer => Object.assign(new Error(text), { responseCode });
const loopback = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const isRelay = (address: string): boolean => loopback.test(address) || env().MAIL_RELAYS.includes(address.replace(/^::ffff:/, ""));

/** Bytes that all conversations hold together; what has no room is asked to come back. */
let held = 0;

/** All of a mail, or why it is not taken. The stream is read to its end either way, and nothing is kept of what is too much. */
function collect(stream: SMTPServerDataStream): Promise<Buffer | Answer> {
  let chunks: Buffer[] = [];
  let [bytes, mine] = [0, 0];
  let stopped: Answer | undefined;
  const letGo = (): void => {
    chunks = [];
    held -= mine;
    mine = 0;
  };
  return new Promise((resolve) => {
    stream.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (!stopped && bytes > most.bytes) stopped = answer(552, `5.3.4 a mail has at most ${most.bytes} bytes`);
      if (!stopped && held + chunk.length > mostAtDoor.bytes) stopped = answer(452, "4.3.1 too much at once, come back later");
      if (stopped) return letGo();
      held += chunk.length;
      mine += chunk.length;
      chunks.push(chunk);
    });
    stream.once("end", () => { const raw = Buffer.concat(chunks); letGo(); resolve(stopped ?? raw); });
    stream.once("close", () => { letGo(); resolve(stopped ?? answer(451, "4.4.2 the conversation broke off")); });
  });
}

async function take(stream: SMTPServerDataStream, { envelope, remoteAddress }: SMTPServerSession): Promise<Answer | undefined> {
  const raw = await collect(stream);
  if (!Buffer.isBuffer(raw)) return raw;
  // What another server could read as the end of this mail and the beginning of the next (SMTP smuggling) is no mail.
  if (bareLineEnd(raw)) return answer(554, "5.6.0 lines end with CR LF, both together");
  const stopped = tooMuch(raw);
  if (stopped && "unread" in stopped) return answer(554, `5.6.0 ${stopped.unread}`);
  const returnPath = envelope.mailFrom ? envelope.mailFrom.address : "";
  await acceptMail({ raw, recipients: envelope.rcptTo.map((one) => one.address), returnPath: returnPath.slice(0, 320), door: "smtp", vouched: isRelay(remoteAddress) });
  return undefined;
}

async function mayReceive(address: string, session: SMTPServerSession, unknown: Map<string, number>): Promise<Answer | undefined> {
  if (session.envelope.rcptTo.length >= mostAtDoor.recipients) return answer(452, "4.5.3 too many recipients");
  if (await ourAddress(db(), address)) return undefined;
  const count = (unknown.get(session.id) ?? 0) + 1;
  unknown.set(session.id, count);
  return count >= mostAtDoor.unknown ? answer(421, "4.7.0 too many mailboxes that are none") : answer(550, "5.1.1 there is no such mailbox here");
}

/** Opens the door by which mail servers bring mail, or none where no port is set. What it answers 250 to is committed; `close` lets conversations that are under way end. */
export async function openMailDoor(files = certificateFiles()): Promise<MailDoor | undefined> {
  const { SMTP_IN_PORT, SMTP_IN_HOST } = env();
  if (SMTP_IN_PORT === undefined) return undefined;
  // Without one of the operator's TLS is not offered: the library's own certificate, whose key everybody has, is worse than none.
  const certificate = files && (await readCertificate(files));
  const from = new Map<string, number>();
  const unknown = new Map<string, number>();
  const timers = new Map<string, NodeJS.Timeout>();
  const failed = (error: Error): Answer => {
    log.error({ stack: error.stack }, "a mail could not be taken in");
    return answer(451, "4.3.0 not now, come back later");
  };
  const hangUp = (id: string): void => { for (const one of server.connections as Set<{ id: string; close: () => void }>) if (one.id === id) one.close(); };
  const server: SMTPServer = new SMTPServer({
    name: mailDomain(), banner: "Rapport", logger: false, disabledCommands: certificate ? ["AUTH"] : ["AUTH", "STARTTLS"], ...certificate, minVersion: "TLSv1.2", authOptional: true, disableReverseLookup: true, hidePIPELINING: true, size: most.bytes,
    maxClients: mostAtDoor.clients, socketTimeout: 60_000, closeTimeout: 10_000,
    onConnect: ({ id, remoteAddress }, done) => {
      const count = (from.get(remoteAddress) ?? 0) + 1;
      from.set(remoteAddress, count);
      timers.set(id, setTimeout(() => hangUp(id), mostAtDoor.conversation).unref());
      if (count > mostAtDoor.clientsOfOne && !isRelay(remoteAddress)) return done(answer(421, "4.7.0 too many conversations at once"));
      done();
    },
    onClose: ({ id, remoteAddress }) => {
      const count = (from.get(remoteAddress) ?? 1) - 1;
      if (count > 0) from.set(remoteAddress, count);
      else from.delete(remoteAddress);
      clearTimeout(timers.get(id));
      timers.delete(id);
      unknown.delete(id);
    },
    // Each mail is counted, however many one conversation brings; whoever is no relay of ours may bring a twentieth of it.
    onMailFrom: (_address, { remoteAddress }, done) => void spend("mail-door", remoteAddress, isRelay(remoteAddress) ? 1 : 20).then((often) => done(often ? answer(451, "4.7.1 too often, come back later") : undefined), () => done()),
    onRcptTo: ({ address }, session, done) => void mayReceive(address, session, unknown).catch(failed).then((refusal) => { done(refusal); if (refusal?.responseCode === 421) setImmediate(() => hangUp(session.id)); }),
    onData: (stream, session, done) => void take(stream, session).catch(failed).then((refusal) => done(refusal, "2.0.0 taken")),
  });
  // A client that breaks off is no fault of ours.
  server.on("error", (error: Error) => log.debug({ message: error.message }, "a conversation about mail broke off"));
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(error.code === "EADDRINUSE" ? new Error(`Port ${SMTP_IN_PORT} is taken; set SMTP_IN_PORT to another one.`) : error));
    server.listen(SMTP_IN_PORT, SMTP_IN_HOST, resolve);
  });
  const forget = files && (await followCertificate(files, (renewed) => server.updateSecureContext(renewed)));
  const at = server.server.address();
  return { port: typeof at === "object" && at ? at.port : SMTP_IN_PORT, close: () => new Promise((resolve) => { forget?.(); server.close(() => resolve()); }) };
}
