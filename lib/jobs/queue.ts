import type { Tx } from "#lib/core/transact.ts";

/** When a job runs (default: at once) and its key: a job queued under a key that still waits replaces it; with `keepsTime` it runs when the one before would have. */
export type JobTiming = { runAt?: Date; key?: string; keepsTime?: boolean };

const add = `SELECT graphile_worker.add_job($1, payload := $2::json, run_at := coalesce($3, now()), job_key := $4, job_key_mode := $5, max_attempts := 12)`;

/**
 * Queues a job in the caller's transaction: it runs only when what it follows from is committed, at least once, again with
 * growing pauses when it throws. The payload carries ids, never texts or addresses.
 */
export async function enqueue(tx: Tx, job: { name: string; payload: Record<string, unknown> }, timing: JobTiming = {}): Promise<void> {
  await tx.query(add, [job.name, JSON.stringify(job.payload), timing.runAt ?? null, timing.key ?? null, timing.keepsTime ? "preserve_run_at" : "replace"]);
}

/** Takes back a job that waits under a key; one that runs already is not stopped. */
export async function unqueue(tx: Tx, key: string): Promise<void> {
  await tx.query("SELECT graphile_worker.remove_job($1)", [key]);
}
