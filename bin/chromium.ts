import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const elsewhere = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium"];

function onPath(): string | undefined {
  const folders = (process.env.PATH ?? "").split(":");
  return [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...elsewhere].find((path) => existsSync(path));
}

const runs = (path: string | undefined): path is string => path !== undefined && spawnSync(path, ["--version"], { timeout: 30_000 }).status === 0;
const did = (command: string, args: string[]): boolean => spawnSync(command, args, { stdio: "ignore", timeout: 600_000, env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } }).status === 0;

/**
 * A Chromium that runs: the machine's own, else Playwright's, else one installed now (Playwright's, or the distribution's
 * package when root). Throws a sentence saying what to install when none can be had.
 */
export function findChromium(root: string): string {
  const known = [process.env.CHROMIUM_PATH, onPath(), chromium.executablePath()].find(runs);
  if (known) return known;
  did(process.execPath, [join(root, "node_modules/@playwright/test/cli.js"), "install", "chromium"]);
  if (runs(chromium.executablePath())) return chromium.executablePath();
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) did("sh", ["-c", "apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium"]);
  const installed = onPath();
  if (runs(installed)) return installed;
  throw new Error("The journeys need Chromium: install the package `chromium` of your distribution, or set CHROMIUM_PATH.");
}
