import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "#lib/core/env.ts";

/** What a letter can be an answer to, by the number it has in its room. */
export type Answerable = "topic" | "message" | "request" | "newsletter";
/** Whose answer to what: what a reply address says. */
export type ReplyTo = { type: Answerable; id: number; accountId: string };

const types: readonly Answerable[] = ["topic", "message", "request", "newsletter"];
const alphabet = "abcdefghijklmnopqrstuvwxyz234567";
const began = Date.UTC(2026, 0, 1);
const day = 86_400_000;
// Type and last day (2 bytes), account (16), number (6), signature (10): 55 letters, which fit the 64 of a local part with `reply+`.
const said = 24;
const whole = 34;

function spell(bytes: Buffer): string {
  let [text, held, bits] = ["", 0, 0];
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet[(held >> (bits - 5)) & 31];
    held &= (1 << bits) - 1;
  }
  return bits ? text + (alphabet[(held << (5 - bits)) & 31] ?? "") : text;
}

function unspell(text: string): Buffer | undefined {
  const bytes: number[] = [];
  let [held, bits] = [0, 0];
  for (const letter of text.toLowerCase()) {
    const value = alphabet.indexOf(letter);
    if (value < 0) return undefined;
    held = (held << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push(held >> bits);
      held &= (1 << bits) - 1;
    }
  }
  // One token is spelt in one way.
  return held === 0 ? Buffer.from(bytes) : undefined;
}

const sign = (bytes: Buffer): Buffer => createHmac("sha256", env().SECRET).update("reply-token:").update(bytes).digest().subarray(0, 10);

/** The signed name of one person's answer to one thing, good for a year. It survives being put into capitals or out of them. */
export function replyToken({ type, id, accountId }: ReplyTo, now = Date.now(), days = 365): string {
  const place = types.indexOf(type);
  const account = Buffer.from(accountId.replaceAll("-", ""), "hex");
  if (place < 0 || account.length !== 16 || !Number.isSafeInteger(id) || id < 0 || id >= 2 ** 48) throw new Error("nothing that can be answered");
  const bytes = Buffer.alloc(said);
  bytes.writeUInt16BE((place << 14) | Math.min(0x3fff, Math.ceil((now - began) / day) + days), 0);
  account.copy(bytes, 2);
  bytes.writeUIntBE(id, 18, 6);
  return spell(Buffer.concat([bytes, sign(bytes)]));
}

/** What a reply token names, or undefined when it is none of ours or its time is over. */
export function readReplyToken(token: string, now = Date.now()): ReplyTo | undefined {
  const bytes = /^[a-z2-7]{55}$/i.test(token) ? unspell(token) : undefined;
  if (bytes?.length !== whole) return undefined;
  const named = bytes.subarray(0, said);
  if (!timingSafeEqual(sign(named), bytes.subarray(said))) return undefined;
  const head = named.readUInt16BE(0);
  const type = types[head >> 14];
  if (!type || (head & 0x3fff) * day + began < now) return undefined;
  const hex = named.toString("hex", 2, 18);
  return { type, id: named.readUIntBE(18, 6), accountId: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` };
}

/** Where our mail lives: MAIL_DOMAIN, else the domain we write from. */
export const mailDomain = (): string => (env().MAIL_DOMAIN ?? env().MAIL_FROM.split("@")[1] ?? "localhost").toLowerCase();

/** The address at which somebody's answer to something arrives. */
export const replyAddress = (to: ReplyTo): string => `reply+${replyToken(to)}@${mailDomain()}`;
