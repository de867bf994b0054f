import type { AmountsView, IndicatorsView, ToldView } from "#lib/analytics/indicators/types.ts";
import type { Indicator } from "#lib/relationship/types.ts";
import { call } from "./call.ts";

const at = "/api/studio/indicators";

/** The doors of external indicators. */
export const indicators = {
  list: () => call<IndicatorsView>("GET", at),
  amounts: (name: string) => call<AmountsView>("GET", `${at}/${name}/amounts`),
  draft: (wanted: Indicator) => call<{ version: number }>("POST", "/api/indicators", wanted),
  tell: (name: string, told: { id: string; customer: string; amount: number; day?: string }) => call<ToldView>("POST", `${at}/${name}/amounts`, told),
  tellBook: (name: string, id: string, file: Blob) => call<ToldView>("POST", `${at}/${name}/book?id=${id}`, file),
};
