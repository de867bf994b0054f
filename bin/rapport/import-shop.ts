import { join, resolve } from "node:path";
import type { Command } from "commander";
import { importProducts, productFields } from "#lib/exchange/products.ts";
import { importReviews } from "#lib/exchange/reviews.ts";
import { reviewFields } from "#lib/exchange/reviews-read.ts";
import { print, progress, stopAsked, withDatabase } from "./session.ts";

type Common = { json?: boolean; dryRun?: boolean; rejects?: string; source: string; createProducts?: boolean } & Record<string, unknown>;
const rejectsOf = (options: Common, what: string): string => resolve(options.rejects ?? join(process.cwd(), `rapport-rejects-${what}.csv`));
const told = <Field extends string>(options: Common, fields: readonly Field[]): Partial<Record<Field, string>> =>
  Object.fromEntries(fields.flatMap((field) => (typeof options[field] === "string" && field !== "source" ? [[field, options[field]]] : []))) as Partial<Record<Field, string>>;

type Told = { rejected: number; rejects: string | null; stopped: boolean };
async function run<Report extends Told>(json: boolean, work: () => Promise<Report>): Promise<void> {
  const report = await withDatabase(work);
  print(report, json);
  if (!json && report.rejected) process.stderr.write(`${report.rejected} rows were not taken; each with its line and reason in ${report.rejects}\n`);
  if (!json && report.stopped) process.stderr.write("Stopped. The same command goes on where this one ended.\n");
  if (report.stopped) process.exitCode = 130;
}

const products = (files: string[], options: Common): Promise<void> => run(options.json === true, () => importProducts({
  files, mapping: told(options, productFields), dryRun: options.dryRun === true, rejects: rejectsOf(options, "products"), progress: progress("products", options.json === true), stopped: stopAsked(),
}));

const reviews = (files: string[], options: Common): Promise<void> => run(options.json === true, () => importReviews({
  files, source: options.source, mapping: told(options, reviewFields), createProducts: options.createProducts === true, dryRun: options.dryRun === true, rejects: rejectsOf(options, "reviews"),
  progress: progress("reviews", options.json === true), stopped: stopAsked(),
}));

/** `rapport import products` and `rapport import reviews`, in the group of imports. */
export function shopImports(group: Command, common: (command: Command) => Command): void {
  const shelf = common(group.command("products").argument("<files...>", "CSV files, plain or gzip")).description("products and their variants; columns are guessed from the header, and shown");
  for (const field of productFields) shelf.option(`--${field} <column>`, `the column that holds the ${field}`);
  shelf.action(products);
  const said = common(group.command("reviews").argument("<files...>", "CSV files, plain or gzip")).option("--source <name>", "whose reviews these are", "reviews").option("--create-products", "bring in products that the catalogue does not know")
    .description("reviews of products; columns are guessed from the header, and shown");
  for (const field of reviewFields) said.option(`--${field} <column>`, `the column that holds the ${field}`);
  said.action(reviews);
}
