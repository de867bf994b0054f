import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { inFrench } from "#lib/identity/french.ts";

const files = (folder: string): string[] => readdirSync(folder).flatMap((name) => {
  const path = join(folder, name);
  return statSync(path).isDirectory() ? files(path) : [path];
});
const sentences = [/new Refusal\("[a-z-]+", "([^"]+)"/g, /(?:min|max|regex|refine|email|uuid)\((?:[^"\n]*, )?"([A-Z][^"]+\.)"/g];

it("every refusal there is has its French", () => {
  const said = [...files("lib"), ...files("server")].filter((file) => file.endsWith(".ts") && !file.includes("/exchange/")).flatMap((file) => sentences.flatMap((pattern) => [...readFileSync(file, "utf8").matchAll(pattern)].map((found) => found[1] ?? "")));
  expect(new Set(said).size).toBeGreaterThan(40);
  expect([...new Set(said)].filter((sentence) => sentence !== "This is not valid." && inFrench(sentence) === inFrench("This is not valid."))).toEqual([]);
  expect(inFrench("That was too often. Try again in 90 seconds.")).toBe("C’était trop souvent. Réessayez dans 90 secondes.");
});
