import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { pages } from "../../e2e/world/paths.ts";

const files = (folder: string): string[] => readdirSync(folder).flatMap((name) => {
  const path = join(folder, name);
  return statSync(path).isDirectory() ? files(path) : [path];
});

it("every page is looked at by the journeys that run axe, or leads straight to one that is", () => {
  const routes = files("app/[locale]").filter((path) => path.endsWith("/page.tsx")).map((path) => path.slice("app/[locale]".length, -"/page.tsx".length));
  const leads = ["/p/[id]", "/r/[id]", "/t/[id]/[slug]"];
  const visited = pages.flatMap((one) => one.paths.map((path) => path.replace(/[?#].*/, "")));
  const missing = routes.filter((route) => {
    const pattern = new RegExp(`^${route.replace(/\[\.\.\.\w+\]/g, ".+").replace(/\[\w+\]/g, "[^/]+")}$`);
    return !leads.includes(route) && !visited.some((path) => pattern.test(path));
  });
  expect(routes.length).toBeGreaterThan(10);
  expect(missing).toEqual([]);
});
