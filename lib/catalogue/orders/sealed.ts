import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "#lib/core/env.ts";

// A secret that others sign with must be read again, so it is sealed and not hashed: AES-256-GCM under a key of its own.
const key = (): Buffer => Buffer.from(hkdfSync("sha256", env().SECRET, "", "shop secrets", 32));

/** Seals a text so that the database alone does not give it away. */
export function seal(text: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key(), nonce);
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** What was sealed; undefined when it was sealed under another SECRET, or changed. */
export function unseal(sealed: Buffer): string | undefined {
  try {
    const decipher = createDecipheriv("aes-256-gcm", key(), sealed.subarray(0, 12));
    decipher.setAuthTag(sealed.subarray(12, 28));
    return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}
