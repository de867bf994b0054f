import { createHash } from "node:crypto";
import sharp from "sharp";
import { Refusal } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";

const papers = ["#c9b79c", "#b8c4a9", "#a9c0c4", "#c4a9b4", "#c7b1a0", "#adb3c9", "#bfc2a0", "#c9a898"];

function escapeXml(text: string): string {
  return text.replace(/[<>&"']/g, (found) => `&#${found.charCodeAt(0)};`);
}

/** A drawn portrait for someone without a picture: their initials on a colour that is always theirs. */
export function drawnAvatar(id: string, name: string): string {
  const initials = name.split(/\s+/).slice(0, 2).map((part) => [...part][0] ?? "").join("").toUpperCase();
  const paper = papers[(createHash("sha1").update(id).digest()[0] ?? 0) % papers.length];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="${paper}"/><text x="32" y="41" text-anchor="middle" font-family="Georgia, serif" font-size="25" fill="#2b2320">${escapeXml(initials)}</text></svg>`;
}

/** The picture of an account: their upload as WebP, else a drawing. Unknown accounts get a drawing too, so nothing is told. */
export async function readAvatar(id: string): Promise<{ type: string; body: Buffer }> {
  const [row] = await db().query<{ name: string; avatar: Buffer | null }>("SELECT name, avatar FROM account WHERE id = $1", [id]);
  if (row?.avatar) return { type: "image/webp", body: row.avatar };
  return { type: "image/svg+xml", body: Buffer.from(drawnAvatar(id, row?.name ?? "·")) };
}

/** Keeps an uploaded picture, re-encoded to 256 × 256 WebP so that nothing of the file but its pixels stays. */
export async function changeAvatar(accountId: string, file: Buffer): Promise<true | Refusal> {
  try {
    const picture = sharp(file, { limitInputPixels: 40_000_000, failOn: "error" });
    const { format } = await picture.metadata();
    if (!["jpeg", "png", "webp", "avif", "heif", "gif"].includes(format ?? "")) return new Refusal("invalid", "Use a JPEG, PNG, WebP or GIF picture.", { field: "picture" });
    const small = await picture.rotate().resize(256, 256, { fit: "cover" }).webp({ quality: 82 }).toBuffer();
    await db().query("UPDATE account SET avatar = $2 WHERE id = $1", [accountId, small]);
    return true;
  } catch {
    return new Refusal("invalid", "This file is not a picture we can read.", { field: "picture" });
  }
}
