import { createHmac, timingSafeEqual } from "node:crypto";
import { env, publicUrl } from "#lib/core/env.ts";

type OnList = { accountId: string; categoryId: number };
const sign = (said: string): string => createHmac("sha256", env().SECRET).update(`mail-list:${said}`).digest("base64url").slice(0, 22);

/** Who leaves which list by a token, or undefined when it is none of ours. It does not end: a way out must work in an old letter, too. */
export function readListToken(token: string): OnList | undefined {
  const [, said = "", accountId = "", categoryId = "", signed = ""] = /^(([0-9a-f-]{36})\.(\d{1,15}))\.([\w-]{22})$/.exec(token) ?? [];
  const [one, other] = [Buffer.from(signed), Buffer.from(sign(said))];
  return accountId && one.length === other.length && timingSafeEqual(one, other) ? { accountId, categoryId: Number(categoryId) } : undefined;
}

/** Where a mail program leaves a list by one press of its own (RFC 8058). */
export const leaveList = ({ accountId, categoryId }: OnList): string => `${publicUrl()}/api/mail/lists/leave/${accountId}.${categoryId}.${sign(`${accountId}.${categoryId}`)}`;
