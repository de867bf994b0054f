import { expect, it } from "vitest";
import { newId } from "#lib/core/ids.ts";
import { db, transact } from "#lib/core/transact.ts";
import { record } from "#lib/ledger/record.ts";
import { consume } from "#lib/ledger/relay.ts";

// Every subtransaction that writes takes a number.
const burn = `DO $$ BEGIN CREATE TEMP TABLE burnt (n int) ON COMMIT DROP; FOR i IN 1..NUMBERS LOOP BEGIN INSERT INTO burnt VALUES (i); EXCEPTION WHEN division_by_zero THEN NULL; END; END LOOP; END $$`;
const write = (key: string): Promise<unknown> => transact((tx) => record(tx, { customerId: newId(), kind: "visit", occurredAt: new Date(), subject: { type: "test", id: key }, source: "job", key }));

it("a consumer sees each interaction once, in commit order, where transaction numbers gain a digit", async () => {
  const [now] = await db().query<{ xid: string }>("SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS xid");
  const before = Number(now?.xid);
  const edge = 10 ** String(before).length;
  expect(edge - before).toBeLessThan(1_000_000);
  if (edge - before > 20) await db().query(burn.replace("NUMBERS", String(edge - before - 12)));
  for (let at = 0; at < 30; at += 1) await write(`order:${at}`);
  const rows = await db().query<{ xid: string }>("SELECT xid::text AS xid FROM interaction WHERE source = 'job' AND key LIKE 'order:%'");
  expect(new Set(rows.map((row) => row.xid.length)).size, "the numbers must gain a digit, or this proves nothing").toBe(2);
  const seen: string[] = [];
  const until = Date.now() + 20_000;
  while (seen.length < 30 && Date.now() < until) await consume("order", async (_, entries) => { seen.push(...entries.map((entry) => entry.key)); }, 7);
  expect(await consume("order", async (_, entries) => { seen.push(...entries.map((entry) => entry.key)); }, 100)).toBe(0);
  expect(seen).toEqual(Array.from({ length: 30 }, (_, at) => `order:${at}`));
});
