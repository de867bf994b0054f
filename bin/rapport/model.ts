import type { Command } from "commander";
import { refused } from "#lib/core/errors.ts";
import { caughtUp, instant, print, withDatabase } from "./session.ts";

type Options = { asOf?: string; window: string; seed: string; replicates: string; by?: string; at?: string; json?: boolean };
const say = (line = ""): void => void process.stdout.write(`${line}\n`);

function windowOf(text: string): number {
  const days = Number(text);
  if (!(Number.isInteger(days) && days > 0 && days <= 3650)) throw new Error(`"${text}" is no window: write a whole number of days.`);
  return days;
}

// Without a date: so long ago that the whole window has been seen.
const splitAt = (options: Options): Date => (options.asOf === undefined ? new Date(Date.now() - windowOf(options.window) * 86_400_000) : instant(options.asOf));

type Measured = { value: number; low: number; high: number } | null;
const shown = (measure: Measured): string => (measure ? `${measure.value.toFixed(3)} (${measure.low.toFixed(3)}–${measure.high.toFixed(3)})` : "–").padStart(22);
type Row = { auc: Measured; aucBack: Measured; lift: Measured; rho: Measured };

function sayMeasures(rows: Record<string, Row>): void {
  say(`${"".padEnd(10)}${["AUC, bought again", "AUC, came back", "lift, top tenth", "ρ with revenue"].map((name) => name.padStart(22)).join("")}`);
  for (const [name, row] of Object.entries(rows)) say(`${name.padEnd(10)}${shown(row.auc)}${shown(row.aucBack)}${shown(row.lift)}${shown(row.rho)}`);
}

async function validity(options: Options): Promise<void> {
  const asOf = splitAt(options);
  const found = await withDatabase(async () => {
    await caughtUp();
    const room = await import("#lib/relationship/validity/validity.ts");
    const report = await room.examineValidity({ asOf, window: windowOf(options.window), count: Number(options.replicates), seed: Number(options.seed) });
    await room.keepValidity(report);
    return report;
  });
  if (options.json) return print(found, true);
  say(`As of ${found.asOf.slice(0, 10)}, version ${found.version}: ${found.customers} customers; in the ${found.window} days after, ${found.bought} bought again and ${found.cameBack} came back (${found.seconds.toFixed(1)} s)`);
  sayMeasures({ RF: found.measures.rf, RFM: found.measures.rfm, recency: found.measures.recency });
  say(found.warning ?? "The criterion stands: no alternative tells it better beyond doubt.");
}

async function personOf(who: string | undefined) {
  const { existing } = await import("#lib/identity/admin.ts");
  return who === undefined ? undefined : existing(who);
}

async function calibration(options: Options): Promise<void> {
  const asOf = splitAt(options);
  const window = windowOf(options.window);
  const at = options.at === undefined ? new Date(Math.min(Date.now(), asOf.getTime() + window * 86_400_000)) : instant(options.at);
  const found = await withDatabase(async () => {
    await caughtUp();
    const { calibrate } = await import("#lib/relationship/validity/calibrate.ts");
    const { previewVersion } = await import("#lib/relationship/validity/preview.ts");
    const made = await calibrate({ asOf, window, seed: Number(options.seed), madeBy: (await personOf(options.by))?.id ?? null });
    return { ...made, preview: await previewVersion(made.version, at) };
  });
  if (options.json) return print(found, true);
  say(`Version ${found.version} is a draft: fitted on ${found.trainedOn} customers as of ${found.asOf.slice(0, 10)}, judged on ${found.judgedOn} others over ${window} days`);
  for (const [name, numbers] of [["weights", found.weights], ["κ", found.kappa]] as const) say(`${name.padEnd(10)}${Object.entries(numbers).map(([signal, value]) => `${signal} ${value}`).join("  ")}`);
  sayMeasures({ [`live, ${found.from}`]: found.judged.live, [`draft, ${found.version}`]: found.judged.draft });
  const { preview } = found;
  if (preview) say(`As of ${preview.at.slice(0, 10)} it would move ${preview.changed} of ${preview.customers} customers${preview.moves.length ? `: ${preview.moves.map((move) => `${move.from}→${move.to} ${move.customers}`).join(", ")}` : ""}; mean factor ${preview.factor.meanBefore.toFixed(1)} → ${preview.factor.meanAfter.toFixed(1)}`);
  say(`Nobody's factor has changed. To adopt it: rapport adopt ${found.version} --by <who you are>`);
}

async function adoption(version: string, options: Options): Promise<void> {
  const number = Number(version);
  if (!Number.isInteger(number) || number < 1) throw new Error(`"${version}" is no version.`);
  const live = await withDatabase(async () => {
    const person = await personOf(options.by);
    if (!person) throw new Error("A person adopts a model version: say who, with --by.");
    return (await import("#lib/relationship/validity/versions.ts")).adoptVersion(number, person);
  });
  if (refused(live)) throw new Error(live.detail);
  if (options.json) return print(live, true);
  say(`Version ${live.version} is live since ${live.adoptedAt}. The one before can be adopted again.`);
}

/** `rapport validity`, `rapport calibrate`, `rapport adopt` */
export function model(program: Command): void {
  const judged = (command: Command): Command => command.option("--as-of <date>", "where history is split; so long ago that the window has passed unless said").option("--window <days>", "what followed", "90")
    .option("--seed <n>", "of the bootstrap and the halves", "1").option("--json", "print JSON");
  judged(program.command("validity").description("how well the factor told what followed, beside plain RFM and recency alone, with 95 % intervals")).option("--replicates <n>", "of the bootstrap", "500").action(validity);
  judged(program.command("calibrate").description("a new model version as a draft, with what it would change")).option("--by <who>", "who makes it").option("--at <date>", "the date of the preview; the end of the window unless said").action(calibration);
  program.command("adopt").argument("<version>").description("make a model version the live one").option("--by <who>", "the marketer or admin who adopts it").option("--json", "print JSON").action(adoption);
}
