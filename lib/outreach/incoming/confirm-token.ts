import { createHmac, timingSafeEqual } from "node:crypto";
import { env, publicUrl } from "#lib/core/env.ts";

const sign = (id: number): string => createHmac("sha256", env().SECRET).update(`mail-mine:${id}`).digest("base64url").slice(0, 22);

/** A signed name of a mail whose sender we ask about; only the letter that asks carries it. */
export const confirmToken = (id: number): string => `${id}.${sign(id)}`;

/** The mail that a token names, or undefined when it is none of ours. */
export function readConfirmToken(token: string): number | undefined {
  const [, id, signed = ""] = /^(\d{1,15})\.([\w-]{22})$/.exec(token) ?? [];
  if (!id) return undefined;
  const [one, other] = [Buffer.from(signed), Buffer.from(sign(Number(id)))];
  return one.length === other.length && timingSafeEqual(one, other) ? Number(id) : undefined;
}

/** The page on which the owner of an address says whether they wrote a mail; the token stands where no server writes it down. */
export const confirmLink = (id: number, locale: string): string => `${publicUrl()}/${locale}/mail/mine#token=${confirmToken(id)}`;
