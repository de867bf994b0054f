import { env } from "#lib/core/env.ts";
import type { Reader } from "#lib/core/transact.ts";
import { mailDomain, readReplyToken, type ReplyTo } from "../reply-token.ts";

/** What one of our addresses is for: an answer to something, a report about a letter, a need, a category, or the house itself. */
export type OurAddress = { kind: "reply"; to: ReplyTo } | { kind: "bounce"; mailId: string } | { kind: "needs" } | { kind: "category"; id: number; slug: string } | { kind: "house" };

// Written to by programs and people everywhere (RFC 2142); the house reads them.
const house = new Set(["postmaster", "abuse", "fbl"]);
const hex = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/;

/** The id of the letter that a bounce address, or the name of a letter, is of. */
export function letterOf(name: string): string | undefined {
  const found = hex.exec(name.toLowerCase().replaceAll("-", ""));
  return found ? found.slice(1).join("-") : undefined;
}

/** The letter of ours that an id of a mail names, or undefined when it is none of ours. */
export function letterNamed(messageId: string): string | undefined {
  const [name = "", domain] = messageId.replace(/^<|>$/g, "").split("@");
  return domain?.toLowerCase() === mailDomain() ? letterOf(name) : undefined;
}

/** What an address of ours is for; undefined for every other address, a forged or expired one of an answer too. */
export async function ourAddress(reader: Reader, address: string): Promise<OurAddress | undefined> {
  const [local = "", domain = "", ...more] = address.toLowerCase().split("@");
  if (more.length || !local || local.length > 64) return undefined;
  if (address.toLowerCase() === env().MAIL_FROM.toLowerCase()) return { kind: "house" };
  if (domain !== mailDomain()) return undefined;
  if (local.startsWith("reply+")) {
    const to = readReplyToken(local.slice("reply+".length));
    return to && { kind: "reply", to };
  }
  if (local.startsWith("bounce+")) {
    const mailId = letterOf(local.slice("bounce+".length));
    return mailId ? { kind: "bounce", mailId } : undefined;
  }
  if (house.has(local)) return { kind: "house" };
  if (local === "needs") return { kind: "needs" };
  if (!/^[a-z0-9-]{1,64}$/.test(local)) return undefined;
  const [category] = await reader.query<{ id: number; slug: string }>("SELECT id, slug FROM category WHERE slug = $1 AND retired_at IS NULL", [local]);
  return category && { kind: "category", ...category };
}
