import type { Member } from "#lib/core/actor.ts";
import { Refusal } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";

export type Draft = { title: string; body: string; version: number };

/** The draft a member keeps in a context (`topic:new`, `reply:12`), or null. */
export async function readDraft(actor: Member, context: string): Promise<Draft | null> {
  const [draft] = await db().query<Draft>("SELECT title, body, version FROM draft WHERE account_id = $1 AND context = $2", [actor.id, context]);
  return draft ?? null;
}

const save = `
  INSERT INTO draft (account_id, context, title, body, version) VALUES ($1, $2, $3, $4, 1)
  ON CONFLICT (account_id, context) DO UPDATE SET title = $3, body = $4, version = draft.version + 1, updated_at = now()
  WHERE draft.version = $5 RETURNING version`;

/** Keeps a draft. `version` is the one last read (0 for none): another device's newer draft is never overwritten. */
export async function saveDraft(actor: Member, context: string, draft: Draft): Promise<{ version: number } | Refusal> {
  const [saved] = await db().query<{ version: number }>(save, [actor.id, context, draft.title, draft.body, draft.version]);
  return saved ?? new Refusal("conflict", "A newer draft was kept on another device.", { field: "version" });
}

/** Throws a draft away. */
export async function discardDraft(actor: Member, context: string): Promise<void> {
  await db().query("DELETE FROM draft WHERE account_id = $1 AND context = $2", [actor.id, context]);
}
