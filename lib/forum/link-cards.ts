import { env, publicUrl } from "#lib/core/env.ts";
import type { Reader, Tx } from "#lib/core/transact.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import { excerpt } from "#lib/markdown/excerpt.ts";
import type { Card } from "#lib/markdown/types.ts";
import { readFetched } from "#lib/media/queries.ts";

/** Whether the server asks other sites about links: as the operator says, else when it has a public address of its own. */
export const asksOutside = (): boolean => (env().LINK_PREVIEWS ?? (env().PUBLIC_URL ? "on" : "off")) === "on";

const stale = `SELECT url FROM unnest($1::text[]) AS q (url) WHERE NOT EXISTS (SELECT 1 FROM link_preview l WHERE l.url = q.url AND l.stale_at > now())`;

/** The links of a text that lead elsewhere. */
export const outsideLinks = (links: string[]): string[] => links.filter((link) => link.length <= 2000 && !link.startsWith(`${publicUrl()}/`));

/** Those of these links that nothing is known of, or nothing fresh. */
export async function wantingLinks(reader: Reader, links: string[]): Promise<string[]> {
  return links.length ? (await reader.query<{ url: string }>(stale, [links])).map((row) => row.url) : [];
}

/** Asks, once what was written is committed, what is behind the bare links of a post. */
export async function askAbout(tx: Tx, postId: number, links: string[]): Promise<void> {
  const outside = outsideLinks(links);
  if (outside.length === 0 || !asksOutside()) return;
  if ((await wantingLinks(tx, outside)).length > 0) await enqueue(tx, { name: "link.preview", payload: { postId } }, { key: `link.preview:${postId}` });
}

type Known = { url: string; title: string; description: string; site: string; mediaId: string | null };
const own = /^\/(?:en\/|fr\/)?t\/(\d{1,15})(?:[/?#]|$)/;

/** Cards of our own topics, from the database alone and only of those that everybody may read. */
async function ownCards(reader: Reader, links: string[]): Promise<[string, Card][]> {
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

/** What is known of the bare links of a text: kept previews, and our own public topics. */
export async function cardsOf(reader: Reader, links: string[]): Promise<Map<string, Card>> {
  if (links.length === 0) return new Map();
  const rows = await reader.query<Known>(`SELECT url, title, description, site, media_id AS "mediaId" FROM link_preview WHERE url = ANY($1::text[]) AND title IS NOT NULL`, [links]);
  const pictures = await readFetched(reader, rows.flatMap((row) => row.mediaId ?? []));
  const cards = rows.map((row): [string, Card] => [row.url, { title: row.title, description: row.description, site: row.site, picture: pictures.get(row.mediaId ?? "") ?? null }]);
  return new Map([...cards, ...(await ownCards(reader, links))]);
}
