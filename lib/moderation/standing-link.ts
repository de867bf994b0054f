import { createHmac, timingSafeEqual } from "node:crypto";
import { env, publicUrl } from "#lib/core/env.ts";

const days = 90;
const sign = (text: string): string => createHmac("sha256", env().SECRET).update(`standing:${text}`).digest("base64url");

/** A link by which someone who cannot sign in reads why, and appeals. Its secret stands after the #, so no server log sees it. */
export function standingLink(accountId: string, locale: string): string {
  const text = `${accountId}.${Math.floor(Date.now() / 1000) + days * 24 * 3600}`;
  return `${publicUrl()}/${locale === "fr" ? "fr" : "en"}/me/standing#token=${text}.${sign(text)}`;
}

/** The account such a link's token stands for, or undefined when it is not ours or has run out. */
export function accountOfLink(token: string): string | undefined {
  const [accountId = "", until = "", signature = ""] = token.split(".");
  const wanted = Buffer.from(sign(`${accountId}.${until}`));
  const given = Buffer.from(signature);
  return given.length === wanted.length && timingSafeEqual(given, wanted) && Number(until) * 1000 > Date.now() ? accountId : undefined;
}
