import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export type Source = { path: string; text: string };
const wanted = /\.(ts|tsx|mjs|cjs|css|md)$/;

/** The project's own sources, tracked or about to be. */
export function sources(root: string): Source[] {
  const listed = spawnSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { cwd: root, encoding: "utf8" });
  if (listed.status !== 0) throw new Error("The checks need git to list the sources.");
  return listed.stdout.split("\n").filter((path) => wanted.test(path) && existsSync(join(root, path))).map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}
