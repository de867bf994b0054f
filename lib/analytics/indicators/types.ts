/** An indicator as the studio sees it: what it is called, where it stands in the model, and what has been told. `version`: the newest that names it, the live one first. */
export type IndicatorRow = { name: string; label: string; halfLife: number; kappa: number; weight: number; version: number; live: boolean; customers: number; median: number | null; lastDay: string | null };
export type IndicatorsView = { indicators: IndicatorRow[]; liveVersion: number; total: number };
/** What became of amounts that were told: how many were taken, and which lines were not, with why. */
export const tellReasons = ["customer", "amount", "date", "future", "columns"] as const;
export type TellReason = (typeof tellReasons)[number];
export type ToldView = { taken: number; rejected: number; rejects: { line: number; reason: TellReason; value: string }[] };
/** Who was told of, for a picture: their ids beside what the indicator amounts to now. */
export type AmountsView = { name: string; kappa: number; ids: string[]; amounts: number[] };
