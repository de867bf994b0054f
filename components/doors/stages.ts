import type { InvestmentView } from "#lib/analytics/investment/types.ts";
import type { NeedsView, StagesView } from "#lib/analytics/stages/types.ts";
import { call } from "./call.ts";

/** The loop of needs as the studio asks of it. */
export const stageStudio = {
  all: () => call<StagesView>("GET", "/api/studio/stages"),
  investment: () => call<InvestmentView>("GET", "/api/studio/investment"),
  of: (id: string) => call<NeedsView>("GET", `/api/studio/stages/of/${id}`),
};
