// How long a file may be, and what may not stand in one. Functions and parameters are Biome's.
import type { Source } from "./sources.ts";

const code = /\.(ts|tsx|mjs|cjs)$/;
const test = /(\.test|\.e2e)\.tsx?$/;
// Spelt apart, or this file would find itself.
const never: [RegExp, string][] = [
  [new RegExp(`\\b(${["TO", "FIX"].map((start, at) => start + ["DO", "ME"][at]).join("|")})\\b`), "left for later"],
  [/@ts-(ignore|nocheck)/, "the types are switched off"],
  [/\b(it|test|describe)\.(skip|only|todo)\(/, "a test that does not run"],
];

/** What is too long or may not stand where it stands, a sentence each. */
export function sizes(sources: readonly Source[]): string[] {
  return sources.filter((source) => code.test(source.path)).flatMap((source) => {
    const lines = source.text.split("\n");
    const most = test.test(source.path) ? 400 : 300;
    const wrong = lines.length - 1 > most ? [`${source.path} has ${lines.length - 1} lines, at most ${most}`] : [];
    if (source.path === ".ci/sizes.ts") return wrong;
    return [...wrong, ...lines.flatMap((line, at) => never.flatMap(([pattern, why]) => (pattern.test(line) ? [`${source.path}:${at + 1}: ${why}`] : [])))];
  });
}
