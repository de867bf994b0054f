import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { db } from "#lib/core/transact.ts";
import { mapColumns } from "#lib/exchange/orders-columns.ts";
import { importOrders } from "#lib/exchange/orders.ts";
import { instantOf, microsOf } from "#lib/exchange/orders-read.ts";
import { SourceError } from "#lib/exchange/source.ts";

const dir = mkdtempSync(join(tmpdir(), "rapport-orders-"));
const header = "invoice,stock_code,description,quantity,invoice_date,unit_price,customer_id,country";
let made = 0;
function file(lines: string[], how: "plain" | "gzip" | "cut" = "plain"): string {
  made += 1;
  const path = join(dir, `${made}.csv${how === "plain" ? "" : ".gz"}`);
  const text = [header, ...lines].join("\n");
  writeFileSync(path, how === "plain" ? text : how === "gzip" ? gzipSync(text) : gzipSync(text).subarray(0, -12));
  return path;
}
const run = (files: string[], source = "shop") => importOrders({ files, source, mapping: {}, dryRun: false, rejects: join(dir, `${source}-rejects.csv`), progress: () => {}, stopped: () => false });
const stored = async (source = "shop") => db().query<{ number: string; net: string; customer: string | null; at: Date }>(
  "SELECT p.number, p.net_cents::text AS net, a.name AS customer, p.placed_at AS at FROM purchase p LEFT JOIN account a ON a.id = p.customer_id WHERE source = $1 ORDER BY number", [source]);

describe("an order book", () => {
  it("becomes orders, customers and purchases at their own dates, exact to a part of a cent", async () => {
    const report = await run([file(['A1,x,"Cup, white",3,2020-01-02 10:00:00,0.333,7.0,UK', "A1,y,Pot,1,2020-01-02 10:00:00,10,7,UK", "C2,x,Cup,-1,2020-01-03 09:30:00,0.333,7,UK", "A3,z,Jug,2,2020-01-04T10:00:00+02:00,5.5,,UK"], "gzip")]);
    expect(report).toMatchObject({ rows: 4, rejected: 0, found: { orders: 3, customers: 1, net: 21.666 }, written: { orders: 3, customers: 1 } });
    expect(await stored()).toEqual([
      { number: "A1", net: "1099.9000", customer: "Customer 7", at: new Date("2020-01-02T10:00:00Z") }, { number: "A3", net: "1100.0000", customer: null, at: new Date("2020-01-04T08:00:00Z") },
      { number: "C2", net: "-33.3000", customer: "Customer 7", at: new Date("2020-01-03T09:30:00Z") }]);
    const facts = await db().query("SELECT kind, value, occurred_at AS at FROM interaction ORDER BY occurred_at");
    expect(facts).toEqual([{ kind: "purchase", value: 1100, at: new Date("2020-01-02T10:00:00Z") }, { kind: "purchase", value: -33, at: new Date("2020-01-03T09:30:00Z") }]);
  });

  it("changes nothing when it comes again", async () => {
    const again = file(["A1,x,Cup,9,2020-01-02 10:00:00,9,7,UK"]);
    expect((await run([again])).written).toEqual({ orders: 0, customers: 0 });
    expect((await stored())[0]?.net).toBe("1099.9000");
  });

  it("says line and reason of each row it could not take, in a file, and takes the rest", async () => {
    const path = file(["B1,x,Cup,1,2020-13-01 10:00:00,1,7,UK", "B2,x,Cup,many,2020-01-01 10:00:00,1,7,UK", "B3,x,Cup,1,2020-01-01 10:00:00,£1,7,UK", ",x,Cup,1,2020-01-01 10:00:00,1,7,UK", "B5,short", "B6,x,Cup,1,2020-01-01 10:00:00,1,7,UK", "B6,x,Cup,1,2020-01-01 10:00:00,1,8,UK"]);
    const report = await run([path], "other");
    expect(report.rejected).toBe(6);
    expect((await stored("other")).map((row) => row.number)).toEqual(["B6"]);
    expect(readFileSync(join(dir, "other-rejects.csv"), "utf8").split("\n").slice(0, 3)).toEqual(["file,line,reason", `"${path}",2,"""2020-13-01 10:00:00"" is not a date"`, `"${path}",3,"""many"" is not a whole quantity"`]);
  });

  it.each([
    ["a gzip that is cut off", () => file(["D1,x,Cup,1,2020-01-01 10:00:00,1,7,UK"], "cut"), /too early|damaged/],
    ["a quote that never closes", () => file(['D2,x,"Cup,1,2020-01-01 10:00:00,1,7,UK']), /not CSV/],
    ["a file that is not there", () => join(dir, "nowhere.csv"), /no file/],
  ] as const)("%s is refused, with nothing written of the good files beside it", async (_, make, sentence) => {
    const good = file(["D9,x,Cup,1,2020-01-01 10:00:00,1,7,UK"]);
    const error = await run([good, make()], "broken").catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SourceError);
    expect((error as Error).message).toMatch(sentence);
    expect(await stored("broken")).toEqual([]);
  });
});

describe("columns", () => {
  it("are guessed from the header, and told ones come first", () => {
    expect(mapColumns(["Order ID", "Created At", "Qty", "Price", "Email", "Total"], {})).toEqual({ invoice: "Order ID", date: "Created At", quantity: "Qty", price: "Price", customer: "Email" });
    expect(mapColumns(["a", "b", "c"], { invoice: "a", date: "b", amount: "c" })).toEqual({ invoice: "a", date: "b", amount: "c" });
    expect(() => mapColumns(["a", "b"], {})).toThrow(/invoice, date, quantity, price/);
    expect(() => mapColumns(["a"], { invoice: "z" })).toThrow(/no column "z"/);
  });
});

describe("figures in text", () => {
  it("are exact millionths, or none", () => {
    fc.assert(fc.property(fc.bigInt({ min: -999_999_999_999_999_999n, max: 999_999_999_999_999_999n }), (micros) => {
      const size = micros < 0n ? -micros : micros;
      expect(microsOf(`${micros < 0n ? "-" : ""}${size / 1_000_000n}.${String(size % 1_000_000n).padStart(6, "0")}`)).toBe(micros);
    }));
    for (const text of ["", "1e3", "0x10", "1,000", "NaN", "Infinity", "1.1234567", "--1", "１"]) expect(microsOf(text)).toBeUndefined();
  });

  it("are instants that exist, or none", () => {
    expect(instantOf("2020-02-29 23:59")?.toISOString()).toBe("2020-02-29T23:59:00.000Z");
    for (const text of ["2021-02-29", "2020-00-10", "10/01/2020", "2020-01-01 24:00", "tomorrow", ""]) expect(instantOf(text)).toBeUndefined();
  });
});
