import type { Member } from "#lib/core/actor.ts";
import { Refusal, refused } from "#lib/core/errors.ts";
import { db, transact, within } from "#lib/core/transact.ts";
import { noteAct } from "#lib/identity/staff-acts.ts";
import { noSeams } from "#lib/relationship/segments/night.ts";
import { stagesOf } from "#lib/relationship/stages/queries.ts";
import { editLadder, previewLadder } from "#lib/relationship/tiers/editing.ts";
import { type Gap, patience, rule, type Rule } from "#lib/relationship/tiers/ladder.ts";
import { lastTask, type Progress, startTask } from "./tasks.ts";
import type { DueRow, LadderPreviewView, LadderView, TaskView, TierRow } from "./types.ts";

const due = (side: "rising_since" | "told_on", days: number): string => `
  SELECT s.customer_id AS id, a.name, s.level, (s.${side} + ${days})::text AS on, coalesce(s.gap, '[]') AS gap FROM tier_standing s JOIN account a ON a.id = s.customer_id
  WHERE s.${side} IS NOT NULL ORDER BY s.${side}, s.customer_id LIMIT 50`;
const countDue = `SELECT count(*) FILTER (WHERE rising_since IS NOT NULL) AS rising, count(*) FILTER (WHERE told_on IS NOT NULL) AS falling FROM tier_standing`;
const readTiers = `
  SELECT t.level, t.name, t.mark, t.rule, coalesce(c.members, 0) AS members FROM tier t
  LEFT JOIN (SELECT tier, count(*) AS members FROM account WHERE role = 'customer' GROUP BY 1) c ON c.tier = t.level ORDER BY t.level`;
const readWeek = `SELECT kind, count(*) AS count FROM tier_change WHERE made_at > now() - interval '7 days' GROUP BY 1`;
const readNotices = `
  SELECT c.customer_id AS id, a.name, c.day::text AS day, c.before AS level, coalesce(c.cause -> 'gap', '[]') AS gap FROM tier_change c JOIN account a ON a.id = c.customer_id
  WHERE c.kind = 'notice' AND c.made_at > now() - interval '60 days' ORDER BY c.made_at DESC, c.id DESC LIMIT 50`;
const readEdits = `
  SELECT e.id::text AS id, a.name AS by, e.made_at AS at, coalesce((SELECT s.detail ->> 'reason' FROM staff_act s WHERE s.act = 'ladder.changed' AND s.subject_id = e.id::text), '') AS reason
  FROM tier_edit e LEFT JOIN account a ON a.id = e.made_by ORDER BY e.made_at DESC, e.id DESC LIMIT 20`;

/** The ladder as it stands, what is due on it, what was told, and who changed it. */
export async function readLadderView(): Promise<LadderView> {
  const [tiers, rising, falling, [counts], week, notices, edits, preview] = await Promise.all([
    db().query<TierRow>(readTiers), db().query<DueRow>(due("rising_since", patience.rise)), db().query<DueRow>(due("told_on", patience.notice)),
    db().query<{ rising: number; falling: number }>(countDue), db().query<{ kind: string; count: number }>(readWeek),
    db().query<{ id: string; name: string; day: string; level: number; gap: Gap[] }>(readNotices), db().query<{ id: string; by: string | null; at: Date; reason: string }>(readEdits), lastTask("ladder-preview"),
  ]);
  const of = (kind: string): number => week.find((row) => row.kind === kind)?.count ?? 0;
  return {
    preview: preview as TaskView<LadderPreviewView> | null, tiers, rising, risingCount: counts?.rising ?? 0, falling, fallingCount: counts?.falling ?? 0, notices, edits: edits.map((row) => ({ ...row, at: row.at.toISOString() })),
    week: { up: of("up"), down: of("down"), notice: of("notice"), recovered: of("recovered") },
  };
}

type GivenRules = readonly { level: number; rule: unknown }[];
function changesOf(rules: GivenRules): Map<number, Rule> | Refusal {
  const changes = new Map<number, Rule>();
  for (const { level, rule: given } of rules) {
    const parsed = rule.safeParse(given);
    if (!parsed.success) return new Refusal("invalid", "This is not a rule of the ladder.", { field: "rule" });
    changes.set(level, parsed.data);
  }
  return changes;
}

/** Asks for what other rules would do to everybody. */
export async function askLadderPreview(by: Member, rules: GivenRules): Promise<TaskView | Refusal> {
  const changes = changesOf(rules);
  return refused(changes) ? changes : startTask(by, "ladder-preview", { rules: [...changes].sort(([a], [b]) => a - b).map(([level, one]) => ({ level, rule: one })) });
}

/** What other rules would do to everybody, before anything is saved. */
export async function previewRules(rules: GivenRules, progress?: Progress): Promise<LadderPreviewView | Refusal> {
  const changes = changesOf(rules);
  if (refused(changes)) return changes;
  const found = await previewLadder(changes, { ...noSeams, stagesOf }, progress);
  const ids = found.fallingA.map((one) => one.customerId);
  const names = new Map((await db().query<{ id: string; name: string }>("SELECT id, name FROM account WHERE id = ANY($1::uuid[])", [ids])).map((row) => [row.id, row.name]));
  return { ...found, fallingA: found.fallingA.map((one) => ({ ...one, name: names.get(one.customerId) ?? "" })) };
}

/** Changes the ladder for a reason, which stands beside the change. */
export function adoptRules(by: Member, { edits, reason }: { edits: readonly { level: number; name?: string | undefined; rule?: unknown }[]; reason: string }): Promise<true | Refusal> {
  return transact((tx) => within(tx, async () => {
    const done = await editLadder(by, edits);
    if (refused(done)) return done;
    const [edit] = await tx.query<{ id: string }>("SELECT id::text AS id FROM tier_edit WHERE made_by = $1 ORDER BY made_at DESC, id DESC LIMIT 1", [by.id]);
    await noteAct(tx, by, { act: "ladder.changed", subject: { type: "ladder", id: edit?.id ?? "" }, detail: { reason } });
    return true as const;
  }));
}
