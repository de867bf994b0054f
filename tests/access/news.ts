import { newId } from "#lib/core/ids.ts";
import { db } from "#lib/core/transact.ts";

/** A newsletter of somebody: its id. */
export async function aNewsletter(by: string): Promise<string> {
  const id = newId();
  await db().query("INSERT INTO newsletter (id, slug, name, made_by) VALUES ($1, $2, 'The workshop letter', $3)", [id, `letter-${id}`, by]);
  return id;
}

/** An issue of a newsletter of its own, being written or sent: its id. */
export async function aMailing(by: string, state: "draft" | "sent"): Promise<string> {
  const id = newId();
  await db().query("INSERT INTO mailing (id, kind, newsletter_id, subject, body, state, made_by, slug, started_at) VALUES ($1, 'issue', $2, 'A kettle that sings', 'Hello there.', $3, $4, $5, CASE WHEN $3 = 'sent' THEN now() END)",
    [id, await aNewsletter(by), state, by, state === "sent" ? `issue-${id}` : null]);
  return id;
}
