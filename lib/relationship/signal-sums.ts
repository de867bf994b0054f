import { halfLives } from "./decay.ts";
import { type Decaying, decaying, scoredKinds, weighings } from "./weights.ts";

// Names and numbers of ours, never of a person's: they stand in the text, so that a statement that makes a table can be planned over several processes.
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
/** Kinds as a list for SQL's IN. */
export const kindList = (kinds: readonly string[]): string => kinds.map(quoted).join(", ");

// The counted amount of a day (counted.ts): which of a signal's kinds it is decides how much each counts, and how many do.
function amountOf(signal: Decaying): { amount: string; kinds: string[] } {
  if (signal === "m") return { amount: "d.value", kinds: scoredKinds.filter((kind) => weighings.get(kind)?.money) };
  const own = [...weighings].filter(([, one]) => one.signal === signal);
  const counted = own.map(([kind, { weight, cap }]) => ({ kind, sql: `${weight}::float8 * greatest(0, ${cap === null ? "d.count" : `least(d.count, ${cap})`})` }));
  const [only] = counted;
  return { amount: only && counted.length === 1 ? only.sql : `CASE d.kind ${counted.map(({ kind, sql }) => `WHEN ${quoted(kind)} THEN ${sql}`).join(" ")} END`, kinds: own.map(([kind]) => kind) };
}

/**
 * The day and the signals of day counts `d`, grouped by customer (model, section 2). All is summed on the one day `common`, then
 * brought back to the customer's own last one: the same numbers to rounding. A power is the dear part, so it is reckoned only for
 * the signal that a row feeds; and the kinds are told apart in place, for a join would lose the order of customers.
 */
export function signalSums(common: string): string {
  const sum = (signal: Decaying): string => {
    const { amount, kinds } = amountOf(signal);
    const rate = `${Math.LN2 / halfLives[signal]}::float8`;
    return `coalesce(sum(${amount} * exp(${rate} * (d.day - ${common}))) FILTER (WHERE d.kind IN (${kindList(kinds)})), 0) * exp(${rate} * (${common} - max(d.day))) AS ${signal}`;
  };
  return `max(d.day) AS day, ${decaying.map(sum).join(", ")}`;
}

/** Whether a row of everybody's keeps its kind: few leave any out, so those are gathered once and each row only asked about, which costs nothing while there are none. */
export const keptIn = (alias: string): string => `(${alias}.customer_id, ${alias}.kind) NOT IN (SELECT x.customer_id, x.kind FROM left_out x)`;

/** What of everybody's day counts `d` counts: it is scored, something is left of it, and its customer does not leave the kind out. */
export const countsSql = `d.kind IN (${kindList(scoredKinds)}) AND (d.count <> 0 OR d.value <> 0) AND ${keptIn("d")}`;
