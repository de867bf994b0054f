import type { Member } from "#lib/core/actor.ts";
import { missing, Refusal } from "#lib/core/errors.ts";
import { mayTakePart } from "#lib/identity/standing.ts";
import { db, type Reader, transact } from "#lib/core/transact.ts";
import type { Preference } from "./types.ts";

const list = `SELECT p.id, p.text, p.version, p.at, CASE WHEN o.id IS NOT NULL THEN json_build_object('optionTitle', o.title, 'requestId', o.request_id) END AS from FROM request_preference p LEFT JOIN request_option o ON o.id = p.option_id WHERE p.customer_id = $1 ORDER BY p.id DESC LIMIT 200`;
const most = 200;

/** What is remembered of a member's taste, the latest first, with what it was learned from. */
export async function listPreferences(reader: Reader, accountId: string): Promise<Preference[]> {
  return (await reader.query<Omit<Preference, "at"> & { at: Date }>(list, [accountId])).map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** The same, for its member. */
export const myPreferences = async (actor: Member): Promise<{ preferences: Preference[] }> => ({ preferences: await listPreferences(db(), actor.id) });

/** Writes down something one likes or does not. Twice is once. */
export function addPreference(actor: Member, { text, clientId }: { text: string; clientId: string }): Promise<{ id: number } | Refusal> {
  return transact(async (tx) => {
    const part = mayTakePart(actor);
    if (part !== true) return part;
    const [row] = await tx.query<{ id: number }>(`INSERT INTO request_preference (customer_id, text, client_id) SELECT $1, $2, $3 WHERE (SELECT count(*) FROM request_preference WHERE customer_id = $1) < ${most} ON CONFLICT (customer_id, client_id) DO NOTHING RETURNING id`, [actor.id, text, clientId]);
    const [there] = row ? [row] : await tx.query<{ id: number }>("SELECT id FROM request_preference WHERE customer_id = $1 AND client_id = $2", [actor.id, clientId]);
    return there ?? new Refusal("conflict", "Two hundred are remembered. Take one away first.");
  });
}

/** Changes what is remembered. Refused when it was changed since `version` was read. */
export function editPreference(actor: Member, id: number, { text, version }: { text: string; version: number }): Promise<{ version: number } | Refusal> {
  return transact(async (tx) => {
    const part = mayTakePart(actor);
    if (part !== true) return part;
    const [row] = await tx.query<{ version: number }>("UPDATE request_preference SET text = $3, version = version + 1 WHERE id = $1 AND customer_id = $2 AND version = $4 RETURNING version", [id, actor.id, text, version]);
    if (row) return row;
    const [there] = await tx.query("SELECT 1 FROM request_preference WHERE id = $1 AND customer_id = $2", [id, actor.id]);
    return there ? new Refusal("conflict", "This was changed meanwhile. Look at it again.") : missing();
  });
}

/** Forgets something that was remembered. */
export function forgetPreference(actor: Member, id: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const part = mayTakePart(actor);
    if (part !== true) return part;
    const gone = await tx.query("DELETE FROM request_preference WHERE id = $1 AND customer_id = $2 RETURNING id", [id, actor.id]);
    return gone.length > 0 ? true : missing();
  });
}
