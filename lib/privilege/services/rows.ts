import type { Service, ServiceSetting, Span, Targets } from "./types.ts";

export type RawService = Omit<Service, "hours"> & { zone: string; spans: Span[]; holidays: string[]; targets: Targets[] };
/** The columns of a service `s`. */
export const serviceColumns = `s.id, s.slug, s.name, s.does, s.does_not AS "doesNot", s.alternative, s.taken, s.zone, s.spans, s.holidays::text[] AS holidays, s.targets, s.weekly_cases AS "weeklyCases", s.line_weeks AS "lineWeeks",
  s.case_cents AS "caseCents", s.minute_cents AS "minuteCents", s.position, s.fallback, s.version`;

/** A service as its row says. */
export function serviceOf({ zone, spans, holidays, ...row }: RawService): Service {
  return { ...row, hours: { zone, spans, holidays } };
}

const none: Targets = { first: 480, next: 480, resolve: 4800 };
/** The targets a tier has with a service. */
export const targetsOf = (service: Service, tier: number): Targets => service.targets[Math.min(tier, service.targets.length - 1)] ?? none;

/** A service's row as a version keeps it. */
export type RawSetting = { name: string; does: string; does_not: string; alternative: string; taken: boolean; zone: string; spans: Span[]; holidays: string[]; targets: Targets[]; weekly_cases: number; line_weeks: number; case_cents: number; minute_cents: number; position: number; archived_at: string | null };
/** What a version set, as its kept row says. */
export const settingOf = (row: RawSetting): ServiceSetting => ({
  name: row.name, does: row.does, doesNot: row.does_not, alternative: row.alternative, taken: row.taken, hours: { zone: row.zone, spans: row.spans, holidays: row.holidays }, targets: row.targets, weeklyCases: row.weekly_cases, lineWeeks: row.line_weeks,
  caseCents: row.case_cents, minuteCents: row.minute_cents, position: row.position, archived: row.archived_at !== null,
});
