import { type BrowserContext, expect } from "@playwright/test";
import { base } from "./people.ts";

/** Uses the link that was mailed to an address, in this browser. */
export async function confirm(context: BrowserContext, email: string): Promise<void> {
  const token = async (): Promise<string> => {
    const { mails } = (await (await fetch(`${base()}/api/dev/mail`)).json()) as { mails: { recipient: string; body: string }[] };
    return /#token=([\w-]+)/.exec(mails.find((one) => one.recipient === email)?.body ?? "")?.[1] ?? "";
  };
  await expect.poll(token, { timeout: 30_000 }).not.toBe("");
  expect((await context.request.post("/api/sign-in/confirm", { data: { token: await token() }, headers: { origin: base() } })).status()).toBe(200);
}

/** Somebody new, signed in. */
export async function join(context: BrowserContext, name: string, email: string): Promise<void> {
  expect((await context.request.post("/api/sign-up", { data: { name, email }, headers: { origin: base() } })).status()).toBe(202);
  await confirm(context, email);
}

/** A browser of somebody nobody knows, under the name of one that people sit in front of. */
export const strangers = { baseURL: "", userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", locale: "en-GB" };
