import { Command, CommanderError } from "commander";
import { SourceError } from "#lib/exchange/source.ts";
import { churn } from "./rapport/churn.ts";
import { clv } from "./rapport/clv.ts";
import { badges } from "./rapport/badges.ts";
import { doctor } from "./rapport/doctor.ts";
import { imports } from "./rapport/import.ts";
import { figures } from "./rapport/figures.ts";
import { mail } from "./rapport/mail.ts";
import { model } from "./rapport/model.ts";
import { search } from "./rapport/search.ts";
import { night } from "./rapport/night.ts";
import { user } from "./rapport/user.ts";

const program = new Command("rapport").description("Rapport from the command line. It uses the running database, or starts the embedded one for as long as it works.").exitOverride().showHelpAfterError("(--help tells more)");
for (const add of [imports, figures, churn, clv, model, night, user, doctor, search, badges, mail]) add(program);

try {
  await program.parseAsync(process.argv);
} catch (error) {
  // Commander has already said what was wrong with the command itself.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    process.stderr.write(`${error instanceof SourceError || !(error instanceof Error) ? String((error as Error).message) : error.message}\n`);
    process.exitCode = 1;
  }
}
// A pipe may still hold what was written; leaving now would cut it off.
for (const stream of [process.stdout, process.stderr]) await new Promise<void>((resolve) => stream.write("", () => resolve()));
process.exit();
