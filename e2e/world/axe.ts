import { createRequire } from "node:module";
import type { Page } from "@playwright/test";

const { source } = createRequire(createRequire(import.meta.url).resolve("@axe-core/playwright"))("axe-core") as { source: string };
type Found = { violations: { id: string; nodes: { target: unknown[] }[] }[] };
type Axe = { run: (of: unknown, how: object) => Promise<Found> };

/**
 * What axe finds wrong with a page as it stands, by rule and place; `only` these rules. It is asked in the page itself, which it
 * enters once, and describes only what is wrong: half the time of the builder that takes frames of other sites into account.
 */
export async function axeFinds(page: Page, { only, within = "html" }: { only?: string[]; within?: string } = {}): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source);
  return page.evaluate(async ({ rules, place }) => {
    const { violations } = await (window as unknown as { axe: Axe }).axe.run(place, { resultTypes: ["violations"], ...(rules ? { runOnly: rules } : {}) });
    return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).slice(0, 3).join(", ")}`);
  }, { rules: only, place: within });
}
