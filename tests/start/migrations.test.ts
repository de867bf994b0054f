import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { db } from "#lib/core/transact.ts";

// Tables that only SQL ever touches: the ledger, what is computed from it, and what the migrations and the queue keep.
const sqlOnly = /^(_prisma_migrations|interaction|interaction_(default|day|key|reversal|\d{4}_\d{2})|ledger_cursor|relationship|model_version|validity_run|portfolio|portfolio_day|portfolio_snapshot|portfolio_rule|churn_handover|tier|tier_edit|tier_standing|tier_change|lifetime_fit|customer_fact|lifetime_replicate)$/;

/** The tables and columns that the models describe. */
function modelled(): Map<string, string[]> {
  const text = readdirSync("prisma/schema").map((name) => readFileSync(join("prisma/schema", name), "utf8")).join("\n");
  const models = new Set([...text.matchAll(/^model (\w+)/gm)].map((found) => found[1]));
  const tables = new Map<string, string[]>();
  for (const [, name = "", body = ""] of text.matchAll(/^model (\w+) \{\n([\s\S]*?)\n\}/gm)) {
    const fields = body.split("\n").map((line) => line.trim()).filter((line) => /^\w/.test(line));
    // A field whose type is a model is a relation, not a column.
    const columns = fields.filter((line) => !models.has(/^\w+\s+(\w+)/.exec(line)?.[1] ?? "")).map((line) => /@map\("(\w+)"\)/.exec(line)?.[1] ?? /^\w+/.exec(line)?.[0] ?? "");
    tables.set(/@@map\("(\w+)"\)/.exec(body)?.[1] ?? name, columns.sort());
  }
  return tables;
}

it("the models describe the tables that the migrations make, column for column", async () => {
  const rows = await db().query<{ table: string; columns: string[] }>(`
    SELECT c.table_name AS table, array_agg(c.column_name::text ORDER BY c.column_name) AS columns FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name) WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' GROUP BY 1`);
  const made = new Map(rows.filter((row) => !sqlOnly.test(row.table)).map((row) => [row.table, row.columns.sort()]));
  const described = modelled();
  expect(described.size).toBeGreaterThan(10);
  expect(Object.fromEntries([...described].sort())).toEqual(Object.fromEntries([...made].sort()));
});
