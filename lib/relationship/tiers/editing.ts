import type { Member } from "#lib/core/actor.ts";
import { Refusal } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { db, transact } from "#lib/core/transact.ts";
import { type Heard, heardPages, nobodyHears } from "../rebuild.ts";
import { noSeams, type Seams } from "../segments/night.ts";
import { type Kept, readSnapshot } from "../segments/snapshots.ts";
import { type Facts, fulfils, type Gap, gapOf, type Ladder, rule, type Rule } from "./ladder.ts";
import { readLadder } from "./standings.ts";

export type LadderPreview = {
  day: string | null; customers: number; before: { rise: number; fall: number }; after: { rise: number; fall: number };
  newlyRising: number; newlyFalling: number; fallingA: { customerId: string; level: number; gap: Gap[] }[]; fallingACount: number;
};
type Stand = { id: string; tier: number; rank: number | null; tenureDays: number; granted: number | null };

const readStands = `
  SELECT a.id, a.tier, p.rank, greatest(0, p.day - (a.created_at AT TIME ZONE 'UTC')::date) AS "tenureDays",
    CASE WHEN s.customer_id IS NULL OR s.level <> a.tier THEN a.tier WHEN s.grant_until < p.day THEN NULL ELSE s.granted END AS granted
  FROM account a JOIN portfolio p ON p.customer_id = a.id LEFT JOIN tier_standing s ON s.customer_id = a.id WHERE a.id = ANY($1::uuid[])`;
const readLast = "SELECT max(day)::text AS day, max(day) - '1970-01-01'::date AS number FROM portfolio_day";

/** Where a customer would go under a ladder in the end, its patience aside: up, down or nowhere. */
export function tendency(ladder: Ladder, stand: { tier: number; granted: number | null }, facts: Facts): -1 | 0 | 1 {
  if (fulfils(ladder, facts, { level: stand.tier + 1, side: "enter" })) return 1;
  const held = stand.tier === 0 || (stand.granted ?? -1) >= stand.tier || fulfils(ladder, facts, { level: stand.tier, side: "keep" });
  return held ? 0 : -1;
}

const factsOf = (kept: Kept, stand: Stand, stage: number): Facts => ({ rf: kept.rf, rank: stand.rank, vital: kept.vital, wider: kept.wider, segment: kept.segment, stage, tenureDays: stand.tenureDays });

/** What other rules would do to everybody as the last night left them: how many would rise and fall, and which A customers fall. */
export async function previewLadder(changes: ReadonlyMap<number, Rule>, seams: Pick<Seams, "stagesOf"> = noSeams, hears: Heard = nobodyHears): Promise<LadderPreview> {
  const before = await readLadder(db());
  const after: Ladder = new Map([...before, ...changes].sort(([a], [b]) => a - b));
  const [last] = await db().query<{ day: string | null; number: number | null }>(readLast);
  const found: LadderPreview = { day: last?.day ?? null, customers: 0, before: { rise: 0, fall: 0 }, after: { rise: 0, fall: 0 }, newlyRising: 0, newlyFalling: 0, fallingA: [], fallingACount: 0 };
  if (last?.number === null || last?.number === undefined) return found;
  for await (const block of heardPages(readSnapshot(last.number), db(), hears)) {
    const ids = block.map((one) => one.customerId);
    const stands = new Map((await db().query<Stand>(readStands, [ids])).map((row) => [row.id, row]));
    const stages = await seams.stagesOf(db(), ids);
    for (const kept of block) {
      const stand = stands.get(kept.customerId);
      if (!stand) continue;
      const facts = factsOf(kept, stand, stages.get(kept.customerId) ?? 0);
      const [was, is] = [tendency(before, stand, facts), tendency(after, stand, facts)];
      found.customers += 1;
      found.before.rise += Number(was > 0);
      found.before.fall += Number(was < 0);
      found.after.rise += Number(is > 0);
      found.after.fall += Number(is < 0);
      found.newlyRising += Number(is > 0 && was <= 0);
      found.newlyFalling += Number(is < 0 && was >= 0);
      if (is >= 0 || kept.segment !== "A") continue;
      found.fallingACount += 1;
      const keep = after.get(stand.tier)?.keep;
      if (found.fallingA.length < 100) found.fallingA.push({ customerId: kept.customerId, level: stand.tier, gap: keep ? gapOf(keep, facts) : [] });
    }
  }
  return found;
}

export type TierEdit = { level: number; name?: string | undefined; mark?: string | undefined; rule?: unknown };

/** Changes the ladder, in the name of a person, and keeps what it was. Nobody moves by it before the next night, and then with the ladder's patience. */
export function editLadder(by: Member, edits: readonly TierEdit[]): Promise<true | Refusal> {
  return transact(async (tx) => {
    if (by.role !== "marketer" && by.role !== "admin") return new Refusal("forbidden", "Marketers and admins change the ladder.");
    const parsed = edits.map((edit) => ({ ...edit, rule: edit.rule === undefined ? undefined : rule.safeParse(edit.rule) }));
    if (parsed.some((edit) => edit.rule?.success === false || (edit.level === 0 && edit.rule))) return new Refusal("invalid", "This is not a rule of the ladder.", { field: "rule" });
    const read = (): Promise<unknown[]> => tx.query("SELECT level, name, mark, rule FROM tier ORDER BY level");
    await tx.query("LOCK TABLE tier IN EXCLUSIVE MODE");
    const before = await read();
    for (const edit of parsed)
      await tx.query("UPDATE tier SET name = coalesce($2, name), mark = coalesce($3, mark), rule = coalesce($4::jsonb, rule) WHERE level = $1",
        [edit.level, edit.name ?? null, edit.mark ?? null, edit.rule?.success ? JSON.stringify(edit.rule.data) : null]);
    await tx.query("INSERT INTO tier_edit (id, before, after, made_by) VALUES ($1, $2, $3, $4)", [newId(), JSON.stringify(before), JSON.stringify(await read()), by.id]);
    return true;
  });
}
