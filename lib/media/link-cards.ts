import { createHash } from "node:crypto";
import { env, publicUrl } from "#lib/core/env.ts";
import { refused } from "#lib/core/errors.ts";
import { type Reader, transact } from "#lib/core/transact.ts";
import type { Card } from "#lib/markdown/types.ts";
import { fetchOutside } from "#lib/outbound/fetch.ts";
import { readPage } from "#lib/outbound/page.ts";
import { attach } from "./attachments.ts";
import { readFetched } from "./queries.ts";
import { keepPicture } from "./uploads.ts";

/** Whether the server asks other sites about links: as the operator says, else when it has a public address of its own. */
export const asksOutside = (): boolean => (env().LINK_PREVIEWS ?? (env().PUBLIC_URL ? "on" : "off")) === "on";

/** The links of a text that lead elsewhere. */
export const outsideLinks = (links: string[]): string[] => links.filter((link) => link.length <= 2000 && !link.startsWith(`${publicUrl()}/`));

const stale = "SELECT url FROM unnest($1::text[]) AS q (url) WHERE NOT EXISTS (SELECT 1 FROM link_preview l WHERE l.url = q.url AND l.stale_at > now())";

/** Those of these links that the server would ask about: they lead elsewhere, and nothing is known of them, or nothing fresh. */
export async function wantingLinks(reader: Reader, links: string[]): Promise<string[]> {
  const outside = asksOutside() ? outsideLinks(links) : [];
  return outside.length ? (await reader.query<{ url: string }>(stale, [outside])).map((row) => row.url) : [];
}

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

/** Looks behind one link, as a job, and keeps what was found, or that nothing was. Its picture is `ownerId`'s, who wrote the link. */
export async function lookBehind(url: string, ownerId: string): Promise<void> {
  const fetched = await fetchOutside(url, page);
  const words = "why" in fetched ? undefined : readPage(fetched);
  const mediaId = words ? await pictureOf(words.picture, ownerId) : null;
  await transact(async (tx) => {
    await tx.query(keep, [url, words?.title ?? null, words?.description ?? "", words?.site ?? "", mediaId, words ? "14 days" : "1 day"]);
    if (mediaId) await attach(tx, { mediaIds: [mediaId], subject: { type: "link", id: createHash("sha256").update(url).digest("hex") }, by: ownerId });
  });
}

/** What this house knows of its own addresses: only of what everybody may read. */
export type OwnCards = (reader: Reader, links: string[]) => Promise<[string, Card][]>;
let ownCards: OwnCards = async () => [];
/** Names who knows of the house's own addresses. The server does it once. */
export function knowOwnLinks(by: OwnCards): void {
  ownCards = by;
}

type Known = { url: string; title: string; description: string; site: string; mediaId: string | null };

/** What is known of the bare links of a text: kept previews, and what everybody may read of this house. Asks nobody outside. */
export async function cardsOf(reader: Reader, links: string[]): Promise<Map<string, Card>> {
  if (links.length === 0) return new Map();
  const rows = await reader.query<Known>(`SELECT url, title, description, site, media_id AS "mediaId" FROM link_preview WHERE url = ANY($1::text[]) AND title IS NOT NULL`, [links]);
  const pictures = await readFetched(reader, rows.flatMap((row) => row.mediaId ?? []));
  const cards = rows.map((row): [string, Card] => [row.url, { title: row.title, description: row.description, site: row.site, picture: pictures.get(row.mediaId ?? "") ?? null }]);
  return new Map([...cards, ...(await ownCards(reader, links))]);
}

/** What links show is what their public pages show: everybody may see it. */
export async function linksSeen(_reader: Reader, _actor: unknown, ids: string[]): Promise<string[]> {
  return ids;
}
