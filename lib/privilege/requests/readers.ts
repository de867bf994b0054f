import type { Actor } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { lockRequest } from "./access.ts";
import { mayShare } from "./policy.ts";
import { noteRequest, tellRequest } from "./telling.ts";

const named = "SELECT a.id, a.name FROM account a WHERE a.handle = ANY($1::citext[]) AND a.role = 'customer' AND a.id <> $2 AND a.suspended_at IS NULL";
const most = 10;

/** Lets these people read a request, in the caller's transaction. Names that are nobody's are left out; resolves to who is new. */
export async function setReaders(tx: Tx, { id, by }: { id: number; by: string }, handles: readonly string[]): Promise<string[]> {
  if (handles.length === 0) return [];
  const people = await tx.query<{ id: string; name: string }>(named, [handles, by]);
  const fresh = await tx.query<{ id: string }>("INSERT INTO request_reader (request_id, account_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING RETURNING account_id AS id", [id, people.map((one) => one.id)]);
  return fresh.map((row) => people.find((one) => one.id === row.id)?.name ?? "");
}

/** Lets people read a request, by its member's choice, also when it is closed. */
export function letRead(actor: Actor, id: number, handles: readonly string[]): Promise<{ added: number } | Refusal> {
  return transact(async (tx) => {
    const request = await lockRequest(tx, actor, id);
    if (refused(request)) return request;
    const allowed = mayShare(actor, request);
    if (allowed !== true) return allowed;
    const [row] = await tx.query<{ count: number }>("SELECT count(*)::int AS count FROM request_reader WHERE request_id = $1", [id]);
    if ((row?.count ?? 0) + handles.length > most) return new Refusal("conflict", "At most ten people.");
    const names = await setReaders(tx, { id, by: request.customerId }, handles);
    if (names.length === 0) return new Refusal("invalid", "Nobody is called that.", { field: "handles" });
    await noteRequest(tx, id, { by: request.customerId, act: "shared", detail: { names: names.join(", ") } });
    await tellRequest(tx, request);
    return { added: names.length };
  });
}

/** Ends that somebody may read a request. Their open page hears of it, and shows nothing any more. */
export function stopReading(actor: Actor, id: number, accountId: string): Promise<true | Refusal> {
  return transact(async (tx) => {
    const request = await lockRequest(tx, actor, id);
    if (refused(request)) return request;
    const allowed = mayShare(actor, request);
    if (allowed !== true) return allowed;
    const gone = await tx.query("DELETE FROM request_reader WHERE request_id = $1 AND account_id = $2 RETURNING account_id", [id, accountId]);
    if (gone.length === 0) return missing();
    await tx.query("SELECT pg_notify('standing', $1)", [accountId]);
    await tellRequest(tx, request);
    return true;
  });
}
