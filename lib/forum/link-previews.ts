import { z } from "zod";
import type { Member } from "#lib/core/actor.ts";
import { env, publicUrl } from "#lib/core/env.ts";
import { db, type Reader, transact } from "#lib/core/transact.ts";
import { excerpt } from "#lib/markdown/excerpt.ts";
import type { Card } from "#lib/markdown/types.ts";
import { lookBehind, wantingLinks } from "#lib/media/link-cards.ts";
import { announce } from "./events.ts";
import { cookFor } from "./text.ts";
import type { Audience } from "./types.ts";

const own = /^\/(?:en\/|fr\/)?t\/(\d{1,15})(?:[/?#]|$)/;

/** Cards of our own topics, from the database alone and only of those that everybody may read. */
export async function topicCards(reader: Reader, links: string[]): Promise<[string, Card][]> {
  const base = publicUrl();
  const ids = new Map(links.filter((link) => link.startsWith(`${base}/`)).map((link) => [link, Number(own.exec(link.slice(base.length))?.[1] ?? 0)]));
  if (ids.size === 0) return [];
  const rows = await reader.query<{ id: number; title: string; html: string }>(
    `SELECT t.id, t.title, left(p.html, 1000) AS html FROM topic t JOIN category c ON c.id = t.category_id JOIN post p ON p.topic_id = t.id AND p.number = 1
     WHERE t.id = ANY($1::bigint[]) AND c.audience = 'public' AND t.deleted_at IS NULL AND p.deleted_at IS NULL`, [[...ids.values()]]);
  return [...ids].flatMap(([link, id]): [string, Card][] => {
    const topic = rows.find((row) => row.id === id);
    return topic ? [[link, { title: topic.title, description: excerpt(topic.html), site: env().SITE_NAME, picture: null }]] : [];
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
  for (const url of await wantingLinks(db(), text.links)) await lookBehind(url, post.id);
  await transact(async (tx) => {
    const { html } = await cookFor(tx, author, { source: post.source, key: `post:${postId}`, audience: post.audience });
    const [changed] = await tx.query("UPDATE post SET html = $2 WHERE id = $1 AND version = $3 AND html <> $2 RETURNING id", [postId, html, post.version]);
    if (changed) await announce(tx, { topicId: post.topicId, number: post.number, type: "post.changed" });
  });
}
