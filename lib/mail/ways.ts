import { createHmac, timingSafeEqual } from "node:crypto";
import { env, publicUrl } from "#lib/core/env.ts";
import type { Content } from "./types.ts";

const sign = (id: string, path: string): string => createHmac("sha256", env().SECRET).update(`mail-way:${id}:${path}`).digest("base64url").slice(0, 16);

/** Where a link of a letter really goes, or undefined where it is none that we made: only to our own pages, ever. */
export function wayOf(id: string, path: string, signed: string): string | undefined {
  if (!/^\/[a-z]{2}(\/|$)/.test(path) || /[\\\r\n]|\/\//.test(path)) return undefined;
  const [one, other] = [Buffer.from(signed), Buffer.from(sign(id, path))];
  return one.length === other.length && timingSafeEqual(one, other) ? publicUrl() + path : undefined;
}

/** A link of a letter by way of the door that counts it. Links with a token in them, and those that lead elsewhere, stay as they are. */
export function wayBy(id: string, url: string): string {
  if (!url.startsWith(`${publicUrl()}/`) || url.includes("token=") || url.includes("/api/")) return url;
  const path = url.slice(publicUrl().length);
  return wayOf(id, path, sign(id, path)) ? `${publicUrl()}/api/mail/to/${id}/${sign(id, path)}?path=${encodeURIComponent(path)}` : url;
}

/** A letter's HTML counts which way was taken; its plain text, and what carries a link to sign in, do not. */
export function counted(content: Content, mail: { id: string; secret: boolean; accountId: string | null }): Content {
  if (mail.secret || !mail.accountId) return content;
  const by = (url: string): string => wayBy(mail.id, url);
  return {
    ...content, ...(content.action ? { action: { ...content.action, url: by(content.action.url) } } : {}),
    blocks: content.blocks.map((block) => (block.kind === "item" && block.url ? { ...block, url: by(block.url) } : block.kind === "html" ? { ...block, html: block.html.replace(/ href="([^"]+)"/g, (_all, url: string) => ` href="${by(url.replaceAll("&amp;", "&")).replaceAll("&", "&amp;")}"`) } : block)),
  };
}
