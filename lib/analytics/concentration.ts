import type { Member } from "#lib/core/actor.ts";
import { db } from "#lib/core/transact.ts";
import { readSettings } from "#lib/catalogue/settings.ts";
import { readKeptPicture } from "#lib/relationship/segments/picture.ts";
import { readFirst } from "#lib/relationship/segments/standing-lists.ts";
import { few, thinnedCurve } from "#lib/core/small-groups.ts";
import { type ConcentrationView, seesIndividuals, smallest } from "./types.ts";

/** How few make most of it, as of the last night; who they are, for who may see individuals. What ten or fewer people bring is theirs. */
export async function readConcentration(actor: Member): Promise<ConcentrationView> {
  const [kept, { currency }] = await Promise.all([readKeptPicture(), readSettings(db())]);
  const individuals = seesIndividuals(actor);
  const enough = kept && (individuals ? kept.concentration.buyers > 0 : kept.concentration.buyers >= smallest);
  if (!kept || !enough) return { day: kept?.day ?? null, currency, concentration: null, top: individuals ? [] : null };
  const { concentration } = kept;
  const whole = concentration.netCents;
  const top = individuals ? (await readFirst("net", { limit: 10 })).filter((one) => one.netCents > 0).map((one) => ({ id: one.customerId, name: one.name, netCents: one.netCents, share: whole > 0 ? one.netCents / whole : 0 })) : null;
  if (individuals) return { day: kept.day, currency, concentration, top };
  const made = <One extends { making51: number; making80: number }>(one: One) => ({ ...one, making51: few(one.making51) ? null : one.making51, making80: few(one.making80) ? null : one.making80 });
  // The first ten are a group of ten; whom they leave behind has to be one too.
  const behind = concentration.buyers >= 2 * smallest;
  return { day: kept.day, currency, concentration: { ...made(concentration), lorenz: thinnedCurve(concentration.lorenz, concentration.buyers), topTenCents: behind ? concentration.topTenCents : null, without: behind ? made(concentration.without) : null }, top };
}
