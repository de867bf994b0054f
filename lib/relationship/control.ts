import type { Member } from "#lib/core/actor.ts";
import { Refusal } from "#lib/core/errors.ts";
import { db, type Reader, transact } from "#lib/core/transact.ts";
import type { DayCount } from "./counted.ts";
import { signalsOf } from "./counted.ts";
import { refresh } from "./effects.ts";
import { factorOf, type Model, type Standing } from "./factor.ts";
import { isIndicator, toldIn } from "./indicators.ts";
import { holdCursor } from "./rebuild.ts";
import { settleNow } from "./stages/effects.ts";
import { readModel } from "./standing.ts";
import { type Choice, choices, type Control } from "./types.ts";
import { madeKinds, scoredKinds, weighings } from "./weights.ts";

const ofSignal = (signal: string): string[] => scoredKinds.filter((kind) => weighings.get(kind)?.signal === signal);
const kindsOf: Record<Exclude<Choice, "indicators">, readonly string[]> = { visits: ["visit"], mail: ["mail.received"], clicks: ["mail.clicked"], participation: ofSignal("p"), purchases: ["purchase", "refund"], buzz: ofSignal("b") };

/** The kinds that a choice stands for; indicators are those that the model has. */
export const kindsOfChoice = (choice: Choice, model: Model): readonly string[] => (choice === "indicators" ? (model.indicators ?? []).map((one) => `indicator.${one.name}`) : kindsOf[choice]);

/** The kinds a customer leaves out. */
export async function readLeftOut(reader: Reader, customerId: string): Promise<Set<string>> {
  return new Set((await reader.query<{ kind: string }>("SELECT kind FROM left_out WHERE customer_id = $1", [customerId])).map((row) => row.kind));
}

/** What a customer leaves out, as choices. */
export const choicesOf = (out: ReadonlySet<string>): Choice[] => choices.filter((choice) => (choice === "indicators" ? [...out].some(isIndicator) : kindsOf[choice].every((kind) => out.has(kind))));

const readDays = `SELECT kind, day - '1970-01-01'::date AS day, count, value FROM interaction_day WHERE customer_id = $1`;
const readLasts = `
  SELECT kind, max(occurred_at) AS "lastAt" FROM interaction i WHERE customer_id = $1 AND kind = ANY($2::text[]) AND reverses IS NULL AND NOT (kind = 'purchase' AND coalesce(value, 0) < 0)
    AND NOT EXISTS (SELECT 1 FROM interaction_reversal x WHERE x.reverses = i.id) GROUP BY 1`;

function without(out: ReadonlySet<string>, days: readonly DayCount[], lasts: readonly { kind: string; lastAt: Date }[]): Standing {
  const kept = days.filter((one) => !out.has(one.kind));
  const lastAt = lasts.filter((one) => !out.has(one.kind)).reduce<Date | null>((last, one) => (!last || last < one.lastAt ? one.lastAt : last), null);
  return { decayed: signalsOf(kept), lastAt, told: toldIn(kept) };
}

/** What a member can leave out, and what their factor would be: said before they decide. Four statements. */
export async function readControls(actor: Member): Promise<Control[] | Refusal> {
  if (actor.role !== "customer") return new Refusal("forbidden", "People who work here have no relationship factor.");
  const [model, out, days, lasts] = await Promise.all([
    readModel(db()), readLeftOut(db(), actor.id), db().query<DayCount>(readDays, [actor.id]), db().query<{ kind: string; lastAt: Date }>(readLasts, [actor.id, madeKinds]),
  ]);
  const at = new Date();
  const factor = (kinds: ReadonlySet<string>): number => factorOf(without(kinds, days, lasts), model, at);
  const left = choicesOf(out);
  return choices.filter((choice) => kindsOfChoice(choice, model).length > 0).map((choice) => {
    const kinds = kindsOfChoice(choice, model);
    const isOut = left.includes(choice);
    return { choice, out: isOut, now: factor(out), otherwise: factor(new Set(isOut ? [...out].filter((kind) => !kinds.includes(kind)) : [...out, ...kinds])) };
  });
}

/**
 * Leaves something out of a member's own factor, or uses it again. It holds at once, for every figure computed from then on,
 * and it moves nothing in the ledger: what was left out is counted, and there when it is used again. Saying it twice is saying it once.
 */
export function setLeftOut(actor: Member, choice: Choice, out: boolean): Promise<{ factor: number } | Refusal> {
  return transact(async (tx) => {
    if (actor.role !== "customer") return new Refusal("forbidden", "People who work here have no relationship factor.");
    const model = await readModel(tx);
    const kinds = kindsOfChoice(choice, model);
    const upTo = await holdCursor(tx);
    if (out) await tx.query("INSERT INTO left_out (customer_id, kind) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING", [actor.id, kinds]);
    else await tx.query("DELETE FROM left_out WHERE customer_id = $1 AND kind = ANY($2::text[])", [actor.id, kinds]);
    const standing = await refresh(tx, actor.id, upTo);
    await settleNow(tx, [actor.id]);
    const days = await tx.query<DayCount>(`${readDays} AND NOT EXISTS (SELECT 1 FROM left_out x WHERE x.customer_id = interaction_day.customer_id AND x.kind = interaction_day.kind)`, [actor.id]);
    return { factor: factorOf({ ...standing, told: toldIn(days) }, model, new Date()) };
  });
}
