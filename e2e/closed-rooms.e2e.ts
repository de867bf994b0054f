import { expect, test } from "@playwright/test";
import { base, browserOf, type Role } from "./world/people.ts";

const roles: (Role | "visitor")[] = ["visitor", "customer", "premium", "moderator", "concierge", "marketer", "admin"];

test("a closed category's words reach only who may read them, on every page, also after a member has read it", async ({ browser }) => {
  const premium = await browserOf(browser, "premium");
  // In letters that an address does not keep: a page that is not found may repeat the address it was asked for.
  const word = Array.from({ length: 16 }, () => "абвгдежзиклмнопрст"[Math.floor(Math.random() * 18)]).join("");
  const opened = await premium.request.post("/api/topics", { data: { categorySlug: "premier-table", title: `About ${word}`, body: `Said ${word}`, kind: "discussion", clientId: crypto.randomUUID() }, headers: { origin: base() } });
  expect(opened.status(), await opened.text()).toBe(201);
  const { id, slug } = (await opened.json()) as { id: number; slug: string };
  const paths = [`/en/t/${id}/${slug}`, `/fr/t/${id}/${slug}?from=1`, `/en/t/${id}`, "/en/c/premier-table", "/en", "/en?sort=unanswered", "/fr", "/api/categories", `/api/topics/${id}/posts?after=0`, `/api/me/topic/${id}`];
  const readers = new Set(["premium", "moderator", "concierge", "marketer", "admin"]);
  // Twice, members first: what was rendered for one reader must never be handed to another.
  for (const who of [...roles.toReversed(), ...roles]) {
    const context = await browserOf(browser, who);
    for (const path of paths) {
      const answer = await context.request.get(path, { failOnStatusCode: false });
      const text = await answer.text();
      if (!readers.has(who)) expect(text, `${who} at ${path}`).not.toContain(word);
      if (path === paths[0]) expect(answer.status(), who).toBe(readers.has(who) ? 200 : 404);
      if (readers.has(who) && path.startsWith("/en/t/") && answer.ok()) expect([text.includes(word), answer.headers()["cache-control"]]).toEqual([true, "private, no-store"]);
      // Flight data asked for by a made-up header is no way round.
      const flight = await context.request.get(path, { failOnStatusCode: false, headers: { rsc: "1", "next-router-prefetch": "1" } });
      if (!readers.has(who)) expect(await flight.text(), `${who} at ${path}, flight`).not.toContain(word);
    }
    await context.close();
  }
  await premium.close();
});
