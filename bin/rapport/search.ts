import type { Command } from "commander";
import { print, withDatabase } from "./session.ts";

/** `rapport search …` */
export function search(program: Command): void {
  const group = program.command("search").description("what can be found");
  group.command("rebuild").option("--json", "print JSON").description("make the index of search anew; searches wait while it is made").action(async (options: { json?: boolean }) => {
    print(await withDatabase(async () => (await import("#lib/search/word-list.ts")).rebuildSearch()), options.json === true);
  });
}
