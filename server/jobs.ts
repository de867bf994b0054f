import { Logger, parseCronItems, run } from "graphile-worker";
import { isLarge } from "#lib/analytics/figures.ts";
import { env } from "#lib/core/env.ts";
import { log } from "#lib/core/log.ts";
import { runAside } from "./aside.ts";
import { jobs, scheduled } from "./wiring.ts";

// The queue's own words are told to our log, without the payloads.
const logger = new Logger(() => (level, message) => { if (level === "error") log.error({ said: message.slice(0, 300) }, "a job failed"); });

// What looks at everybody: with very many it runs aside, and pages are answered meanwhile.
const overEverybody = new Set(["relationship.night", "relationship.validity", "studio.task", "studio.facts", "studio.figure"]);
const runs = async (name: string, payload: unknown): Promise<void> => (overEverybody.has(name) && (await isLarge()) ? runAside(name, payload) : jobs[name]?.(payload));

/** Runs queued and scheduled jobs, four at a time; a job that throws is tried again with growing pauses. `stop` waits for those that run. */
export async function startJobs(): Promise<{ stop: () => Promise<void> }> {
  const runner = await run({
    connectionString: env().DATABASE_URL, concurrency: 4, maxPoolSize: 6, noHandleSignals: true, pollInterval: 1000, logger,
    taskList: Object.fromEntries(Object.keys(jobs).map((name) => [name, (payload: unknown) => runs(name, payload)])),
    parsedCronItems: parseCronItems(scheduled.map(({ name, at }) => ({ task: name, match: at, identifier: name }))),
  });
  return { stop: () => runner.stop().catch(() => {}) };
}
