import { log } from "#lib/core/log.ts";
import { db } from "#lib/core/transact.ts";
import { deliverMail } from "#lib/mail/sending.ts";
import { handleIncoming } from "#lib/outreach/incoming/handling.ts";

const soon = 15_000;
const sixHours = 6 * 3600 * 1000;

async function sendAll(): Promise<void> {
  await deliverMail();
}

async function tidy(): Promise<void> {
  await db().query("SELECT ensure_interaction_partition(current_date), ensure_interaction_partition((current_date + interval '1 month')::date)");
  await db().query("DELETE FROM session WHERE expires_at < now()");
  await db().query("DELETE FROM sign_in_link WHERE expires_at < now() - interval '1 day'");
}

/** Keeps one kind of work from running beside itself; a fault is logged and the work tried again when it is next due. */
function alone(name: string, work: () => Promise<void>): { run: () => void; idle: () => Promise<void> } {
  let running: Promise<void> | undefined;
  let again = false;
  const run = (): void => {
    again = true;
    running ??= (async () => {
      while (again) {
        again = false;
        await work().catch((error: Error) => log.error({ stack: error.stack }, `${name} failed`));
      }
      running = undefined;
    })();
  };
  return { run, idle: async () => { again = false; await running; } };
}

/** What is due from time to time: letters that wait, mail that came in, the ledger's next month, what has run out. `mail` says a letter was queued, `mailIn` that one came. */
export function startChores(): { mail: () => void; mailIn: () => void; stop: () => Promise<void> } {
  const mail = alone("sending mail", sendAll);
  let stopped = false;
  const mailIn = alone("handling mail", async () => void (await handleIncoming(() => stopped)));
  const tidying = alone("tidying up", tidy);
  const timers = [setInterval(mail.run, soon), setInterval(mailIn.run, soon), setInterval(tidying.run, sixHours)];
  mail.run();
  mailIn.run();
  tidying.run();
  return {
    mail: mail.run, mailIn: mailIn.run,
    stop: async () => {
      stopped = true;
      for (const timer of timers) clearInterval(timer);
      await Promise.all([mail.idle(), mailIn.idle(), tidying.idle()]);
    },
  };
}
