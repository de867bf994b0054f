import { type BrowserContext, expect, type Locator, type Page } from "@playwright/test";
import { base } from "./people.ts";

/** What every write says of where it comes from. */
export const headers = (): Record<string, string> => ({ origin: base() });

/** Does something through a door, as the context's person. */
export async function posted<Given>(context: BrowserContext, path: string, data: unknown): Promise<Given> {
  const answer = await context.request.post(path, { data, headers: headers() });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return (await answer.json()) as Given;
}
/** Who is signed in there. */
export const who = async (context: BrowserContext) => ((await (await context.request.get("/api/me")).json()) as { me: { id: string; handle: string; name: string } }).me;

export const said = (context: BrowserContext, room: number, message: { body: string; root?: number }): Promise<{ id: number; seq: number }> =>
  posted(context, `/api/chat/rooms/${room}/messages`, { clientId: crypto.randomUUID(), ...message });
export const opened = (context: BrowserContext, name: string, more: Record<string, unknown> = {}): Promise<{ id: number }> =>
  posted(context, "/api/chat/rooms", { name, audience: "members", clientId: crypto.randomUUID(), ...more });
export const joined = (context: BrowserContext, room: number): Promise<unknown> => posted(context, `/api/chat/rooms/${room}/members`, {});

export const line = (page: Page, text: string): Locator => page.locator("[data-room] li[data-item]").filter({ has: page.locator(".prose-post", { hasText: text }) });
export const box = (page: Page, name = /^Write in /): Locator => page.getByRole("textbox", { name });
/** Says something where one writes. */
export async function wrote(page: Page, text: string, name?: RegExp): Promise<void> {
  await box(page, name).fill(text);
  await box(page, name).press("Enter");
}
/** A line with its tools out: they are there for who points at it. */
export async function pointed(page: Page, text: string): Promise<Locator> {
  const found = line(page, text).first();
  await found.hover();
  return found;
}
/** Chooses from what one can do with a line. */
export async function done(page: Page, text: string, what: string): Promise<void> {
  await (await pointed(page, text)).getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: what }).click();
}
/** The room, once it is heard live. */
export async function inRoom(page: Page, room: number, query = ""): Promise<void> {
  await page.goto(`/en/chat/${room}${query}`);
  await expect(page.locator(`[data-room="${room}"] [data-connection="live"]`)).toBeAttached();
}
export const texts = (page: Page): Promise<string[]> => page.locator("[data-room] li[data-item] .prose-post").allInnerTexts();
