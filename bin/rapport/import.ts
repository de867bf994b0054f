import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { type Mapping, type OrderField, orderFields } from "#lib/exchange/orders-columns.ts";
import { importOrders } from "#lib/exchange/orders.ts";
import { SourceError } from "#lib/exchange/source.ts";
import { importStackExchange } from "#lib/exchange/stackexchange.ts";
import { shopImports } from "./import-shop.ts";
import { caughtUp, print, progress, stopAsked, withDatabase } from "./session.ts";

type Common = { json?: boolean; dryRun?: boolean; rejects?: string };
const rejectsOf = (options: Common, what: string): string => resolve(options.rejects ?? join(process.cwd(), `rapport-rejects-${what}.csv`));

const imported = <Report>(work: () => Promise<Report>): Promise<Report> => withDatabase(async () => {
  const report = await work();
  await caughtUp();
  return report;
});

function tell(report: { rejected: number; rejects: string | null; stopped: boolean }, json: boolean): void {
  if (!json && report.rejected) process.stderr.write(`${report.rejected} rows were not taken; each with its line and reason in ${report.rejects}\n`);
  if (!json && report.stopped) process.stderr.write("Stopped. The same command goes on where this one ended.\n");
  if (report.stopped) process.exitCode = 130;
}

async function stackexchange(dir: string, options: Common & { name?: string }): Promise<void> {
  const folder = resolve(dir);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new SourceError(`There is no folder ${dir}.`);
  const json = options.json === true;
  const report = await imported(() => importStackExchange({
    dir: folder, name: options.name, dryRun: options.dryRun === true, rejects: rejectsOf(options, "stackexchange"), progress: progress("topics", json), stopped: stopAsked(),
  }));
  print(report, json);
  tell(report, json);
}

async function orders(files: string[], options: Common & { source: string } & Partial<Record<OrderField, string>>): Promise<void> {
  const json = options.json === true;
  const mapping: Mapping = {};
  for (const field of orderFields) if (options[field] !== undefined) mapping[field] = options[field];
  const report = await imported(() => importOrders({
    files, source: options.source, mapping, dryRun: options.dryRun === true, rejects: rejectsOf(options, "orders"), progress: progress("orders", json), stopped: stopAsked(),
  }));
  print(report, json);
  tell(report, json);
}

const common = (command: Command): Command => command.option("--dry-run", "read and check everything, write nothing").option("--rejects <file>", "where rows that cannot be taken are written").option("--json", "print the report as JSON");

/** `rapport import …` */
export function imports(program: Command): void {
  const group = program.command("import").description("bring in what another system holds; a second run changes nothing");
  common(group.command("stackexchange").argument("<dir>", "the folder with Users, Posts, Comments and Votes, as .xml or .xml.gz").option("--name <name>", "the category's name")
    .description("users, questions, answers, comments, votes and acceptances of a Stack Exchange dump")).action(stackexchange);
  const book = common(group.command("orders").argument("<files...>", "CSV files, plain or gzip").option("--source <name>", "whose order numbers these are", "orders")
    .description("orders and their customers; columns are guessed from the header, and shown"));
  for (const field of orderFields) book.option(`--${field} <column>`, `the column that holds the ${field}`);
  book.action(orders);
  shopImports(group, common);
}
