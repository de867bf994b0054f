import type { OrderNews } from "./types.ts";

/** What was read of a shop's message: news of one order, or why it was left: a word of `reasons`, and after a colon what it is about. */
export type Read = { news: Omit<OrderNews, "source"> } | { left: string };

const decimal = /^(-?)(\d{1,12})(?:\.(\d{1,6}))?$/;

/** Cents of an amount as shops write it (`"12.50"`, or a number); 0 for nothing, undefined when it is no amount. */
export function centsOf(value: unknown): number | undefined {
  if (value === null || value === undefined || value === "") return 0;
  const [, sign, whole = "", part = ""] = decimal.exec(String(value).trim()) ?? [];
  if (whole === "") return undefined;
  const cents = Number(whole) * 100 + Math.round(Number(`0.${part || "0"}`) * 100);
  return sign ? -cents : cents;
}

/** An instant as shops write it, in ISO with its zone, or in UTC without one; null when it is none. */
export function instantOf(value: unknown): string | null {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value)) return null;
  const at = new Date(/(Z|[+-]\d\d:?\d\d)$/.test(value) ? value : `${value}Z`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu;

/** A short text of a shop's, without what cannot be shown. */
export const plain = (value: unknown, most: number): string => (typeof value === "string" || typeof value === "number" ? String(value).toWellFormed().normalize("NFC").replace(control, "").trim().slice(0, most) : "");

/** An address of the web that may stand on a page, or nothing. */
export function linkOf(value: unknown): string | undefined {
  const text = plain(value, 500);
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) ? text : undefined;
}

const word = /^[\w-]{3,40}$/;

/** Who brought the buyer, as the shop's script kept it and the order carries it: by its name among what was noted, or in the address of the page that was opened first. */
export function viaOf(noted: readonly { name: unknown; value: unknown }[], landing: unknown): { via?: string } {
  const named = noted.find((one) => /^_?rapport_via$/i.test(plain(one.name, 40)));
  const opened = /[?&]via=([\w-]{3,40})(?:[&#]|$)/.exec(plain(landing, 2000))?.[1];
  const via = [plain(named?.value, 60), opened].find((one) => one !== undefined && word.test(one));
  return via === undefined ? {} : { via };
}

/** The coupons an order was paid with, as they are compared: in capitals. */
export function couponsOf(codes: readonly unknown[]): { coupons?: string[] } {
  const coupons = [...new Set(codes.map((code) => plain(code, 64).toUpperCase()).filter(Boolean))].slice(0, 20);
  return coupons.length > 0 ? { coupons } : {};
}

/** A mailbox as an account would have it, or nothing. */
export function addressOf(value: unknown): string | null {
  const text = plain(value, 254).toLowerCase();
  return /^[^\s@"<>]+@[^\s@"<>]+\.[^\s@"<>]+$/.test(text) ? text : null;
}
