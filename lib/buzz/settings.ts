import { db, type Reader } from "#lib/core/transact.ts";

/** How visitors are remembered, for how long a visit may bring a newcomer, and what a customer costs elsewhere. */
export type ReferralSettings = { cookie: "inform" | "ask"; windowDays: number };

let known: { at: number; settings: ReferralSettings } | undefined;

/** The settings as they stand. */
export async function readSettings(reader: Reader): Promise<ReferralSettings> {
  const [row] = await reader.query<ReferralSettings>(`SELECT cookie, window_days AS "windowDays" FROM referral_setting`);
  return row ?? { cookie: "inform", windowDays: 90 };
}

/** The settings for the doorstep, which asks thousands of times a second: at most five seconds old. */
export async function recentSettings(): Promise<ReferralSettings> {
  if (!known || known.at < Date.now() - 5000) known = { at: Date.now(), settings: await readSettings(db()) };
  return known.settings;
}
