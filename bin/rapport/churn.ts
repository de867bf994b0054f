import type { Command } from "commander";
import { instant, print, withDatabase } from "./session.ts";

/** `rapport churn` */
export function churn(program: Command): void {
  program.command("churn").description("the churn watch on a held-out period: of the first k, how many did not buy in the window after").requiredOption("--as-of <date>", "what is known")
    .option("--window <days>", "what followed", "90").option("--k <list>", "lengths of the list", "50,100,200,500").option("--json", "print JSON")
    .action(async (options: { asOf: string; window: string; k: string; json?: boolean }) => {
      const [days, ks] = [Number(options.window), options.k.split(",").map(Number)];
      if (![days, ...ks].every((one) => Number.isInteger(one) && one > 0)) throw new Error("Write whole numbers for --window and --k.");
      const found = await withDatabase(async () => (await import("#lib/relationship/segments/churn-judged.ts")).judgeChurn({ asOf: instant(options.asOf), days, ks }));
      if (options.json) return print(found, true);
      process.stdout.write(`As of ${found.asOf}: ${found.customers} customers, ${(100 * found.lostShare).toFixed(1)} % did not buy in the ${found.window} days after; silent beyond their usual gap for ${found.leadDays?.toFixed(0) ?? "–"} days (median)\n`);
      for (const row of found.at)
        process.stdout.write(`first ${String(row.k).padStart(5)}  by loss ${(100 * row.byLoss).toFixed(1)} %  by P(alive) ${(100 * row.byAlive).toFixed(1)} %  by recency ${(100 * row.byRecency).toFixed(1)} %   ${row.valueLost.toFixed(0)} of ${row.valueAtRisk.toFixed(0)} in value\n`);
    });
}
