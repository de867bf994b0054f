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

type Failure = { file: string; title: string; message: string };
/** What one run of many tests found; `broken` says why it was none. */
type Outcome = { passed: number; failures: Failure[]; broken?: string[] };

/**
 * Runs many tests, and those files alone once more in which one failed: two cores that run everything at once are late at times,
 * and what is only late passes by itself. Each such test is named, so that it can be mended. A property that found a counterexample
 * has no second run: that is no accident of time.
 */
async function tests(name: string, { once, args }: { once: (args: string[]) => Promise<Outcome>; args: string[] }): Promise<void> {
  const began = Date.now();
  const first = await once(args);
  if (first.broken) return void (await check(name, () => ["They did not run.", ...(first.broken ?? [])]));
  const again = first.failures.filter((one) => !/Property failed/.test(one.message));
  const second = again.length && !filters.length ? await once([...new Set(again.map((one) => one.file))]) : undefined;
  const still = (one: Failure): boolean => !second || second.broken !== undefined || !again.includes(one) || second.failures.some((other) => other.file === one.file);
  const failures = first.failures.filter(still);
  passed += first.passed + first.failures.length - failures.length;
  failed += failures.length;
  console.log(`${failures.length ? "✗" : "✓"} ${name}: ${first.passed + first.failures.length - failures.length} passed (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  for (const one of first.failures) console.log(`  ${failures.includes(one) ? "" : "late, passed when run again: "}${one.file}\n  ${one.title}\n  ${one.message.slice(0, 2500)}`);
}

type VitestReport = { numPassedTests: number; testResults: { name: string; status: string; message: string; assertionResults: { status: string; fullName: string; failureMessages: string[] }[] }[] };

async function vitest(args: string[]): Promise<Outcome> {
  const file = join(scratch, "vitest.json");
  rmSync(file, { force: true });
  const ran = await tool("vitest/vitest.mjs", "run", "--reporter=json", `--outputFile=${file}`, ...args);
  if (!existsSync(file)) return { passed: 0, failures: [], broken: quiet({ ...ran, code: 1 }) };
  const report = JSON.parse(readFileSync(file, "utf8")) as VitestReport;
  const failures = report.testResults.flatMap((one) => {
    const bad = one.assertionResults.filter((test) => test.status === "failed").map((test) => ({ file: one.name, title: test.fullName, message: test.failureMessages.join("\n") }));
    // A file that could not be loaded has no failed test of its own.
    return one.status === "failed" && !bad.length ? [{ file: one.name, title: "", message: one.message }] : bad;
  });
  return { passed: report.numPassedTests, failures };
}

type Spec = { title: string; ok: boolean; file: string; tests: { results: { error?: { message?: string } }[] }[] };
type Suite = { suites?: Suite[]; specs?: Spec[] };
const specsOf = (suite: Suite): Spec[] => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];

function playwright(chromium: string): (args: string[]) => Promise<Outcome> {
  return async (args) => {
    const file = join(scratch, "playwright.json");
    rmSync(file, { force: true });
    const ran = await run(process.execPath, [join(root, "node_modules/@playwright/test/cli.js"), "test", ...args], { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: file });
    const specs = existsSync(file) ? specsOf(JSON.parse(readFileSync(file, "utf8")) as Suite) : [];
    if (specs.length === 0) return { passed: 0, failures: [], broken: quiet({ ...ran, code: 1 }) };
    const bad = specs.filter((spec) => !spec.ok);
    return { passed: specs.length - bad.length, failures: bad.map((spec) => ({ file: `e2e/${spec.file}`, title: spec.title, message: spec.tests.flatMap((one) => one.results.map((result) => result.error?.message ?? "")).join("\n") })) };
  };
}

async function journeys(args: string[]): Promise<void> {
  let chromium = "";
  if (!(await check("Chromium", () => { chromium = findChromium(root); return []; }))) return;
  if (!(await check("Build", async () => { await build(root); return []; }))) return;
  await tests("Journeys", { once: playwright(chromium), args });
}

const integration = (args: string[]): Promise<void> => tests("Unit, property and integration tests", { once: vitest, args });

try {
  if (filters.length) {
    const browser = filters.filter((filter) => filter.startsWith("e2e/"));
    const others = filters.filter((filter) => !filter.startsWith("e2e/"));
    if (others.length) await integration(others);
    if (browser.length) await journeys(browser);
  } else {
    await statics();
    // What kills and starts servers takes longest; two servers together pass over themselves where no Redis is.
    await integration(onlyCheck ? ["--exclude", "tests/crash/**", "--exclude", "tests/cluster/**"] : []);
    if (!onlyCheck) await journeys([]);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
