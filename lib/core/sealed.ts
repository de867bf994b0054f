import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "./env.ts";

// A secret that others sign with must be read again, so it is sealed and not hashed: AES-256-GCM under a key of its own.
const key = (purpose: string): Buffer => Buffer.from(hkdfSync("sha256", env().SECRET, "", purpose, 32));

/** Seals a text for a purpose so that the database alone does not give it away. */
export function seal(text: string, purpose: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key(purpose), nonce);
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** What was sealed; undefined when it was sealed under another SECRET or for another purpose, or changed. */
export function unseal(sealed: Buffer, purpose: string): string | undefined {
  try {
    const decipher = createDecipheriv("aes-256-gcm", key(purpose), sealed.subarray(0, 12));
    decipher.setAuthTag(sealed.subarray(12, 28));
    return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}
