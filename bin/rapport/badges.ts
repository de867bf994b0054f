import type { Command } from "commander";
import { print, withDatabase } from "./session.ts";

/** `rapport badges …` */
export function badges(program: Command): void {
  const group = program.command("badges").description("marks of what people have done");
  group.command("rebuild").option("--json", "print JSON").description("sum everything up from the ledger again and settle everyone's badges by it").action(async (options: { json?: boolean }) => {
    const changed = await withDatabase(async () => {
      const { relayBadges } = await import("#lib/badges/effects.ts");
      while ((await relayBadges()) > 0);
      return (await import("#lib/badges/rebuild.ts")).rebuildBadges();
    });
    print(changed, options.json === true);
  });
}
