import { expect, type Page, test } from "@playwright/test";
import { hostile } from "../tests/payloads/hostile.ts";
import { html, markdown } from "../tests/payloads/inputs.ts";
import { base, browserOf } from "./world/people.ts";

const canary = (): void => {
  Object.defineProperty(window, "__xss", { set: () => { (window as unknown as { __fired: number }).__fired = ((window as unknown as { __fired?: number }).__fired ?? 0) + 1; }, get: () => undefined, configurable: false });
  for (const name of ["alert", "confirm", "prompt", "print"] as const) window[name] = (() => { (window as unknown as { __xss: number }).__xss = 1; }) as never;
};

/** Touches everything a reader could touch, then tells how often the canary sang. */
async function fired(page: Page): Promise<number> {
  await page.evaluate(() => {
    for (const one of document.querySelectorAll<HTMLElement>("#payload *, .prose-post *")) {
      one.focus?.();
      if (!(one instanceof HTMLAnchorElement) || one.protocol === "javascript:") one.click?.();
      for (const kind of ["pointerover", "mouseenter", "toggle", "error"]) one.dispatchEvent(new Event(kind, { bubbles: false }));
    }
  });
  await page.evaluate(() => new Promise((resolve) => setTimeout(() => requestAnimationFrame(() => resolve(undefined)), 50)));
  return page.evaluate(() => (window as unknown as { __fired?: number }).__fired ?? 0);
}

const short = [...html, ...markdown].filter((one) => one.length < 2000);

test("no script of a post runs and no style leaves it, while the same text put there raw would run", async ({ browser }) => {
  test.setTimeout(180_000);
  const context = await browserOf(browser, "premium");
  await context.addInitScript(canary);
  const page = await context.newPage();
  const cooked: string[] = [];
  const cookedOf = async (body: string): Promise<string> => {
    const answer = await context.request.post("/api/preview", { data: { body }, headers: { origin: base() } });
    expect(answer.status(), body).toBe(200);
    return ((await answer.json()) as { html: string }).html;
  };
  const all = [...short, ...hostile];
  expect(all.length).toBeGreaterThan(1000);
  for (let at = 0; at < all.length; at += 25) cooked.push(...await Promise.all(all.slice(at, at + 25).map(cookedOf)));
  // A page without our policy, so that the cooking alone is what holds.
  await context.route("**/bare", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><p id=beside>Beside it</p><div id=payload></div>" }));
  const put = async (pieces: string[]): Promise<number> => {
    await page.goto(`${base()}/bare`);
    await page.evaluate((all) => {
      for (const piece of all) {
        const place = document.createElement("div");
        document.querySelector("#payload")?.append(place);
        place.append(document.createRange().createContextualFragment(piece));
      }
    }, pieces);
    return fired(page);
  };
  const firing = html.filter((one) => /onerror|onload|<script>/.test(one) && !/<(meta|base|form|style|iframe)|<!--|template/.test(one)).slice(0, 12);
  expect(await put(firing), "raw output must fire, or this proves nothing").toBeGreaterThan(5);
  const outside: string[] = [];
  page.on("request", (request) => { if (!request.url().startsWith(base()) && !request.url().startsWith("data:")) outside.push(request.url()); });
  // What stands beside a post looks the same whatever the post says.
  const beside = (): Promise<string> => page.evaluate(() => {
    const one = document.querySelector<HTMLElement>("#beside");
    const look = (of: Element): string[] => { const { color, backgroundColor, fontSize, fontFamily, position, display, visibility, opacity, transform, zIndex } = getComputedStyle(of); return [color, backgroundColor, fontSize, fontFamily, position, display, visibility, opacity, transform, zIndex]; };
    return one ? JSON.stringify([one.offsetLeft, one.offsetTop, one.textContent, look(one), look(document.body)]) : "gone";
  });
  expect(await put([])).toBe(0);
  const alone = await beside();
  expect(await put(cooked)).toBe(0);
  expect(await beside()).toBe(alone);
  expect(await page.evaluate(() => [...document.querySelectorAll("#payload *")].filter((one) => ["fixed", "absolute", "sticky"].includes(getComputedStyle(one).position)).map((one) => one.outerHTML.slice(0, 200)))).toEqual([]);
  expect(outside).toEqual([]);
  const strange = await page.evaluate(() => [...document.querySelectorAll("#payload *")].flatMap((one) => [...one.attributes].filter((attribute) => /^on|^style$|^srcdoc$|^formaction$/.test(attribute.name) || /^\s*(javascript|data|vbscript):/i.test(attribute.value)).map((attribute) => `${one.tagName} ${attribute.name}`)));
  expect(strange).toEqual([]);
  expect(await page.evaluate(() => document.querySelectorAll("#payload :is(script,style,iframe,object,embed,form,input,button,base,meta,link,template,img,video,svg)").length)).toBe(0);
  expect(await page.evaluate((own) => [...document.querySelectorAll<HTMLAnchorElement>("#payload a[href]")].filter((one) => !one.href.startsWith(own) && !one.rel.includes("nofollow ugc")).map((one) => one.href), base())).toEqual([]);
  await context.close();
});

test("a whole topic of hostile text, with a hostile title and name, is quiet on every page that shows it", async ({ browser }) => {
  const context = await browserOf(browser, "customer");
  await context.addInitScript(canary);
  const page = await context.newPage();
  const violations: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => { if (/Content Security Policy|Refused/i.test(message.text())) violations.push(message.text()); });
  page.on("request", (request) => { if (!request.url().startsWith(base()) && !request.url().startsWith("data:")) requests.push(request.url()); });
  const title = "<script>window.__xss=1</script><img src=x onerror=window.__xss=1>";
  const named = await context.request.patch("/api/me", { data: { name: "<img src=x onerror=window.__xss=1>", bio: "</script><script>window.__xss=1</script>" }, headers: { origin: base() } });
  expect(named.status()).toBe(200);
  const opened = await context.request.post("/api/topics", { data: { categorySlug: "coffee", title, kind: "discussion", clientId: crypto.randomUUID(), body: short.join("\n\n").slice(0, 29_000) }, headers: { origin: base() } });
  expect(opened.status(), await opened.text()).toBe(201);
  const { id, slug } = (await opened.json()) as { id: number; slug: string };
  for (const path of [`/en/t/${id}/${slug}`, "/en/c/coffee", "/en", "/en/me/settings", "/en/me/relationship"]) {
    await page.goto(base() + path);
    await expect(page.locator("header .skeleton, main .skeleton")).toHaveCount(0);
    expect(await fired(page), path).toBe(0);
  }
  expect(violations).toEqual([]);
  expect(requests).toEqual([]);
  await page.goto(`${base()}/en/t/${id}/${slug}`);
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(title);
  await context.request.patch("/api/me", { data: { name: "Una Marsh" }, headers: { origin: base() } });
  await context.close();
});

test("a sign-in leads nowhere but to our own pages", async ({ browser }) => {
  const { elsewhere } = await import("../tests/payloads/inputs.ts");
  const left = elsewhere.filter((one) => one.isWellFormed()).slice(0, 25);
  const lane = async (): Promise<void> => {
    const context = await browserOf(browser, "visitor");
    const page = await context.newPage();
    for (let target = left.shift(); target !== undefined; target = left.shift()) {
      await context.clearCookies();
      await page.goto(`${base()}/en/sign-in?return=${encodeURIComponent(target)}`);
      await page.getByLabel("E-mail address").fill("customer@demo.invalid");
      await page.getByLabel("Password").fill("rapport-demo");
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await page.waitForURL((url) => !url.pathname.endsWith("/sign-in"));
      expect(new URL(page.url()).origin, target).toBe(base());
    }
    await context.close();
  };
  await Promise.all([lane(), lane()]);
});
