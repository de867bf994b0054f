import { db, transact, type Tx } from "#lib/core/transact.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import { tell } from "#lib/realtime/tell.ts";

/** A figure over everybody: of this moment (`madeAt` null), or kept with when it was made; nothing yet where it is being made for the first time. */
export type Kept<T> = { value: T | null; madeAt: string | null };

// Up to here a figure is made while somebody waits, and is of that moment.
const readSize = `SELECT max(c.reltuples) FILTER (WHERE c.relname = 'customer_fact') > 100000 OR max(c.reltuples) FILTER (WHERE c.relname = 'referral') > 20000 AS large FROM pg_class c WHERE c.oid IN ('customer_fact'::regclass, 'referral'::regclass)`;
const readKept = `SELECT value, made_at AS "madeAt" FROM studio_figure WHERE name = $1`;
const write = `INSERT INTO studio_figure (name, value, seconds) VALUES ($1, $2, $3) ON CONFLICT (name) DO UPDATE SET value = excluded.value, seconds = excluded.seconds, made_at = now()`;
// A kept figure is made again when it is older than a minute, and than twenty times what it takes: it never takes more than a twentieth of a processor.
const due = `SELECT name, greatest(now(), made_at + greatest(60, 20 * seconds) * interval '1 second') AS at FROM studio_figure`;

/** Whether there are so many customers that figures over all of them are kept instead of made at once. */
export async function isLarge(): Promise<boolean> {
  const [row] = await db().query<{ large: boolean | null }>(readSize);
  return row?.large ?? false;
}

const ask = (tx: Tx, name: string, runAt?: Date): Promise<void> => enqueue(tx, { name: "studio.figure", payload: { name } }, { key: `studio.figure:${name}`, keepsTime: true, ...(runAt ? { runAt } : {}) });

/** A figure as it can be shown: made now in a small community; in a large one the kept one, which is made again by a job when it is older than an hour. */
export async function readFigure<T>(name: string, make: () => Promise<T>): Promise<Kept<T>> {
  if (!(await isLarge())) return { value: await make(), madeAt: null };
  const [kept] = await db().query<{ value: T; madeAt: Date }>(readKept, [name]);
  if (!kept || kept.madeAt.getTime() < Date.now() - 3_600_000) await transact((tx) => ask(tx, name));
  return { value: kept?.value ?? null, madeAt: kept?.madeAt.toISOString() ?? null };
}

/** Has the kept figures that rest on word of mouth made again, soon: what they rest on has moved. Nothing is kept in a small community. */
export async function askAgain(tx: Tx): Promise<void> {
  for (const { name, at } of await tx.query<{ name: string; at: Date }>(due)) await ask(tx, name, at);
}

/** Makes a figure and keeps it; whoever looks at word of mouth hears that something is new. */
export async function keepFigure(name: string, make: () => Promise<unknown>): Promise<void> {
  const began = performance.now();
  const value = JSON.stringify(await make());
  await transact(async (tx) => {
    await tx.query(write, [name, value, (performance.now() - began) / 1000]);
    await tell(tx, { room: "studio:referrals", event: "referrals.changed", data: {} });
  });
}
