/** A place of the studio: its words (`studio.places.<key>`), where it is, and whether it shows individuals (marketers and admins) or figures only (concierges too). */
export type StudioPlace = { key: "overview" | "portfolio" | "customers" | "segments" | "churn" | "handovers" | "concentration" | "validity" | "tiers" | "cohorts" | "referrals" | "stages" | "investment" | "indicators" | "orders" | "mail"; path: string; individuals: boolean };

export const studioPlaces: readonly StudioPlace[] = [
  { key: "overview", path: "/studio", individuals: false },
  { key: "portfolio", path: "/studio/portfolio", individuals: true },
  { key: "customers", path: "/studio/customers", individuals: true },
  { key: "segments", path: "/studio/segments", individuals: true },
  { key: "churn", path: "/studio/churn", individuals: true },
  { key: "handovers", path: "/studio/handovers", individuals: false },
  { key: "concentration", path: "/studio/concentration", individuals: false },
  { key: "validity", path: "/studio/validity", individuals: true },
  { key: "tiers", path: "/studio/tiers", individuals: true },
  { key: "cohorts", path: "/studio/cohorts", individuals: false },
  { key: "mail", path: "/studio/mail", individuals: false },
  { key: "stages", path: "/studio/stages", individuals: false },
  { key: "investment", path: "/studio/investment", individuals: false },
  { key: "referrals", path: "/studio/referrals", individuals: false },
  { key: "indicators", path: "/studio/indicators", individuals: true },
  { key: "orders", path: "/studio/orders", individuals: true },
];
