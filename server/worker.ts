import { log } from "#lib/core/log.ts";
import { consumers } from "./wiring.ts";

/** Runs the ledger's consumers: woken by `wake`, and by a timer in case a notification was lost. */
export function startWorker(): { wake: () => void; stop: () => Promise<void> } {
  let stopped = false;
  let again = false;
  let running: Promise<void> | undefined;
  const drain = async (): Promise<void> => {
    do {
      again = false;
      for (const consume of consumers) while (!stopped && (await consume()) > 0);
    } while (again && !stopped);
  };
  const wake = (): void => {
    again = true;
    if (stopped || running) return;
    running = drain()
      .catch((error: Error) => log.error({ stack: error.stack }, "a consumer failed"))
      .finally(() => {
        running = undefined;
        // A writer still in flight when we read keeps its rows back until it ends; look again shortly.
        if (again && !stopped) wake();
      });
  };
  const timer = setInterval(wake, 250);
  wake();
  return {
    wake,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
