import { createHmac, randomUUID } from "node:crypto";
import { expect, type Locator, type Page } from "@playwright/test";
import { base } from "./people.ts";

/** A shop that is connected: its card on the page of shops, and what tells of its orders. */
export type Shop = { card: Locator; tell: (topic: string, body: unknown) => Promise<void> };

/** Connects a shop with an admin's page, as they would, and gives what tells of its orders as it would. */
export async function aShop(care: Page): Promise<Shop> {
  const [shop, secret] = [`Shop ${randomUUID().slice(0, 8)}`, `secret ${randomUUID()}`];
  await care.goto("/en/admin/shops");
  await care.getByLabel("Name", { exact: true }).fill(shop);
  await care.getByRole("button", { name: "Connect", exact: true }).click();
  const card = care.locator(`[data-shop="${shop}"]`);
  await card.getByLabel("New secret").fill(secret);
  await card.getByRole("button", { name: "Set the secret" }).click();
  await expect(card.getByText("In use since")).toBeVisible();
  const path = (await card.locator("[data-address]").getAttribute("data-address")) ?? "";
  const tell = async (topic: string, body: unknown): Promise<void> => {
    const raw = JSON.stringify(body);
    const answer = await fetch(`${base()}${path}`, { method: "POST", body: raw, headers: { "content-type": "application/json", "x-shopify-topic": topic, "x-shopify-webhook-id": randomUUID(), "x-shopify-hmac-sha256": createHmac("sha256", secret).update(raw).digest("base64") } });
    expect(await answer.json()).toEqual({ outcome: "taken" });
  };
  return { card, tell };
}
