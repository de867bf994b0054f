import type { Actor, Member } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { transact, type Tx } from "#lib/core/transact.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { maySeeIndividuals } from "../policy.ts";
import { namedIn, resolveRule } from "./saved.ts";
import { drawnRule, ruleOf, type SegmentChange, type SegmentInput, type SelectionInput } from "./schema.ts";
import type { Rule } from "./types.ts";

type Saved = { id: string; version: number };
const outdated = (): Refusal => new Refusal("conflict", "This segment was changed meanwhile. Look at it again.");

async function checked(tx: Tx, rule: unknown, self?: string): Promise<Rule | Refusal> {
  const read = ruleOf(rule);
  if (!read) return new Refusal("invalid", "This rule cannot be understood.", { field: "rule" });
  const resolved = await resolveRule(tx, read, self);
  return refused(resolved) ? resolved : read;
}

// Which segments this one is made of: they say so, and are not archived from under it.
async function noteUses(tx: Tx, id: string, rule: Rule): Promise<void> {
  await tx.query("DELETE FROM segment_use WHERE kind = 'segment' AND subject_id = $1", [id]);
  await tx.query("INSERT INTO segment_use (segment_id, kind, subject_id) SELECT unnest($2::uuid[]), 'segment', $1 ON CONFLICT DO NOTHING", [id, namedIn(rule)]);
}

const keep = `INSERT INTO segment_version (segment_id, version, name, description, rule, back_to, made_by) SELECT id, version, name, description, rule, $2, $3 FROM segment WHERE id = $1`;

async function select(tx: Tx, me: Member, { name, ids }: SelectionInput): Promise<{ id: string; count: number }> {
  const id = newId();
  await tx.query("INSERT INTO customer_selection (id, name, made_by, count) VALUES ($1, $2, $3, 0)", [id, name, me.id]);
  const [row] = await tx.query<{ count: number }>(
    `WITH kept AS (INSERT INTO customer_selected (selection_id, customer_id) SELECT DISTINCT $1::uuid, c.customer_id FROM customer_fact c WHERE c.customer_id = ANY($2::uuid[]) RETURNING 1)
     SELECT count(*)::int AS count FROM kept`, [id, ids]);
  await tx.query("UPDATE customer_selection SET count = $2 WHERE id = $1", [id, row?.count ?? 0]);
  return { id, count: row?.count ?? 0 };
}

/** Saves a segment. The same client id again is the same segment. */
export function saveSegment(actor: Actor, input: SegmentInput): Promise<Saved | Refusal> {
  return transact(async (tx) => {
    const me = maySeeIndividuals(actor);
    if (refused(me)) return me;
    const [same] = await tx.query<Saved>("SELECT id, version FROM segment WHERE made_by = $1 AND client_id = $2", [me.id, input.clientId]);
    if (same) return same;
    const drawn = drawnRule(input.rule);
    const rule = drawn ? ({ field: "selection", op: "in", value: [(await select(tx, me, { name: input.name, ids: drawn.ids })).id] } satisfies Rule) : await checked(tx, input.rule);
    if (refused(rule)) return rule;
    const [made] = await tx.query<{ id: string }>(
      "INSERT INTO segment (id, name, description, rule, made_by, client_id) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (made_by, client_id) DO NOTHING RETURNING id",
      [newId(), input.name, input.description, JSON.stringify(rule), me.id, input.clientId]);
    if (!made) {
      const [old] = await tx.query<Saved>("SELECT id, version FROM segment WHERE made_by = $1 AND client_id = $2", [me.id, input.clientId]);
      return old ?? missing();
    }
    await tx.query(keep, [made.id, null, me.id]);
    await noteUses(tx, made.id, rule);
    await noteAct(tx, me, { act: "segment.made", subject: { type: "segment", id: made.id } });
    return { id: made.id, version: 1 };
  });
}

type Change = { id: string; from: number; name: string; description: string; rule: Rule; backTo: number | null };

async function write(tx: Tx, me: Member, change: Change): Promise<Saved | Refusal> {
  const [row] = await tx.query<{ version: number }>(
    "UPDATE segment SET name = $3, description = $4, rule = $5, version = version + 1, changed_at = now(), counted = NULL, counted_at = NULL WHERE id = $1 AND version = $2 RETURNING version",
    [change.id, change.from, change.name, change.description, JSON.stringify(change.rule)]);
  if (!row) {
    const [there] = await tx.query<{ id: string }>("SELECT id FROM segment WHERE id = $1", [change.id]);
    return there ? outdated() : missing();
  }
  await tx.query(keep, [change.id, change.backTo, me.id]);
  await noteUses(tx, change.id, change.rule);
  await noteAct(tx, me, { act: change.backTo === null ? "segment.changed" : "segment.restored", subject: { type: "segment", id: change.id }, detail: { version: row.version } });
  return { id: change.id, version: row.version };
}

/** Changes a segment: a new version of it, unless somebody else made one meanwhile. */
export function changeSegment(actor: Actor, id: string, input: SegmentChange): Promise<Saved | Refusal> {
  return transact(async (tx) => {
    const me = maySeeIndividuals(actor);
    if (refused(me)) return me;
    const [there] = await tx.query<{ id: string }>("SELECT id FROM segment WHERE id = $1", [id]);
    if (!there) return missing();
    const rule = await checked(tx, input.rule, id);
    return refused(rule) ? rule : write(tx, me, { id, from: input.version, name: input.name, description: input.description, rule, backTo: null });
  });
}

/** Goes back to an earlier version: what it said becomes the newest version. */
export function restoreVersion(actor: Actor, { id, version, from }: { id: string; version: number; from: number }): Promise<Saved | Refusal> {
  return transact(async (tx) => {
    const me = maySeeIndividuals(actor);
    if (refused(me)) return me;
    const [old] = await tx.query<{ name: string; description: string; rule: unknown }>("SELECT name, description, rule FROM segment_version WHERE segment_id = $1 AND version = $2", [id, version]);
    if (!old) return missing();
    const rule = await checked(tx, old.rule, id);
    return refused(rule) ? rule : write(tx, me, { id, from, name: old.name, description: old.description, rule, backTo: version });
  });
}

/** Puts a segment away, or brings it back. One that others are made of stays. */
export function archiveSegment(actor: Actor, id: string, archived: boolean): Promise<true | Refusal> {
  return transact(async (tx) => {
    const me = maySeeIndividuals(actor);
    if (refused(me)) return me;
    const [row] = await tx.query<{ used: boolean }>("SELECT EXISTS (SELECT 1 FROM segment_use u WHERE u.segment_id = s.id) AS used FROM segment s WHERE id = $1 FOR UPDATE", [id]);
    if (!row) return missing();
    if (archived && row.used) return new Refusal("conflict", "This segment is in use: take it out of what uses it first.");
    const changed = await tx.query<{ id: string }>("UPDATE segment SET archived_at = CASE WHEN $2::boolean THEN now() END WHERE id = $1 AND (archived_at IS NOT NULL) <> $2::boolean RETURNING id", [id, archived]);
    if (changed.length > 0) await noteAct(tx, me, { act: archived ? "segment.archived" : "segment.returned", subject: { type: "segment", id } });
    return true;
  });
}

/** Keeps customers picked by hand as a set that a rule can name; who is no customer is left out. */
export function saveSelection(actor: Actor, input: SelectionInput): Promise<{ id: string; count: number } | Refusal> {
  return transact(async (tx) => {
    const me = maySeeIndividuals(actor);
    return refused(me) ? me : select(tx, me, input);
  });
}
