import type { Command } from "commander";
import { caughtUp, instant, print, withDatabase } from "./session.ts";

async function portfolio(options: { asOf?: string; days: string; tz: string; json?: boolean; customers?: boolean }): Promise<void> {
  const asOf = instant(options.asOf);
  const days = options.days === "all" ? null : Number(options.days);
  if (days !== null && !(Number.isInteger(days) && days > 0 && days <= 36_500)) throw new Error(`"${options.days}" is not a number of days; write a whole number or "all".`);
  const { placed, ...report } = await withDatabase(async () => (await import("#lib/relationship/portfolio-query.ts")).readPortfolio({ asOf, days, tz: options.tz }));
  print(options.customers ? { ...report, placed } : report, options.json === true);
}

async function relationship(customer: string, options: { json?: boolean }): Promise<void> {
  const found = await withDatabase(async () => {
    const { findAccount } = await import("#lib/identity/find.ts");
    const { relationshipOf } = await import("#lib/relationship/queries.ts");
    const account = await findAccount(customer);
    await caughtUp();
    return account && { customer: { id: account.id, name: account.name, handle: account.handle, role: account.role }, ...(await relationshipOf(account.id, new Date())) };
  });
  if (!found) throw new Error(`There is nobody called "${customer}": give a handle, an e-mail address, an id or an origin.`);
  print(found, options.json === true);
}

/** `rapport portfolio`, `rapport relationship` */
export function figures(program: Command): void {
  program.command("portfolio").description("shares, the vital set, concentration, Gini and segments of all customers as they were at a date")
    .option("--as-of <date>", "the day or instant, today unless said").option("--days <n>", "length of the period before it, or \"all\"", "365").option("--tz <zone>", "the time zone days are counted in", "UTC")
    .option("--customers", "every customer's place, too").option("--json", "print JSON").action(portfolio);
  program.command("relationship").argument("<customer>", "a handle, an e-mail address, an id or an origin").description("one customer's factor, its terms, and what stands behind them")
    .option("--json", "print JSON").action(relationship);
}
