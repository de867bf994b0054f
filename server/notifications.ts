import pg from "pg";
import { env } from "#lib/core/env.ts";
import { log } from "#lib/core/log.ts";

type Handlers = Record<string, (payload: string) => void>;

/** Listens on PostgreSQL channels, reconnecting for ever; `ready` resolves once it listens; `onGap` runs after each reconnection, when something may have been missed. */
export function listen(handlers: Handlers, onGap: () => void): { ready: Promise<void>; stop: () => Promise<void> } {
  let stopped = false;
  let client: pg.Client | undefined;
  let first = true;
  let listening: () => void = () => {};
  const ready = new Promise<void>((resolve) => { listening = resolve; });
  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: env().DATABASE_URL, keepAlive: true });
    client = next;
    let retried = false;
    const retry = (): void => {
      if (stopped || retried) return;
      retried = true;
      next.end().catch(() => {});
      setTimeout(() => void connect(), 500).unref();
    };
    next.on("error", retry);
    next.on("end", retry);
    next.on("notification", (message) => {
      try {
        handlers[message.channel]?.(message.payload ?? "");
      } catch (error) {
        log.error({ channel: message.channel, stack: (error as Error).stack }, "a notification was not understood");
      }
    });
    try {
      await next.connect();
      for (const channel of Object.keys(handlers)) await next.query(`LISTEN ${channel}`);
      if (!first) onGap();
      first = false;
      listening();
    } catch {
      retry();
    }
  };
  void connect();
  return { ready, stop: async () => { stopped = true; await client?.end().catch(() => {}); } };
}
