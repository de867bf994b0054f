import type { Actor } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { db, transact } from "#lib/core/transact.ts";
import { makeStale } from "#lib/cache/stale.ts";
import { slugOf } from "#lib/forum/slug.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { mayWriteNews } from "./policy.ts";
import type { NewsletterChange, NewsletterInput } from "./schema.ts";
import type { NewsletterRow } from "./types.ts";

const columns = "id, slug, name, description, locale, subscribers, version, archived_at IS NOT NULL AS archived";

/** The newsletters there are, those that are put away last. */
export async function listNewsletters(actor: Actor): Promise<{ newsletters: NewsletterRow[] } | Refusal> {
  const me = mayWriteNews(actor);
  return refused(me) ? me : { newsletters: await db().query<NewsletterRow>(`SELECT ${columns} FROM newsletter ORDER BY archived_at IS NOT NULL, name, id LIMIT 200`) };
}

/** Begins a newsletter. The same id again is the same newsletter. */
export function makeNewsletter(actor: Actor, input: NewsletterInput): Promise<NewsletterRow | Refusal> {
  return transact(async (tx) => {
    const me = mayWriteNews(actor);
    if (refused(me)) return me;
    const [same] = await tx.query<NewsletterRow>(`SELECT ${columns} FROM newsletter WHERE id = $1`, [input.id]);
    if (same) return same;
    const wanted = slugOf(input.name);
    const [taken] = await tx.query("SELECT 1 FROM newsletter WHERE slug = $1", [wanted]);
    const [made] = await tx.query<NewsletterRow>(`INSERT INTO newsletter (id, slug, name, description, locale, made_by) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING ${columns}`,
      [input.id, taken ? `${wanted}-${input.id.slice(-6)}` : wanted, input.name, input.description, input.locale, me.id]);
    if (!made) return new Refusal("conflict", "There is such a newsletter already.");
    await noteAct(tx, me, { act: "newsletter.made", subject: { type: "newsletter", id: made.id } });
    await makeStale(tx, ["news"]);
    return made;
  });
}

/** Changes what a newsletter is called and says of itself, or puts it away: then it comes to nobody, and its archive stays. */
export function changeNewsletter(actor: Actor, id: string, input: NewsletterChange): Promise<NewsletterRow | Refusal> {
  return transact(async (tx) => {
    const me = mayWriteNews(actor);
    if (refused(me)) return me;
    const [row] = await tx.query<NewsletterRow>(`UPDATE newsletter SET name = $3, description = $4, archived_at = CASE WHEN $5::boolean THEN coalesce(archived_at, now()) END, version = version + 1 WHERE id = $1 AND version = $2 RETURNING ${columns}`,
      [id, input.version, input.name, input.description, input.archived]);
    if (!row) return (await tx.query("SELECT 1 FROM newsletter WHERE id = $1", [id])).length > 0 ? new Refusal("conflict", "This newsletter was changed meanwhile. Look at it again.") : missing();
    await noteAct(tx, me, { act: "newsletter.changed", subject: { type: "newsletter", id } });
    await makeStale(tx, ["news"]);
    return row;
  });
}
