import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const sources = ["app", "components", "lib", "messages", "public", "next.config.ts", "postcss.config.mjs", "tsconfig.json", "package-lock.json"];

function digest(root: string): string {
  const sum = createHash("sha256");
  const visit = (path: string): void => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) visit(join(path, name));
    else sum.update(path.slice(root.length)).update(readFileSync(path));
  };
  for (const source of sources) visit(join(root, source));
  return sum.digest("hex");
}

/** Builds the pages when a source changed since the last build; resolves to whether it did. Throws with the build's last lines. */
export async function build(root: string): Promise<boolean> {
  const stamp = join(root, ".next/rapport-build");
  const now = digest(root);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === now) return false;
  const words = await new Promise<string>((resolve, reject) => {
    let output = "";
    const child = spawn(process.execPath, [join(root, "node_modules/next/dist/bin/next"), "build"], { cwd: root, env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" }, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => { output += chunk.toString(); });
    child.on("exit", (code) => (code === 0 ? resolve(output) : reject(new Error(`The pages could not be built:\n${output.slice(-3000)}`))));
  });
  writeFileSync(stamp, now);
  return words.length > 0;
}
