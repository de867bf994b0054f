import { Refusal } from "#lib/core/errors.ts";
import type { Reader, Tx } from "#lib/core/transact.ts";

const taken = `
  SELECT handle = $1::citext AS same FROM account WHERE handle_look(handle::text) = handle_look($1) AND id IS DISTINCT FROM $2::uuid
  UNION ALL SELECT handle = $1::citext FROM handle_past WHERE handle_look(handle::text) = handle_look($1) AND account_id IS DISTINCT FROM $2::uuid LIMIT 1`;

/** Whether someone may take a handle: nobody else has it, had it, or has one that the eye takes for it (0 and o, 1, i and l, dots and dashes). */
export async function handleIsFree(tx: Reader, handle: string, accountId: string | null): Promise<true | Refusal> {
  const [other] = await tx.query<{ same: boolean }>(taken, [handle, accountId]);
  if (!other) return true;
  return new Refusal("conflict", other.same ? "Someone else has this handle." : "This handle looks like someone else’s.", { field: "handle" });
}

/** Keeps the handle someone gives up, so that it leads to them; one they take again is no past one. */
export async function keepHandle(tx: Tx, accountId: string, { before, now }: { before: string; now: string }): Promise<void> {
  await tx.query("DELETE FROM handle_past WHERE handle = $1::citext", [now]);
  await tx.query("INSERT INTO handle_past (handle, account_id) VALUES ($1, $2) ON CONFLICT (handle) DO UPDATE SET account_id = $2, left_at = now()", [before, accountId]);
}
