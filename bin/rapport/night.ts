import type { Command } from "commander";
import { caughtUp, instant, print, withDatabase } from "./session.ts";

/** `rapport night` */
export function night(program: Command): void {
  program.command("night").description("place everybody as of the end of a UTC day: factor, share, segment, outlook, tier, snapshot; the server does it every night")
    .option("--day <date>", "yesterday unless said; nights run forward only").option("--until <date>", "and every day up to this one").option("--json", "print JSON")
    .action(async (options: { day?: string; until?: string; json?: boolean }) => {
      const dayOf = (at: Date): number => Math.floor(at.getTime() / 86_400_000);
      const from = options.day === undefined ? dayOf(new Date()) - 1 : dayOf(instant(options.day));
      const to = options.until === undefined ? from : dayOf(instant(options.until));
      const done = await withDatabase(async () => {
        await caughtUp();
        const { runNight } = await import("#lib/relationship/segments/night.ts");
        const nights: NonNullable<Awaited<ReturnType<typeof runNight>>>[] = [];
        for (let day = from; day <= to; day += 1) nights.push(...[await runNight({ day })].filter((one) => one !== undefined));
        return nights;
      });
      if (done.length === 0 && !options.json) process.stdout.write("That night is done already.\n");
      else print(options.json ? done : done.length === 1 ? done[0] : done, options.json === true);
    });
}
