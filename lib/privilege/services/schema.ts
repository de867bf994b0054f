import { z } from "@hono/zod-openapi";

const plain = (most: number) => z.string().max(most, "This is too long.").transform((one) => one.toWellFormed().normalize("NFC").replaceAll("\u0000", "").replace(/\r\n?/g, "\n").trim());
const minutes = z.int().min(0).max(1440);
const zones = new Set(Intl.supportedValuesOf("timeZone"));
const zone = z.string().max(60).refine((one) => one === "UTC" || zones.has(one), "There is no such time zone.");
const span = z.strictObject({ day: z.int().min(1).max(7), from: minutes, to: minutes }).refine((one) => one.from < one.to, "A span ends after it begins.");
const apart = (spans: { day: number; from: number; to: number }[]): boolean => spans.every((one, at) => spans.every((other, place) => at === place || one.day !== other.day || one.to <= other.from || other.to <= one.from));
// Open minutes: a year of them at most.
const target = z.int().min(1, "A target has at least one minute.").max(525_600, "This is more than fits.");
const targets = z.strictObject({ first: target, next: target, resolve: target }).refine((one) => one.first <= one.resolve, "Nothing is done before it is answered.");

export const idParam = z.strictObject({ id: z.coerce.number<string>().int().positive().max(2_000_000_000) });
const setting = {
  name: plain(60).pipe(z.string().min(2, "A name has at least 2 characters.")), does: plain(600), doesNot: plain(600), alternative: plain(600), taken: z.boolean(),
  hours: z.strictObject({ zone, spans: z.array(span).min(1, "Somebody has to be there at some time.").max(42, "At most six spans a day.").refine(apart, "Spans of one day do not overlap."), holidays: z.array(z.iso.date("Choose a day.")).max(200, "At most two hundred holidays.") }),
  targets: z.array(targets).length(4), weeklyCases: z.int().min(1, "At least one case a week.").max(100_000, "This is more than fits."), lineWeeks: z.int().min(0).max(26, "A line is at most half a year long."),
  caseCents: z.int().min(0, "An amount is not below zero.").max(100_000_000, "This is more than fits."), minuteCents: z.int().min(0, "An amount is not below zero.").max(1_000_000, "This is more than fits."), position: z.int().min(0).max(10_000), archived: z.boolean(),
  note: plain(300),
};
/** A category as it should stand; `version` is the one that was read, 0 for a new one. */
export const serviceInput = z.strictObject({ ...setting, version: z.int().min(0).max(2_000_000_000) });

export type ServiceInput = z.infer<typeof serviceInput>;
