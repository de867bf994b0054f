import type { Command } from "commander";
import { withDatabase } from "./session.ts";

/** `rapport doctor` */
export function doctor(program: Command): void {
  program.command("doctor").description("check everything that must be true of the data; exits with 1 when something is not").option("--json", "print JSON").action(async (options: { json?: boolean }) => {
    const checks = await withDatabase(async () => [...(await (await import("#lib/relationship/doctor.ts")).examine()), ...(await (await import("#lib/media/doctor.ts")).examineFiles())]);
    if (options.json) process.stdout.write(`${JSON.stringify(checks, null, 2)}\n`);
    else for (const check of checks) process.stdout.write(`${check.ok ? "✓" : "✗"} ${check.check}: ${check.detail}\n`);
    if (checks.some((check) => !check.ok)) process.exitCode = 1;
  });
}
