// Runs the law of imports over the project, then over a small one with a violation planted for every rule: each must be found.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const root = join(import.meta.dirname, "..");
const floor = 150;
type Summary = { summary: { totalCruised: number; violations: { rule: { name: string }; from: string; to: string }[] } };

function cruise(folder: string, parts: string[]): Summary["summary"] {
  const run = spawnSync(process.execPath, [join(root, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs"), "--config", join(root, ".ci/boundaries.cjs"), "--output-type", "json", ...parts], { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 });
  if (!run.stdout.startsWith("{")) throw new Error(`The import check could not run: ${run.stderr.slice(-500)}`);
  return (JSON.parse(run.stdout) as Summary).summary;
}

// [rule, file, what it imports]
const planted: [string, string, string][] = [
  ["storey", "lib/ledger/a.ts", "#lib/identity/types.ts"],
  ["storey", "lib/forum/b.ts", "#lib/chat/types.ts"],
  ["storey", "lib/media/r.ts", "#lib/forum/types.ts"],
  ["unknown-room", "server/c.ts", "#lib/cellar/types.ts"],
  ["private", "lib/search/d.ts", "#lib/forum/policy.ts"],
  ["ledger-only", "lib/relationship/e.ts", "#lib/forum/types.ts"],
  ["lib-looks-up", "lib/core/f.ts", "#server/web.ts"],
  ["hono", "lib/forum/g.ts", "hono"],
  ["next-or-react", "lib/forum/h.ts", "react"],
  ["prisma", "lib/forum/i.ts", "#generated/client.ts"],
  ["database-in-view", "app/j.ts", "#lib/core/db.ts"],
  ["ui-knows-no-room", "components/ui/k.ts", "#lib/forum/types.ts"],
  ["rooms-meet-in-app", "components/forum/l.ts", "#components/chat/types.ts"],
  ["view-of-lib", "components/forum/m.ts", "#lib/forum/queries.ts"],
  ["components-look-up", "components/forum/n.ts", "#server/web.ts"],
  ["not-found", "lib/forum/o.ts", "#lib/forum/nowhere.ts"],
  ["no-circular", "lib/forum/p.ts", "./q.ts"],
];
const targets = ["lib/identity/types.ts", "lib/chat/types.ts", "lib/cellar/types.ts", "lib/forum/policy.ts", "lib/forum/types.ts", "lib/forum/queries.ts", "lib/core/db.ts", "server/web.ts", "generated/client.ts", "components/chat/types.ts"];

function plant(folder: string): void {
  const put = (file: string, text: string): void => { mkdirSync(dirname(join(folder, file)), { recursive: true }); writeFileSync(join(folder, file), text); };
  put("package.json", JSON.stringify({ type: "module", dependencies: { hono: "*", react: "*" }, imports: { "#lib/*": ["./lib/*"], "#components/*": ["./components/*"], "#server/*": ["./server/*"], "#generated/*": ["./generated/*"] } }));
  for (const target of targets) put(target, "export type Thing = { id: string };\nexport const thing = 1;\n");
  for (const [, file, what] of planted) put(file, `import * as it from "${what}";\nexport const seen = it;\n`);
  put("lib/forum/q.ts", 'import * as it from "./p.ts";\nexport const seen = it;\n');
  put("lib/forum/allowed.ts", 'import type { Thing } from "#lib/identity/types.ts";\nexport const allowed = (thing: Thing): string => thing.id;\n');
  for (const name of ["hono", "react"]) {
    put(`node_modules/${name}/package.json`, JSON.stringify({ name, version: "1.0.0", main: "index.js" }));
    put(`node_modules/${name}/index.js`, "exports.thing = 1;\n");
  }
}

/** What breaks the law of imports, a sentence each; empty when nothing does and every planted violation was found. */
export function boundaries(): string[] {
  const own = cruise(root, ["app", "bin", "components", "lib", "server"]);
  const wrong = own.violations.map((one) => `${one.rule.name}: ${one.from} → ${one.to}`);
  if (own.totalCruised < floor) wrong.push(`only ${own.totalCruised} modules were read, expected at least ${floor}`);
  const folder = mkdtempSync(join(tmpdir(), "rapport-boundaries-"));
  try {
    plant(folder);
    const found = new Set(cruise(folder, ["app", "components", "lib", "server"]).violations.map((one) => `${one.rule.name} ${one.from}`));
    for (const [rule, file] of planted) if (!found.has(`${rule} ${file}`)) wrong.push(`the check itself: a planted "${rule}" in ${file} was not found`);
    if ([...found].some((one) => one.endsWith("lib/forum/allowed.ts"))) wrong.push("the check itself: what is allowed was refused");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return wrong;
}

if (process.argv[1] === import.meta.filename) console.log(boundaries().join("\n") || "boundaries hold");
