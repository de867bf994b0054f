import type { Member } from "#lib/core/actor.ts";
import { missing, type Refusal, refused } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { log } from "#lib/core/log.ts";
import { db, transact, type Tx } from "#lib/core/transact.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import { tell } from "#lib/realtime/tell.ts";
import type { TaskKind, TaskView } from "./types.ts";

/** Says how far a task is, from 0 to 1. */
export type Progress = (share: number) => Promise<void>;
/** What a kind of task computes: asked for by whom, with what; a refusal is a reason that the asker reads. */
export type TaskWork = (asked: unknown, by: string | null, progress: Progress) => Promise<object | Refusal>;

// Who says nothing for so long has ended with the process that ran it.
const silent = "interval '5 minutes'";
const columns = `t.id, t.kind, t.asked, CASE WHEN t.state IN ('waiting', 'running') AND t.seen_at < now() - ${silent} THEN 'failed' ELSE t.state END AS state, t.progress, t.result, t.problem, a.name AS by, t.made_at AS "madeAt", t.ended_at AS "endedAt"`;
type Row = Omit<TaskView, "madeAt" | "endedAt"> & { madeAt: Date; endedAt: Date | null };
const viewOf = ({ madeAt, endedAt, ...row }: Row): TaskView => ({ ...row, madeAt: madeAt.toISOString(), endedAt: endedAt?.toISOString() ?? null });
const from = "FROM studio_task t LEFT JOIN account a ON a.id = t.made_by";

/** One task, with its result when there is one. */
export async function readTask(_by: Member, id: string): Promise<TaskView | Refusal> {
  const [row] = await db().query<Row>(`SELECT ${columns} ${from} WHERE t.id = $1`, [id]);
  return row ? viewOf(row) : missing();
}

/** The last task of a kind, or the last one that was asked the same. */
export async function lastTask(kind: TaskKind, asked?: object): Promise<TaskView | null> {
  const [row] = await db().query<Row>(`SELECT ${columns} ${from} WHERE t.kind = $1 AND ($2::jsonb IS NULL OR t.asked = $2::jsonb) ORDER BY t.made_at DESC, t.id DESC LIMIT 1`, [kind, asked ? JSON.stringify(asked) : null]);
  return row ? viewOf(row) : null;
}

/** Asks for something to be computed. Who asks for what is being computed already is told of that one. */
export function startTask(by: Member, kind: TaskKind, asked: object): Promise<TaskView> {
  return transact(async (tx) => {
    // One asks at a time, so that two who ask the same get one.
    await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('studio_task', 0))");
    const [open] = await tx.query<Row>(`SELECT ${columns} ${from} WHERE t.kind = $1 AND t.asked = $2::jsonb AND t.state IN ('waiting', 'running') AND t.seen_at >= now() - ${silent} ORDER BY t.made_at DESC LIMIT 1`, [kind, JSON.stringify(asked)]);
    if (open) return viewOf(open);
    const id = newId();
    await tx.query("INSERT INTO studio_task (id, kind, asked, made_by) VALUES ($1, $2, $3, $4)", [id, kind, JSON.stringify(asked), by.id]);
    await enqueue(tx, { name: "studio.task", payload: { id } });
    const [made] = await tx.query<Row>(`SELECT ${columns} ${from} WHERE t.id = $1`, [id]);
    if (!made) throw new Error("a task was not written");
    return viewOf(made);
  });
}

type Taken = { kind: TaskKind; asked: unknown; by: string | null };
const said = (tx: Tx, by: string | null, data: { id: string; state: TaskView["state"]; progress: number }): Promise<void> => (by ? tell(tx, { room: `me:${by}`, event: "studio.task", data }) : Promise.resolve());

function progressOf(id: string, by: string | null): Progress {
  let last = 0;
  return async (share) => {
    if (performance.now() - last < 400) return;
    last = performance.now();
    await transact(async (tx) => {
      await tx.query("UPDATE studio_task SET progress = $2, seen_at = now() WHERE id = $1 AND state = 'running'", [id, Math.max(0, Math.min(1, share))]);
      await said(tx, by, { id, state: "running", progress: share });
    });
  };
}

async function ended(id: string, by: string | null, end: { result?: object; problem?: string }): Promise<void> {
  const state = end.result ? "done" : "failed";
  await transact(async (tx) => {
    await tx.query("UPDATE studio_task SET state = $2, progress = 1, result = $3, problem = $4, seen_at = now(), ended_at = now() WHERE id = $1", [id, state, end.result ? JSON.stringify(end.result) : null, end.problem ?? null]);
    await said(tx, by, { id, state, progress: 1 });
  });
}

/**
 * Runs a task that was asked for, and keeps what came of it; whoever asked hears how far it is. One that fails says so and is
 * not tried again by itself: a person waits for it, and asks again.
 */
export async function runTask(id: string, works: Record<TaskKind, TaskWork>): Promise<void> {
  const [task] = await db().query<Taken>(`UPDATE studio_task SET state = 'running', seen_at = now() WHERE id = $1 AND state IN ('waiting', 'running') RETURNING kind, asked, made_by AS by`, [id]);
  if (!task) return;
  try {
    const result = await works[task.kind](task.asked, task.by, progressOf(id, task.by));
    await ended(id, task.by, refused(result) ? { problem: result.code } : { result });
  } catch (error) {
    log.error({ stack: (error as Error).stack, kind: task.kind }, "a task of the studio failed");
    await ended(id, task.by, { problem: "fault" });
  }
}
