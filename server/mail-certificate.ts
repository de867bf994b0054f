import { X509Certificate, createPrivateKey } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { createSecureContext } from "node:tls";
import { env } from "#lib/core/env.ts";
import { log } from "#lib/core/log.ts";

/** The certificate by which the door of mail speaks TLS, its chain with it, and the key that belongs to it. */
export type Certificate = { cert: string; key: string };
/** The files they stand in. */
export type CertificateFiles = { SMTP_IN_CERT: string; SMTP_IN_KEY: string };

/** The files that the settings name, or undefined where they name none: then the door says nothing of TLS. One without the other is a mistake. */
export function certificateFiles({ SMTP_IN_CERT, SMTP_IN_KEY }: { [name in keyof CertificateFiles]?: string | undefined } = env()): CertificateFiles | undefined {
  if (!SMTP_IN_CERT !== !SMTP_IN_KEY) throw new Error("SMTP_IN_CERT and SMTP_IN_KEY belong together: set both, or neither.");
  return SMTP_IN_CERT && SMTP_IN_KEY ? { SMTP_IN_CERT, SMTP_IN_KEY } : undefined;
}

async function textOf(name: keyof CertificateFiles, path: string): Promise<string> {
  return readFile(path, "utf8").catch(() => { throw new Error(`${name} names a file that cannot be read: ${path}`); });
}

/** Reads a certificate and holds it against its key and the day. Throws one sentence naming what is wrong. */
export async function readCertificate(files: CertificateFiles): Promise<Certificate> {
  const [cert, key] = await Promise.all([textOf("SMTP_IN_CERT", files.SMTP_IN_CERT), textOf("SMTP_IN_KEY", files.SMTP_IN_KEY)]);
  const read = <T>(name: keyof CertificateFiles, work: () => T): T => { try { return work(); } catch { throw new Error(`${name} is not PEM, or not what it should be.`); } };
  const first = read("SMTP_IN_CERT", () => new X509Certificate(cert));
  const secret = read("SMTP_IN_KEY", () => createPrivateKey(key));
  if (!first.checkPrivateKey(secret)) throw new Error("SMTP_IN_KEY is not the key of SMTP_IN_CERT.");
  if (first.validToDate.getTime() < Date.now()) throw new Error(`SMTP_IN_CERT ended on ${first.validToDate.toISOString().slice(0, 10)}.`);
  read("SMTP_IN_CERT", () => createSecureContext({ cert, key }));
  return { cert, key };
}

const stamp = async ({ SMTP_IN_CERT, SMTP_IN_KEY }: CertificateFiles): Promise<string> => (await Promise.all([SMTP_IN_CERT, SMTP_IN_KEY].map(async (path) => (await stat(path).catch(() => undefined))?.mtimeMs ?? 0))).join(" ");

/** Looks from time to time whether the certificate was renewed, and hands on the new one. One that cannot be used is told of, and the door keeps what it has. Ends with what it resolves to. */
export async function followCertificate(files: CertificateFiles, take: (certificate: Certificate) => void, every = 3_600_000): Promise<() => void> {
  let known = await stamp(files);
  const look = async (): Promise<void> => {
    const now = await stamp(files);
    if (now === known) return;
    known = now;
    take(await readCertificate(files));
  };
  const timer = setInterval(() => void look().catch((error: Error) => log.error({ message: error.message }, "the new certificate of the mail door cannot be used")), every).unref();
  return () => clearInterval(timer);
}
