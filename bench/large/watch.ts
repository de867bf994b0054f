import pg from "pg";

export type Asked = { text: string; values: unknown[] };

let heard: Asked[] | undefined;
const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;
pg.Client.prototype.query = function watched(this: pg.Client, ...args: unknown[]) {
  const [first] = args;
  if (heard && typeof first === "object" && first !== null && "text" in first) heard.push({ text: String(first.text), values: (first as Asked).values });
  return query.apply(this, args);
} as typeof pg.Client.prototype.query;

/** Runs `work` and gives back every statement it asked of the database, with its values. */
export async function statementsOf(work: () => Promise<unknown>): Promise<Asked[]> {
  heard = [];
  try {
    await work();
    return heard;
  } finally {
    heard = undefined;
  }
}

/** How long the database worked on a statement, in milliseconds, as EXPLAIN ANALYZE says, and what it did. A second run counts: the first one warms. */
export async function explained(client: pg.Client, asked: Asked): Promise<{ ms: number; plan: unknown }> {
  let found = { ms: Number.NaN, plan: undefined as unknown };
  for (let run = 0; run < 2; run += 1) {
    const { rows } = await client.query<{ "QUERY PLAN": { "Execution Time": number; Plan: unknown }[] }>({ text: `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${asked.text}`, values: asked.values });
    const said = rows[0]?.["QUERY PLAN"][0];
    if (!said) throw new Error("EXPLAIN said nothing");
    if (!(said["Execution Time"] >= found.ms)) found = { ms: said["Execution Time"], plan: said.Plan };
  }
  return found;
}
