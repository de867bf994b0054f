import { type Decaying, decaying, weighings } from "./weights.ts";
import { halfLives } from "./decay.ts";

// Names and numbers of ours, never of a person's: they stand in the text, so that a statement that makes a table can be planned over several processes.
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const rows = [...weighings].map(([kind, { signal, weight, cap, money }]) => `(${quoted(kind)}, '${signal}'::"char", ${weight}::float8, ${cap ?? "NULL"}::int, ${money})`).join(", ");

/** Kinds as a list for SQL's IN. */
export const kindList = (kinds: readonly string[]): string => kinds.map(quoted).join(", ");

/** How each kind counts, as a table `w (kind, signal, weight, cap, money)` of a statement. */
export const weighingsSql = `(VALUES ${rows}) AS w (kind, signal, weight, cap, money)`;

/**
 * The day and the signals of day counts `d` that are joined with `w`, grouped by customer (model, section 2). All is summed on
 * the one day `common`, then brought back to the customer's own last one: the same numbers to rounding, and a power is the dear
 * part, so it is reckoned only where there is an amount.
 */
export function signalSums(common: string): string {
  const sum = (signal: Decaying): string => {
    const [amount, counts] = signal === "m" ? ["d.value", "w.money"] : ["w.weight * greatest(0, least(d.count, w.cap))", `w.signal = '${signal}'`];
    const left = `exp(${Math.LN2 / halfLives[signal]}::float8 * (d.day - ${common}))`;
    return `coalesce(sum(${amount} * ${left}) FILTER (WHERE ${counts}), 0) * exp(${Math.LN2 / halfLives[signal]}::float8 * (${common} - max(d.day))) AS ${signal}`;
  };
  return `max(d.day) AS day, ${decaying.map(sum).join(", ")}`;
}

/** What of the day counts `d` counts: something is left of it, and its customer does not leave the kind out. */
export const countsSql = "(d.count <> 0 OR d.value <> 0) AND NOT EXISTS (SELECT 1 FROM left_out x WHERE x.customer_id = d.customer_id AND x.kind = d.kind)";
