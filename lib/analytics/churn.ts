import type { Member } from "#lib/core/actor.ts";
import type { Refusal } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { readSettings } from "#lib/catalogue/settings.ts";
import { dayOf } from "#lib/relationship/decay.ts";
import { judgeChurn } from "#lib/relationship/segments/churn-judged.ts";
import { readChurnWatch, reasonsNow } from "#lib/relationship/segments/churn.ts";
import { handOver, listHandovers, openHandovers } from "#lib/relationship/segments/handovers.ts";
import type { Place } from "#lib/relationship/segments/standing-lists.ts";
import { type ChurnQualityView, type ChurnView, type HandoversView, seesIndividuals, type WatchedView } from "./types.ts";

const placeOf = (after: string | undefined): Place | undefined => {
  const found = /^(-?\d{1,15})\.([0-9a-f-]{36})$/.exec(after ?? "");
  return found?.[1] && found[2] ? { at: Number(found[1]), id: found[2] } : undefined;
};

/** Whom to look after first, with why, and who is handed over already. */
export async function readChurnView(after: string | undefined): Promise<ChurnView> {
  const place = placeOf(after);
  const [{ watched, next }, { currency }] = await Promise.all([readChurnWatch({ limit: 20, ...(place ? { after: place } : {}) }), readSettings(db())]);
  const open = await openHandovers(watched.map((one) => one.customerId));
  return { currency, watched: watched.map(({ segmentSince: _, ...one }): WatchedView => ({ ...one, handover: open.get(one.customerId) ?? null })), next: next && `${Math.round(next.at)}.${next.id}` };
}

let judged: { day: number; view: Promise<ChurnQualityView> } | undefined;

/** How well the watch did on the last ninety days, held out: judged once a day, because it fits models. */
export function readChurnQuality(): Promise<ChurnQualityView> {
  const today = dayOf(new Date());
  if (judged?.day !== today) {
    const view = judgeChurn({ asOf: new Date(Date.now() - 90 * 86_400_000), days: 90, ks: [10, 25, 50, 100] }).then((found) => ({ judged: found.customers >= 30 ? found : null }), () => ({ judged: null }));
    judged = { day: today, view };
  }
  return judged.view;
}

/** Hands somebody over to the concierge, with what the watch sees in them now. */
export async function handOverWatched(by: Member, { customerId, note }: { customerId: string; note: string }): Promise<object | Refusal> {
  return handOver(by, { customerId, note, seen: await reasonsNow(customerId) });
}

/** Who was handed to the concierge and what became of it. A concierge reads those who are theirs to speak to now, and no others. */
export async function readHandovers(actor: Member): Promise<HandoversView> {
  const individuals = seesIndividuals(actor);
  const [handovers, { currency }] = await Promise.all([listHandovers(individuals), readSettings(db())]);
  return { individuals, currency, handovers };
}
