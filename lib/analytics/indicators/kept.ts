import { transact, type Tx } from "#lib/core/transact.ts";
import { parts } from "#lib/relationship/indicators.ts";

// Each name once: as the live version has it, else as the newest that names it has.
export const known = `(
  SELECT DISTINCT ON (i.one ->> 'name') i.one ->> 'name' AS name, i.one ->> 'label' AS label, (i.one ->> 'halfLife')::float8 AS half_life, (i.one ->> 'kappa')::float8 AS kappa, (i.one ->> 'weight')::float8 AS weight, v.version, v.status = 'adopted' AS live
  FROM model_version v, jsonb_array_elements(coalesce(v.indicators, '[]'::jsonb)) AS i (one) ORDER BY i.one ->> 'name', (v.status = 'adopted') DESC, v.version DESC)`;

const summed = (of: string): string => `
  INSERT INTO customer_indicator (name, customer_id, amount, last_day)
  SELECT k.name, d.customer_id, sum(d.value / ${parts}::float8 * power(2::float8, -greatest(0, (now() AT TIME ZONE 'UTC')::date - d.day) / k.half_life)), max(d.day)
  FROM interaction_day d JOIN ${known} k ON d.kind = 'indicator.' || k.name JOIN account a ON a.id = d.customer_id AND a.role = 'customer'
  WHERE ${of} AND d.value <> 0 AND d.day <= (now() AT TIME ZONE 'UTC')::date AND NOT EXISTS (SELECT 1 FROM left_out x WHERE x.customer_id = d.customer_id AND x.kind = d.kind) GROUP BY 1, 2`;

/** Writes afresh what every indicator amounts to for everybody: after a night, when all of it has faded by a day. */
export function rebuildIndicators(): Promise<void> {
  return transact(async (tx) => {
    const names = await tx.query<{ kind: string }>(`SELECT 'indicator.' || k.name AS kind FROM ${known} k`);
    await tx.query("DELETE FROM customer_indicator");
    if (names.length > 0) await tx.query(summed("d.kind = ANY($1::text[])"), [names.map((row) => row.kind)]);
  });
}

/** The same for these customers, when something was told of them. */
export async function refreshIndicators(tx: Tx, customerIds: readonly string[]): Promise<void> {
  if (customerIds.length === 0) return;
  await tx.query("DELETE FROM customer_indicator WHERE customer_id = ANY($1::uuid[])", [customerIds]);
  await tx.query(summed("d.customer_id = ANY($1::uuid[])"), [customerIds]);
}
