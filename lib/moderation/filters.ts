import type { Actor } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { db, type Tx, transact } from "#lib/core/transact.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { raiseFlag } from "#lib/screening/flags.ts";
import { phraseOf } from "#lib/screening/matching.ts";
import { forgetRules } from "#lib/screening/rules.ts";
import { spamFigures } from "#lib/screening/spam.ts";
import type { Filter } from "#lib/screening/types.ts";
import { mayDecide } from "./policy.ts";
import type { FilterSaid } from "./schema.ts";
import type { CannedReply, FilterHistory, FiltersView } from "./types.ts";

const columns = "id, kind, value, numbers, action, scope, note, active, version";

/** Every rule with its latest changes, the canned replies, and how the learned filter fares. Four queries. */
export async function readFilters(actor: Actor): Promise<FiltersView | Refusal> {
  const me = mayDecide(actor);
  if (refused(me)) return me;
  const [filters, history, replies, spam] = await Promise.all([
    db().query<Filter>(`SELECT ${columns} FROM filter ORDER BY kind, value LIMIT 1000`),
    db().query<Omit<FilterHistory, "at"> & { at: Date }>(`SELECT h.id, h.filter_id AS "filterId", a.name AS by, h.before, h.after, h.at FROM filter_change h LEFT JOIN account a ON a.id = h.actor_id ORDER BY h.id DESC LIMIT 20`),
    db().query<CannedReply>("SELECT id, name, text, version FROM canned_reply ORDER BY position, id LIMIT 100"), spamFigures(),
  ]);
  return { filters, history: history.map((one) => ({ ...one, at: one.at.toISOString() })), replies, spam };
}

async function keep(tx: Tx, actor: { id: string }, of: { id: number; before: Filter | null; after: Filter | null }): Promise<void> {
  await tx.query("INSERT INTO filter_change (filter_id, actor_id, before, after) VALUES ($1, $2, $3::jsonb, $4::jsonb)", [of.id, actor.id, of.before && JSON.stringify(of.before), of.after && JSON.stringify(of.after)]);
  await noteAct(tx, actor, { act: of.before ? (of.after ? "filter.changed" : "filter.removed") : "filter.added", subject: { type: "filter", id: of.id }, detail: { kind: (of.after ?? of.before)?.kind ?? "" } });
  await tx.query("SELECT pg_notify('screening', 'rules')");
  forgetRules();
}

const clean = (said: FilterSaid): FilterSaid => ({ ...said, value: said.kind === "word" ? phraseOf(said.value) : said.value.toLowerCase() });

// Accounts that are here already are looked at once, when their company is named.
async function flagCompany(tx: Tx, filter: Filter): Promise<void> {
  const rows = await tx.query<{ id: string }>("SELECT id FROM account WHERE (email::text LIKE '%@' || $1 OR email::text LIKE '%.' || $1) AND role = 'customer' ORDER BY created_at LIMIT 200", [filter.value]);
  for (const { id } of rows) await raiseFlag(tx, { subject: { type: "account", id, version: 1 }, authorId: id, reason: "company", note: filter.value, by: null, queue: "profile" });
}

/** Adds a rule. A word in which nothing could be found is refused; the same rule twice is one. */
export function addFilter(actor: Actor, said: FilterSaid): Promise<Filter | Refusal> {
  return transact(async (tx) => {
    const me = mayDecide(actor);
    if (refused(me)) return me;
    const { kind, value, action, scope, note, numbers, active } = clean(said);
    if (!["word", "link", "company"].includes(kind)) return new Refusal("conflict", "There is one such rule already: change it.", { field: "kind" });
    if (!value.replaceAll("*", "")) return new Refusal("invalid", "Write a word, a phrase or a domain.", { field: "value" });
    const [made] = await tx.query<Filter>(`INSERT INTO filter (kind, value, action, scope, note, numbers, active) VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7) ON CONFLICT (kind, value) DO NOTHING RETURNING ${columns}`, [kind, value, action, scope, note, JSON.stringify(numbers), active]);
    if (!made) return new Refusal("conflict", "There is such a rule already.", { field: "value" });
    await keep(tx, me, { id: made.id, before: null, after: made });
    if (kind === "company") await flagCompany(tx, made);
    return made;
  });
}

/** Changes a rule, or switches it off. Refused when someone changed it since `version` was read. */
export function changeFilter(actor: Actor, id: number, said: Omit<FilterSaid, "kind" | "value"> & { version: number }): Promise<Filter | Refusal> {
  return transact(async (tx) => {
    const me = mayDecide(actor);
    if (refused(me)) return me;
    const [before] = await tx.query<Filter>(`SELECT ${columns} FROM filter WHERE id = $1 FOR UPDATE`, [id]);
    if (!before) return missing();
    if (before.version !== said.version) return new Refusal("conflict", "Someone else changed this meanwhile.");
    const [after] = await tx.query<Filter>(`UPDATE filter SET action = $2, scope = $3, note = $4, numbers = numbers || $5::jsonb, active = $6, version = version + 1, changed_at = now() WHERE id = $1 RETURNING ${columns}`,
      [id, said.action, said.scope, said.note, JSON.stringify(said.numbers), said.active]);
    await keep(tx, me, { id, before, after: after ?? null });
    return after ?? missing();
  });
}

/** Removes a word, domain or company. The rules that are settings are switched off instead. */
export function removeFilter(actor: Actor, id: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const me = mayDecide(actor);
    if (refused(me)) return me;
    const [gone] = await tx.query<Filter>(`DELETE FROM filter WHERE id = $1 AND kind IN ('word', 'link', 'company') RETURNING ${columns}`, [id]);
    if (!gone) return missing();
    await keep(tx, me, { id, before: gone, after: null });
    return true;
  });
}

/** Keeps a canned reply: a new one, or the text of one by its id. Refused when someone changed it since `version` was read. */
export function keepReply(actor: Actor, said: { id?: number | undefined; name: string; text: string; version: number }): Promise<CannedReply | Refusal> {
  return transact(async (tx) => {
    const me = mayDecide(actor);
    if (refused(me)) return me;
    const [taken] = await tx.query("SELECT 1 FROM canned_reply WHERE name = $1 AND id IS DISTINCT FROM $2::bigint", [said.name, said.id ?? null]);
    if (taken) return new Refusal("conflict", "There is a reply of this name already.", { field: "name" });
    const [kept] = said.id
      ? await tx.query<CannedReply>("UPDATE canned_reply SET name = $2, text = $3, version = version + 1 WHERE id = $1 AND version = $4 RETURNING id, name, text, version", [said.id, said.name, said.text, said.version])
      : await tx.query<CannedReply>("INSERT INTO canned_reply (name, text) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING RETURNING id, name, text, version", [said.name, said.text]);
    if (!kept) return said.id ? new Refusal("conflict", "Someone else changed this meanwhile.") : new Refusal("conflict", "There is a reply of this name already.", { field: "name" });
    await noteAct(tx, me, { act: "reply.kept", subject: { type: "canned_reply", id: kept.id } });
    return kept;
  });
}

/** Throws a canned reply away. */
export function removeReply(actor: Actor, id: number): Promise<true | Refusal> {
  return transact(async (tx) => {
    const me = mayDecide(actor);
    if (refused(me)) return me;
    const gone = await tx.query("DELETE FROM canned_reply WHERE id = $1 RETURNING id", [id]);
    if (gone.length === 0) return missing();
    await noteAct(tx, me, { act: "reply.removed", subject: { type: "canned_reply", id } });
    return true;
  });
}
