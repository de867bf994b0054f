import { generateKeyPairSync } from "node:crypto";
import { copyFileSync, mkdtempSync, utimesSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect as secured, type TLSSocket } from "node:tls";
import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "#lib/core/transact.ts";
import { certificateFiles, followCertificate, readCertificate } from "#server/mail-certificate.ts";
import { type MailDoor, openMailDoor } from "#server/mail-door.ts";
import { house, written } from "#tests/outreach/mails.ts";

const fixture = (name: string): string => join(import.meta.dirname, "../mail/fixtures", name);
const folder = mkdtempSync(join(tmpdir(), "rapport-certificate-"));
const files = { SMTP_IN_CERT: join(folder, "cert.pem"), SMTP_IN_KEY: fixture("door-key.pem") };
let doors: { tls: MailDoor; plain: MailDoor };
beforeAll(async () => {
  process.env.SMTP_IN_PORT = "0";
  copyFileSync(fixture("door-cert.pem"), files.SMTP_IN_CERT);
  const [tls, plain] = [await openMailDoor(files), await openMailDoor(undefined)];
  if (!tls || !plain) throw new Error("a door is shut");
  doors = { tls, plain };
});
afterAll(() => Promise.all([doors.tls.close(), doors.plain.close()]));

/** Says a line, if any, and hears the whole answer. */
function hear(socket: Socket, line?: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const take = (chunk: Buffer): void => {
      said += chunk.toString("latin1");
      if (!/^\d{3} [^\n]*\r\n$/m.test(said)) return;
      socket.off("data", take);
      resolve(said);
    };
    socket.on("data", take);
    socket.once("error", reject);
    if (line !== undefined) socket.write(line);
  });
}

async function greeted(door: MailDoor): Promise<{ socket: Socket; able: string }> {
  const socket = connect(door.port, "127.0.0.1");
  await hear(socket);
  return { socket, able: await hear(socket, "EHLO mail.example\r\n") };
}

it("offers TLS only with a certificate of the operator's, and takes the same mail by it with the same limits", async () => {
  const plain = await greeted(doors.plain);
  expect([plain.able.includes("STARTTLS"), (await hear(plain.socket, "STARTTLS\r\n")).slice(0, 3)]).toEqual([false, "500"]);
  plain.socket.end();
  const { socket, able } = await greeted(doors.tls);
  expect(able).toContain("STARTTLS");
  // What is said in clear together with the word is no part of the conversation that follows.
  expect(await hear(socket, "STARTTLS\r\nMAIL FROM:<eve@b.example>\r\n")).toMatch(/^220 /);
  const tls = await new Promise<TLSSocket>((resolve, reject) => { const made = secured({ socket, ca: [] as string[], rejectUnauthorized: false, servername: "mail.house.example" }, () => resolve(made)); made.once("error", reject); });
  expect([tls.getPeerCertificate().subject.CN, tls.getProtocol()?.startsWith("TLSv1.")]).toEqual(["mail.house.example", true]);
  const again = await hear(tls, "EHLO mail.example\r\n");
  expect([again.includes("STARTTLS"), again.includes("SIZE 12000000")]).toEqual([false, true]);
  // Nobody has begun a mail: what was said in clear was forgotten.
  expect((await hear(tls, `RCPT TO:<${house("hello")}>\r\n`)).slice(0, 3)).toBe("503");
  expect((await hear(tls, "MAIL FROM:<a@mail.example> SIZE=99000000\r\n")).slice(0, 3)).toBe("552");
  await db().query("DELETE FROM incoming_mail");
  for (const line of ["MAIL FROM:<a@mail.example>\r\n", `RCPT TO:<${house("hello")}>\r\n`]) expect((await hear(tls, line)).slice(0, 3)).toBe("250");
  expect((await hear(tls, `RCPT TO:<${house("nowhere")}>\r\n`)).slice(0, 3)).toBe("550");
  expect((await hear(tls, "DATA\r\n")).slice(0, 3)).toBe("354");
  expect(await hear(tls, `${written({ from: "a@mail.example", to: house("hello"), text: "Behind a curtain." })}\r\n.\r\n`)).toBe("250 2.0.0 taken\r\n");
  expect(await db().query("SELECT recipient FROM incoming_mail")).toEqual([{ recipient: house("hello") }]);
  tls.end();
}, 120_000);

it("says in one sentence what is wrong with a certificate, makes none up, and takes a renewed one", async () => {
  expect(certificateFiles({})).toBeUndefined();
  expect(() => certificateFiles({ SMTP_IN_CERT: "a" })).toThrow("belong together");
  const other = join(folder, "other.pem");
  writeFileSync(other, generateKeyPairSync("ec", { namedCurve: "prime256v1" }).privateKey.export({ type: "pkcs8", format: "pem" }));
  const wrong: [Partial<typeof files>, string][] = [[{ SMTP_IN_KEY: other }, "not the key of"], [{ SMTP_IN_CERT: join(folder, "none.pem") }, "cannot be read"], [{ SMTP_IN_CERT: other }, "SMTP_IN_CERT is not PEM"], [{ SMTP_IN_KEY: files.SMTP_IN_CERT }, "SMTP_IN_KEY is not PEM"]];
  for (const [change, why] of wrong) await expect(readCertificate({ ...files, ...change }), why).rejects.toThrow(why);
  const renewed = new Promise<string>((resolve) => {
    void followCertificate(files, ({ cert }) => resolve(cert), 10).then(() => {
      copyFileSync(fixture("door-cert-renewed.pem"), files.SMTP_IN_CERT);
      utimesSync(files.SMTP_IN_CERT, new Date(), new Date(Date.now() + 5000));
    });
  });
  expect(await renewed).toBe((await readCertificate({ ...files, SMTP_IN_CERT: fixture("door-cert-renewed.pem") })).cert);
}, 120_000);
