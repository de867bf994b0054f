import { createHmac, timingSafeEqual } from "node:crypto";
import { env, publicUrl } from "#lib/core/env.ts";

/** What one press ends: mail of one kind of notice, one topic, the digest, all news, one newsletter, or nothing (a way to the choices alone). */
export type Leaving = { what: "kind" | "topic" | "digest" | "news" | "choices" | "newsletter"; of: string; accountId: string };

const kinds: readonly Leaving["what"][] = ["kind", "topic", "digest", "news", "choices", "newsletter"];
const sign = (said: string): string => createHmac("sha256", env().SECRET).update(`mail-leave:${said}`).digest("base64url").slice(0, 22);

/** A signed name of what its holder may end and choose about mail, without signing in. It opens nothing else. */
export function leaveToken({ what, of, accountId }: Leaving): string {
  const said = Buffer.from(`${accountId.replaceAll("-", "")}${kinds.indexOf(what)}${of}`).toString("base64url");
  return `${said}.${sign(said)}`;
}

/** What a token names, or undefined when it is none of ours. It does not end: a way out must work in an old letter, too. */
export function readLeaveToken(token: string): Leaving | undefined {
  const [said = "", signed = ""] = token.split(".");
  const [one, other] = [Buffer.from(signed), Buffer.from(sign(said))];
  if (one.length !== other.length || !timingSafeEqual(one, other)) return undefined;
  const [, id, place, of] = /^([0-9a-f]{32})(\d)(.*)$/.exec(Buffer.from(said, "base64url").toString()) ?? [];
  const what = kinds[Number(place)];
  if (!id || !what) return undefined;
  return { what, of: of ?? "", accountId: `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}` };
}

/** Where a mail program ends such letters by one press of its own (RFC 8058). */
export const oneClick = (leaving: Leaving): string => `${publicUrl()}/api/mail/leave/${leaveToken(leaving)}`;

/** The page on which a reader ends or changes what they get; the token stands where no server writes it down. */
export const choicesLink = (leaving: Leaving, locale: string): string => `${publicUrl()}/${locale}/mail#token=${leaveToken(leaving)}`;
