import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "#server/start/build.ts";
import { boundaries } from "../.ci/boundaries.ts";
import { rooms } from "../.ci/rooms.ts";
import { sizes } from "../.ci/sizes.ts";
import { sources } from "../.ci/sources.ts";
import { findChromium } from "./chromium.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const onlyCheck = process.argv.includes("--check");
const filters = process.argv.slice(2).filter((arg) => !arg.startsWith("--"));
const scratch = mkdtempSync(join(tmpdir(), "rapport-run-"));
let passed = 0;
let failed = 0;

type Ran = { code: number; output: string };

function run(command: string, args: string[], env: Record<string, string> = {}): Promise<Ran> {
  return new Promise((resolve) => {
    let output = "";
    const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => { output += chunk.toString(); });
    child.on("error", (error) => resolve({ code: 1, output: error.message }));
    child.on("exit", (code) => resolve({ code: code ?? 1, output }));
  });
}

const tool = (path: string, ...args: string[]): Promise<Ran> => run(process.execPath, [join(root, "node_modules", path), ...args]);

/** Runs one named check, which says what is wrong with it, and counts it. */
async function check(name: string, work: () => Promise<string[]> | string[]): Promise<boolean> {
  const began = Date.now();
  let wrong: string[];
  try {
    wrong = await work();
  } catch (error) {
    wrong = [(error as Error).message];
  }
  console.log(`${wrong.length ? "✗" : "✓"} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  for (const line of wrong) console.log(`  ${line}`);
  if (wrong.length) failed += 1;
  else passed += 1;
  return wrong.length === 0;
}

const quiet = ({ code, output }: Ran): string[] => (code === 0 ? [] : output.trim().split("\n").slice(-60));

async function statics(): Promise<void> {
  const files = sources(root);
  await check("Types", async () => quiet(await tool("typescript/bin/tsc", "--noEmit")));
  await check("Biome", async () => quiet(await tool("@biomejs/biome/bin/biome", "check", "--error-on-warnings", ".")));
  await check("Boundaries and their self-test", () => boundaries());
  await check("Rooms", () => rooms(files));
  await check("Sizes", () => sizes(files));
}

type VitestReport = { numPassedTests: number; numFailedTests: number; testResults: { name: string; status: string; message: string; assertionResults: { status: string; fullName: string; failureMessages: string[] }[] }[] };

async function vitest(args: string[]): Promise<void> {
  const began = Date.now();
  const file = join(scratch, "vitest.json");
  const ran = await tool("vitest/vitest.mjs", "run", "--reporter=json", `--outputFile=${file}`, ...args);
  if (!existsSync(file)) return void (await check("Unit, property and integration tests", () => ["They did not run.", ...quiet({ ...ran, code: 1 })]));
  const report = JSON.parse(readFileSync(file, "utf8")) as VitestReport;
  // A file that could not be loaded has no failed test of its own.
  const broken = report.testResults.filter((one) => one.status === "failed" && one.assertionResults.every((test) => test.status !== "failed"));
  passed += report.numPassedTests;
  failed += report.numFailedTests + broken.length;
  console.log(`${report.numFailedTests + broken.length ? "✗" : "✓"} Unit, property and integration tests: ${report.numPassedTests} passed (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  for (const one of broken) console.log(`  ${one.name}: ${one.message}`);
  for (const one of report.testResults) for (const test of one.assertionResults) if (test.status === "failed") console.log(`  ${one.name}\n  ${test.fullName}\n  ${test.failureMessages.join("\n").slice(0, 2500)}`);
}

type Spec = { title: string; ok: boolean; file: string; tests: { results: { error?: { message?: string } }[] }[] };
type Suite = { suites?: Suite[]; specs?: Spec[] };
const specsOf = (suite: Suite): Spec[] => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];

async function journeys(args: string[]): Promise<void> {
  const began = Date.now();
  let chromium = "";
  if (!(await check("Chromium", () => { chromium = findChromium(root); return []; }))) return;
  if (!(await check("Build", async () => { await build(root); return []; }))) return;
  const file = join(scratch, "playwright.json");
  const ran = await run(process.execPath, [join(root, "node_modules/@playwright/test/cli.js"), "test", ...args], { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: file });
  const specs = existsSync(file) ? specsOf(JSON.parse(readFileSync(file, "utf8")) as Suite) : [];
  if (specs.length === 0) return void (await check("Journeys", () => ["They did not run.", ...quiet({ ...ran, code: 1 })]));
  const bad = specs.filter((spec) => !spec.ok);
  passed += specs.length - bad.length;
  failed += bad.length;
  console.log(`${bad.length ? "✗" : "✓"} Journeys: ${specs.length - bad.length} passed (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  for (const spec of bad) console.log(`  ${spec.file}: ${spec.title}\n  ${spec.tests.flatMap((one) => one.results.map((result) => result.error?.message ?? "")).join("\n").slice(0, 2500)}`);
}

try {
  if (filters.length) {
    const browser = filters.filter((filter) => filter.startsWith("e2e/"));
    const others = filters.filter((filter) => !filter.startsWith("e2e/"));
    if (others.length) await vitest(others);
    if (browser.length) await journeys(browser);
  } else {
    await statics();
    // What kills and starts servers takes longest; two servers together pass over themselves where no Redis is.
    await vitest(onlyCheck ? ["--exclude", "tests/crash/**", "--exclude", "tests/cluster/**"] : []);
    if (!onlyCheck) await journeys([]);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
