import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";
import type pg from "pg";
import { pool } from "./db.ts";
import { inTurn } from "./turns.ts";

declare const transaction: unique symbol;
/** What both a plain connection and a transaction can do: run one statement with positional parameters. */
export type Reader = { query<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]> };
/** A reader inside a transaction. Only `transact` makes one, so a function that takes a Tx cannot run outside. */
export type Tx = Reader & { readonly [transaction]: true };

type Statement = { name: string; writes: boolean };
const statements = new Map<string, Statement>();

// A named statement is planned once per connection; the name must be stable and at most 63 bytes.
function statementOf(sql: string): Statement {
  let statement = statements.get(sql);
  if (!statement) {
    statement = { name: createHash("sha1").update(sql).digest("hex"), writes: /\b(INSERT|UPDATE|DELETE|TRUNCATE|add_job|pg_notify)\b/i.test(sql) };
    if (statements.size < 1000) statements.set(sql, statement);
  }
  return statement;
}

function reader(client: pg.Pool | pg.PoolClient): Reader {
  return {
    async query<Row>(sql: string, values: readonly unknown[] = []) {
      const { name, writes } = statementOf(sql);
      counter.count += 1;
      if (writes) counter.writes += 1;
      const result = await client.query({ name, text: sql, values: [...values] });
      return result.rows as Row[];
    },
  };
}

/** How many statements this process has run, and how many of them may write, for tests that state a page's query budget or that nothing was written. */
export const counter = { count: 0, writes: 0 };

/** Reads outside a transaction: `db().query<Row>(sql, values)` returns the rows. */
export function db(): Reader {
  return reader(pool());
}

// A client id that was sent twice at once: on the next try the first one's row is found instead of written.
function again(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string };
  return code === "40001" || code === "40P01" || (code === "23505" && constraint?.endsWith("_client_id_key") === true);
}

const ended = (): void => {};
const joined = new AsyncLocalStorage<Tx>();

/** Runs commands inside the caller's transaction: each `transact` in `work` joins it, and commits or fails with it. A command's refusal undoes nothing, so it must refuse before it writes. */
export function within<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  return joined.run(tx, work);
}

async function tried<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const client = await pool().connect();
    // The database may end while nothing of ours is asked of it: the next statement says so, and the server must not end with it.
    client.on("error", ended);
    try {
      await client.query("BEGIN");
      const value = await work(reader(client) as Tx);
      await client.query("COMMIT");
      client.off("error", ended);
      client.release();
      return value;
    } catch (error) {
      const broken = await client.query("ROLLBACK").then(() => undefined, (cause: Error) => cause);
      // Who is thrown away may still say so.
      if (!broken) client.off("error", ended);
      client.release(broken);
      if (attempt < 3 && again(error)) continue;
      throw error;
    }
  }
}

/**
 * Runs `work` in one transaction: committed when it returns, rolled back when it throws.
 * Serialization failures, deadlocks and a client id that another transaction has just used are tried again up to three times, so `work` must have no effect outside `tx`.
 * `turn` names the row that everybody writes here (a topic, a thread): of such transactions two run at a time (see `inTurn`).
 * One that joins another waits for nobody, for the one it joins may hold what the others wait for.
 */
export async function transact<T>(work: (tx: Tx) => Promise<T>, { turn }: { turn?: string } = {}): Promise<T> {
  const outer = joined.getStore();
  if (outer) return work(outer);
  return turn ? inTurn(turn, () => tried(work)) : tried(work);
}
