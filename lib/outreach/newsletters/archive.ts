import type { Actor } from "#lib/core/actor.ts";
import { missing, type Refusal, refused } from "#lib/core/errors.ts";
import { decodeCursor, encodeCursor } from "#lib/core/page.ts";
import { db, type Reader } from "#lib/core/transact.ts";
import { archivedHtml } from "./body.ts";
import { mayWriteNews } from "./policy.ts";
import type { IssueCard, IssuePage, NewsletterPage } from "./types.ts";

const page = 20;
type Card = { slug: string; subject: string; preview: string; at: Date; number: number };
const cardOf = ({ slug, subject, preview, at }: Card): IssueCard => ({ slug, subject, preview, at: at.toISOString() });
const cards = `SELECT m.slug, m.subject, m.preview, m.started_at AS at, m.number::float8 AS number FROM mailing m WHERE m.newsletter_id = $1 AND m.slug IS NOT NULL AND m.started_at IS NOT NULL`;
type Named = { id: string; slug: string; name: string; description: string; locale: string };
const named = "SELECT id, slug, name, description, locale FROM newsletter";

const latest = `
  SELECT n.*, m.* FROM (${named} WHERE archived_at IS NULL ORDER BY name, id LIMIT 20) AS n
  LEFT JOIN LATERAL (SELECT m.slug AS "issueSlug", m.subject, m.preview, m.started_at AS at, m.number::float8 AS number FROM mailing m WHERE m.newsletter_id = n.id AND m.slug IS NOT NULL AND m.started_at IS NOT NULL ORDER BY m.started_at DESC, m.number DESC LIMIT 3) AS m ON true
  ORDER BY n.name, n.id, m.at DESC, m.number DESC`;

/** The newsletters of the house with their latest issues, for everybody. One statement. */
export async function readNews(): Promise<{ newsletters: (Named & { issues: IssueCard[] })[] }> {
  const found = new Map<string, Named & { issues: IssueCard[] }>();
  for (const { id, slug, name, description, locale, issueSlug, ...card } of await db().query<Named & Card & { issueSlug: string | null }>(latest)) {
    const one = found.get(id) ?? { id, slug, name, description, locale, issues: [] };
    found.set(id, one);
    if (issueSlug) one.issues.push(cardOf({ ...card, slug: issueSlug }));
  }
  return { newsletters: [...found.values()] };
}

/** A newsletter with its issues, the latest first, for everybody. Two statements. */
export async function readNewsletter(slug: string, after?: string): Promise<NewsletterPage | Refusal> {
  const [one] = await db().query<Named>(`${named} WHERE slug = $1`, [slug]);
  if (!one) return missing();
  const cursor = decodeCursor(after);
  const rows = await db().query<Card>(`${cards} AND ($2::timestamptz IS NULL OR (m.started_at, m.number) < ($2, $3)) ORDER BY m.started_at DESC, m.number DESC LIMIT ${page + 1}`, [one.id, cursor?.at ?? null, cursor?.id ?? null]);
  const shown = rows.slice(0, page);
  const last = shown.at(-1);
  return { ...one, issues: shown.map(cardOf), next: rows.length > page && last ? encodeCursor({ at: last.at.toISOString(), id: last.number }) : null };
}

const neighbours = (than: "<" | ">", order: "DESC" | "ASC"): string => `${cards} AND (m.started_at, m.number) ${than} ($2, $3) ORDER BY m.started_at ${order}, m.number ${order} LIMIT 1`;

/** An issue as everybody may read it: without what was personal in the letters. Four statements. */
export async function readIssue(slug: string, issueSlug: string): Promise<IssuePage | Refusal> {
  const [one] = await db().query<Card & { id: string; body: string; actionLabel: string; actionPath: string; newsletterId: string; newsletterSlug: string; name: string; locale: string }>(`
    SELECT m.id, m.slug, m.subject, m.preview, m.started_at AS at, m.number::float8 AS number, m.body, m.action_label AS "actionLabel", m.action_path AS "actionPath", n.id AS "newsletterId", n.slug AS "newsletterSlug", n.name, m.locale
    FROM mailing m JOIN newsletter n ON n.id = m.newsletter_id WHERE n.slug = $1 AND m.slug = $2 AND m.started_at IS NOT NULL`, [slug, issueSlug]);
  if (!one) return missing();
  const [[before], [after], html] = await Promise.all([
    db().query<Card>(neighbours("<", "DESC"), [one.newsletterId, one.at, one.number]), db().query<Card>(neighbours(">", "ASC"), [one.newsletterId, one.at, one.number]), archivedHtml(db(), { body: one.body, key: one.id }),
  ]);
  const way = (card: Card | undefined) => (card ? { slug: card.slug, subject: card.subject } : null);
  return { newsletter: { id: one.newsletterId, slug: one.newsletterSlug, name: one.name, locale: one.locale }, issue: { ...cardOf(one), html, actionLabel: one.actionLabel, actionPath: one.actionPath }, before: way(before), after: way(after) };
}

/** Which mailings an actor may see, for the pictures they show: everybody what has left, for it is read without signing in; its editors what has not. */
export async function mailingsSeen(reader: Reader, actor: Actor, ids: string[]): Promise<string[]> {
  return (await reader.query<{ id: string }>("SELECT id::text AS id FROM mailing WHERE id::text = ANY($1::text[]) AND (started_at IS NOT NULL OR $2)", [ids, !refused(mayWriteNews(actor))])).map((row) => row.id);
}
