/** When somebody is there, in minutes after midnight of a weekday (1 is Monday). */
export type Span = { day: number; from: number; to: number };
/** Opening hours: several spans a day by the clocks of a zone, and dates on which there is nobody. */
export type Hours = { zone: string; spans: Span[]; holidays: string[] };
/** Within how many open minutes a tier is answered first, answered again, and done with. */
export type Targets = { first: number; next: number; resolve: number };
export const targetKinds = ["first", "next", "resolve"] as const;
export type TargetKind = (typeof targetKinds)[number];

/** A category of what we do for members, as its admins keep it. `targets` are by tier, from Member to Circle; `taken` is false where we only say why not. */
export type Service = {
  id: number; slug: string; name: string; does: string; doesNot: string; alternative: string; taken: boolean; hours: Hours; targets: Targets[]; weeklyCases: number; lineWeeks: number;
  caseCents: number; minuteCents: number; position: number; fallback: boolean; version: number;
};
/**
 * A category as a member sees it before they send. `expectedAt` is when a first answer can be expected, from the queue as it
 * stands; `place` is their number in the line, when there is one; `full` says that nothing more is taken, with the alternative.
 */
export type ServiceOffer = {
  id: number; slug: string; name: string; does: string; doesNot: string; alternative: string; taken: boolean; hours: Hours; openNow: boolean; opensAt: string | null; targets: Targets;
  expectedAt: string | null; place: number | null; full: boolean;
};
/** A category as one of its versions set it. */
export type ServiceSetting = Omit<Service, "id" | "slug" | "fallback" | "version"> & { archived: boolean };
/** A version: why it was made, what it set, and what stood before it. */
export type ServiceVersion = { version: number; note: string; madeBy: string | null; madeAt: string; changed: string[]; setting: ServiceSetting; before: ServiceSetting | null };
/** A category for its keepers, with how many requests of it are open. */
export type KeptService = Service & { archived: boolean; open: number };
