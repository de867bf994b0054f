import pg from "pg";

type Query = (sql: string, values?: unknown[]) => Promise<unknown>;

/** Changes what is stored as only time could: how old a visit is, when something becomes available. */
export async function ofDatabase(work: (query: Query) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.RAPPORT_E2E_DATABASE });
  await client.connect();
  try {
    await work((sql, values) => client.query(sql, values));
  } finally {
    await client.end();
  }
}
