import type { Actor } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { db, transact } from "#lib/core/transact.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { mayHandle } from "./policy.ts";
import type { Macro } from "./types.ts";

/** What the desk writes often, by name. `{name}` in one stands for the member's first name. */
export async function listMacros(actor: Actor): Promise<{ macros: Macro[] } | Refusal> {
  const me = mayHandle(actor);
  return refused(me) ? me : { macros: await db().query<Macro>("SELECT id, name, text FROM request_macro ORDER BY name, id LIMIT 200") };
}

/** Keeps a text under a name for everyone at the desk; the same name again replaces it. */
export function saveMacro(actor: Actor, { name, text }: { name: string; text: string }): Promise<{ id: number } | Refusal> {
  return transact(async (tx) => {
    const me = mayHandle(actor);
    if (refused(me)) return me;
    const [row] = await tx.query<{ id: number }>("INSERT INTO request_macro (name, text, made_by) VALUES ($1, $2, $3) ON CONFLICT (name) DO UPDATE SET text = excluded.text RETURNING id", [name, text, me.id]);
    if (row) await noteAct(tx, me, { act: "macro.saved", subject: { type: "macro", id: row.id } });
    return row ?? missing();
  });
}

/** Takes a text away. */
export function removeMacro(actor: Actor, id: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const me = mayHandle(actor);
    if (refused(me)) return me;
    if ((await tx.query("DELETE FROM request_macro WHERE id = $1 RETURNING id", [id])).length === 0) return missing();
    await noteAct(tx, me, { act: "macro.removed", subject: { type: "macro", id } });
    return true;
  });
}

/** Sets how many cases a concierge carries at once; admins do. */
export function setCapacity(actor: Actor, accountId: string, cases: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const me = mayHandle(actor);
    if (refused(me)) return me;
    if (me.role !== "admin") return new Refusal("forbidden", "Admins say how much each concierge carries.");
    const set = await tx.query("INSERT INTO request_capacity (account_id, cases) SELECT id, $2 FROM account WHERE id = $1 AND role = 'concierge' ON CONFLICT (account_id) DO UPDATE SET cases = excluded.cases RETURNING account_id", [accountId, cases]);
    if (set.length === 0) return missing();
    await noteAct(tx, me, { act: "capacity.set", subject: { type: "account", id: accountId }, detail: { cases } });
    return true;
  });
}
