import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";

/** Where the product under test answers. */
export const base = (): string => process.env.RAPPORT_E2E ?? "";

type Options = Parameters<Browser["newContext"]>[0];
export type Role = "customer" | "premium" | "moderator" | "concierge" | "marketer" | "admin";

/** A browser of its own in which one of the demo's people is signed in; `visitor` is nobody. */
export async function browserOf(browser: Browser, who: Role | "visitor", options: Options = {}): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: base(), ...options });
  if (who === "visitor") return context;
  const answer = await context.request.post("/api/sign-in", { data: { email: `${who}@demo.invalid`, password: "rapport-demo" }, headers: { origin: base() } });
  expect(answer.status(), await answer.text()).toBe(200);
  return context;
}

/** A page that fails the test when anything goes wrong in it: an error, a refused script, a broken hydration. */
export async function watchedPage(context: BrowserContext): Promise<{ page: Page; faults: string[] }> {
  const page = await context.newPage();
  const faults: string[] = [];
  // A page left while it was still fading in says so; nothing is wrong with it.
  page.on("pageerror", (error) => { if (!/^Transition was (aborted|skipped)/.test(error.message)) faults.push(error.message); });
  // A letter at /dev/mail or in the studio stands in a frame where no script runs, the test's own included; Chromium says so.
  page.on("console", (message) => { if (message.type() === "error" && !/status of 4\d\d|^Blocked script execution in '[^']*\/api\/(?:dev|studio)\/mail\//.test(message.text())) faults.push(message.text()); });
  return { page, faults };
}
