import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import { readHistories, readTracking } from "#lib/exchange/histories.ts";
import { instantOf } from "#lib/exchange/orders-read.ts";
import { SourceError } from "#lib/exchange/source.ts";

type Options = { json?: boolean; until?: string; tracking?: string; horizon: string; discount: string; margin: string; replicates: string; seed: string };
const say = (line = ""): void => void process.stdout.write(`${line}\n`);
const cell = (value: number | null | undefined, digits: number): string => (value === null || value === undefined ? "–" : value.toFixed(digits)).padStart(10);

function numberOf(text: string, name: string): number {
  const value = Number(text);
  if (!(value >= 0 && value < 1e9)) throw new Error(`"${text}" is no number for --${name}.`);
  return value;
}

type Report = Awaited<ReturnType<typeof reportOf>>;

async function reportOf(file: string, options: Options) {
  const path = resolve(file);
  if (!existsSync(path)) throw new SourceError(`There is no file ${file}.`);
  const until = options.until === undefined ? undefined : instantOf(options.until);
  if (options.until !== undefined && !until) throw new Error(`"${options.until}" is not a date: write 2026-01-31.`);
  const { lifetimeOf } = await import("#lib/relationship/lifetime/report.ts");
  const { tracked } = await import("#lib/relationship/lifetime/forecast.ts");
  const { buyers, ...book } = await readHistories(path, until);
  const found = lifetimeOf(buyers, {
    window: book.window, horizon: { length: numberOf(options.horizon, "horizon") / 7, perYear: 365.25 / 7, yearly: numberOf(options.discount, "discount") / 100 },
    margin: numberOf(options.margin, "margin") / 100, replicates: numberOf(options.replicates, "replicates"), seed: numberOf(options.seed, "seed"), examples: 10,
  });
  const actual = (await readTracking(path, options.tracking)) ?? book.actual;
  const last = Math.round(book.weeks + book.window);
  const weeks = Array.from({ length: Math.max(0, Math.min(last, actual.length || last) - Math.floor(book.weeks)) }, (_, index) => Math.floor(book.weeks) + 1 + index);
  const histories = buyers.map((one) => one.history);
  // A week is over at the end of its last day, and the first day counts whole (as in the published tracking plots).
  const times = weeks.map((week) => week - book.weeks + 1 / 7);
  const [bg, mbg] = [tracked(found.fits.bg.model, histories, times), tracked(found.fits.mbg.model, histories, times)];
  return { file, ...book, actual: undefined, ...found, tracking: weeks.map((week, index) => ({ week, actual: actual[week - 1] ?? null, bg: bg[index] ?? 0, mbg: mbg[index] ?? 0 })) };
}

function sayFits(report: Report): void {
  say(`${report.customers} customers, ${report.repeatBuyers} bought again, ${report.distinct} distinct histories in weeks${report.until ? ` until ${report.until}` : ""}`);
  for (const [name, { model, logLikelihood, seconds, converged }] of [["BG/NBD ", report.fits.bg], ["MBG/NBD", report.fits.mbg]] as const)
    say(`${name}      r ${model.r.toFixed(3)}  α ${model.alpha.toFixed(3)}  a ${model.a.toFixed(3)}  b ${model.b.toFixed(3)}  LL ${logLikelihood.toFixed(3)}  (${seconds.toFixed(2)} s${converged ? "" : ", not converged"})`);
  if (report.spending) say(`Gamma-Gamma  p ${report.spending.model.p.toFixed(2)}  q ${report.spending.model.q.toFixed(2)}  γ ${report.spending.model.gamma.toFixed(2)}  LL ${report.spending.logLikelihood.toFixed(2)}  over ${report.spending.buyers}; without repeats ${cell(report.spending.typical, 2).trim()}`);
  if (report.replicates) say(`95 % of ${report.replicates} replicates of MBG/NBD and Gamma-Gamma: ${Object.entries(report.ranges).map(([name, [low, high]]) => `${name} ${low.toFixed(3)}–${high.toFixed(3)}`).join("  ")}`);
  if (report.value) say(`Value over the horizon: ${report.value.total.toFixed(2)} in all, ${report.value.mean.toFixed(2)} each${report.value.range ? `, 95 % ${report.value.range.map((one) => one.toFixed(0)).join("–")}` : ""}`);
  say();
  for (const { what, value } of report.checks) say(`${what.padEnd(62)} ${value.toFixed(what.startsWith("log") ? 8 : 3)}`);
}

function sayForecasts(report: Report): void {
  say(`\n${["customer", "x", "t_x", "T", "P(alive)", "BG E[Y]", "MBG E[Y]", "spend", "value"].map((name) => name.padStart(10)).join("")}  95 %   (E[Y] over ${report.window.toFixed(2)} weeks)`);
  for (const one of report.examples)
    say(`${one.id.padStart(10)}${[cell(one.history.x, 0), cell(one.history.tx, 2), cell(one.history.T, 2), cell(one.alive, 4), cell(one.bg, 3), cell(one.mbg, 3), cell(one.spend, 2), cell(one.value, 2)].join("")}  ${one.valueRange?.map((part) => part.toFixed(2)).join("–") ?? ""}`);
  for (const [name, { judged }] of [["BG/NBD", report.fits.bg], ["MBG/NBD", report.fits.mbg]] as const) {
    if (!judged) continue;
    say(`\n${name} in the window after: ${judged.expected.toFixed(1)} expected, ${judged.actual} came (${judged.errorPercent.toFixed(2)} %), mean error ${judged.meanAbsoluteError.toFixed(4)}, root mean square ${judged.rootMeanSquareError.toFixed(3)}`);
    say(["past", "customers", "actual", "expected", "mean error"].map((title) => title.padStart(11)).join(""));
    for (const bin of judged.bins) say(`${bin.past.padStart(11)} ${cell(bin.customers, 0)} ${cell(bin.actual, 4)} ${cell(bin.expected, 4)} ${cell(bin.meanError, 4)}`);
  }
  if (report.tracking.length) say(`\n${["week", "actual", "BG/NBD", "error %", "MBG/NBD", "error %"].map((title) => title.padStart(11)).join("")}   repeat purchases so far`);
  const off = (expected: number, actual: number | null): number | null => (actual ? (100 * (expected - actual)) / actual : null);
  for (const { week, actual, bg, mbg } of report.tracking) say(`${String(week).padStart(11)} ${cell(actual, 0)} ${cell(bg, 1)} ${cell(off(bg, actual), 2)} ${cell(mbg, 1)} ${cell(off(mbg, actual), 2)}`);
}

/** `rapport clv` */
export function clv(program: Command): void {
  program.command("clv").argument("<file>", "a CSV of purchases or of x, t_x, T in weeks, or CDNOW's own text; plain or gzip").description("lifetime models of purchase histories: parameters, forecasts, value")
    .option("--until <date>", "the last day the models see; half of the file unless said").option("--tracking <file>", "weekly repeat purchases to compare with; one beside the file is found")
    .option("--horizon <days>", "over how long value is counted", "365").option("--discount <percent>", "a year", "10").option("--margin <percent>", "of what is spent", "100")
    .option("--replicates <n>", "of the parametric bootstrap; 0: none", "100").option("--seed <n>", "of the bootstrap", "1").option("--json", "print JSON")
    .action(async (file: string, options: Options) => {
      const report = await reportOf(file, options);
      if (options.json) return void process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
      sayFits(report);
      sayForecasts(report);
    });
}
