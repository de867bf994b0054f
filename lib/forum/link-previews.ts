import { createHash } from "node:crypto";
import { z } from "zod";
import type { Member } from "#lib/core/actor.ts";
import { refused } from "#lib/core/errors.ts";
import { db, transact } from "#lib/core/transact.ts";
import { attach } from "#lib/media/attachments.ts";
import { keepPicture } from "#lib/media/uploads.ts";
import { fetchOutside } from "#lib/outbound/fetch.ts";
import { readPage } from "#lib/outbound/page.ts";
import { announce } from "./events.ts";
import { asksOutside, outsideLinks, wantingLinks } from "./link-cards.ts";
import { cookFor } from "./text.ts";
import type { Audience } from "./types.ts";

const page = { bytes: 64 * 1024, milliseconds: 5000, accept: "text/html,application/xhtml+xml", cut: true } as const;
const picture = { bytes: 5 * 1024 * 1024, milliseconds: 8000, accept: "image/webp,image/png,image/jpeg,image/gif;q=0.8" } as const;

const keep = `INSERT INTO link_preview (url, title, description, site, media_id, stale_at) VALUES ($1, $2, $3, $4, $5, now() + $6::interval)
  ON CONFLICT (url) DO UPDATE SET title = coalesce($2, link_preview.title), description = $3, site = $4, media_id = coalesce($5, link_preview.media_id), fetched_at = now(), stale_at = now() + $6::interval`;

async function pictureOf(address: string | null, ownerId: string): Promise<string | null> {
  const fetched = address ? await fetchOutside(address, picture) : undefined;
  if (!fetched || "why" in fetched) return null;
  const kept = await keepPicture(ownerId, "preview", fetched.body);
  return refused(kept) ? null : kept.id;
}

/** Looks behind one link and keeps what was found, or that nothing was. */
async function look(url: string, ownerId: string): Promise<void> {
  const fetched = await fetchOutside(url, page);
  const words = "why" in fetched ? undefined : readPage(fetched);
  const mediaId = words ? await pictureOf(words.picture, ownerId) : null;
  await transact(async (tx) => {
    await tx.query(keep, [url, words?.title ?? null, words?.description ?? "", words?.site ?? "", mediaId, words ? "14 days" : "1 day"]);
    if (mediaId) await attach(tx, { mediaIds: [mediaId], subject: { type: "link", id: createHash("sha256").update(url).digest("hex") }, by: ownerId });
  });
}

type Author = Omit<Member, "kind" | "sessionId" | "newcomer" | "silenced"> & { source: string; version: number; topicId: number; number: number; audience: Audience };
const written = `SELECT a.id, a.name, a.handle::text AS handle, a.role, a.tier, true AS confirmed, a.locale, p.source, p.version, p.topic_id AS "topicId", p.number, c.audience
  FROM post p JOIN account a ON a.id = p.author_id JOIN topic t ON t.id = p.topic_id JOIN category c ON c.id = t.category_id WHERE p.id = $1 AND p.deleted_at IS NULL`;
const payloadOf = z.object({ postId: z.number() });

/** The job: looks behind the bare links of a post, cooks it again with what was found, and tells who reads it. Doing it twice is doing it once. */
export async function previewLinks(payload: unknown): Promise<void> {
  const { postId } = payloadOf.parse(payload);
  const [post] = await db().query<Author>(written, [postId]);
  if (!post) return;
  const author: Member = { kind: "member", sessionId: "", newcomer: false, silenced: false, ...post };
  const { text } = await cookFor(db(), author, { source: post.source, key: `post:${postId}`, audience: post.audience });
  if (asksOutside()) for (const url of await wantingLinks(db(), outsideLinks(text.links))) await look(url, post.id);
  await transact(async (tx) => {
    const { html } = await cookFor(tx, author, { source: post.source, key: `post:${postId}`, audience: post.audience });
    const [changed] = await tx.query("UPDATE post SET html = $2 WHERE id = $1 AND version = $3 AND html <> $2 RETURNING id", [postId, html, post.version]);
    if (changed) await announce(tx, { topicId: post.topicId, number: post.number, type: "post.changed" });
  });
}

