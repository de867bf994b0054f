import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

const prefix = "whsec_";
/** How far, in seconds, a message's time may be from now where it is received. */
export const toleranceSeconds = 300;

/** A new secret, as both sides write it (Standard Webhooks): `whsec_` and 24 bytes in base64. */
export const newSecret = (): string => `${prefix}${randomBytes(24).toString("base64")}`;

const signatureOf = (secret: string, signed: string): string => `v1,${createHmac("sha256", Buffer.from(secret.replace(prefix, ""), "base64")).update(signed).digest("base64")}`;

/** What a message carries (Standard Webhooks): its id, its time, and a signature for each secret that holds, separated by spaces. */
export function signedHeaders({ id, at, body }: { id: string; at: Date; body: string }, secrets: readonly string[]): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": secrets.map((secret) => signatureOf(secret, `${id}.${timestamp}.${body}`)).join(" ") };
}

/** Whether a message as it arrived is ours: signed with the secret over its id, time and body, and not older or newer than the tolerance. Receivers do the same; our own shop script's server may use it. */
export function isOurs(headers: Record<string, string | undefined>, body: string, { secret, now }: { secret: string; now: Date }): boolean {
  const [id, timestamp] = [headers["webhook-id"] ?? "", headers["webhook-timestamp"] ?? ""];
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now.getTime() / 1000 - Number(timestamp)) > toleranceSeconds) return false;
  const right = Buffer.from(signatureOf(secret, `${id}.${timestamp}.${body}`));
  return (headers["webhook-signature"] ?? "").split(" ").some((one) => { const given = Buffer.from(one); return given.length === right.length && timingSafeEqual(given, right); });
}

/** How long, in milliseconds, the next attempt waits: 5 s, 30 s, 3 min, 15 min, 1 h, 4 h, 12 h, 24 h, each scattered by up to a fifth either way. Undefined after the last. */
export function pauseAfter(attempts: number, random: () => number = Math.random): number | undefined {
  const seconds = [5, 30, 180, 900, 3600, 14_400, 43_200, 86_400][attempts - 1];
  return seconds === undefined ? undefined : Math.round(seconds * 1000 * (0.8 + 0.4 * random()));
}
