import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { db } from "#lib/core/transact.ts";
import { importProducts } from "#lib/exchange/products.ts";
import { importReviews } from "#lib/exchange/reviews.ts";
import { SourceError } from "#lib/exchange/source.ts";

const folder = mkdtempSync(join(tmpdir(), "rapport-shop-"));
const file = (name: string, text: string): string => { const path = join(folder, name); writeFileSync(path, text); return path; };
const rest = { mapping: {}, dryRun: false, rejects: join(folder, "rejects.csv"), progress: () => {}, stopped: () => false };
const count = async (table: string): Promise<number> => (await db().query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n ?? 0;

describe("products from CSV", () => {
  it("come in with their variants and substitutes; a second run changes nothing; bad rows are named", async () => {
    const shelf = file("shelf.csv", "sku,title,price,type,stock,parent,options,replacement\nK-1,Kettle,49.90,Kettles,12,,,K-2\nK-1-B,Blue,,,3,K-1,colour=blue,\nK-2,Second kettle,\"59,50\",Kettles,out of stock,,,\nK-3,,1,,,,,\nK-4,Third,free,,,,,\n");
    const first = await importProducts({ ...rest, files: [shelf] });
    expect(first).toMatchObject({ mapping: { code: "sku", name: "title", price: "price", category: "type", availability: "stock", substitute: "replacement" }, rejected: 2, found: { products: 2, variants: 1 }, written: { created: 2, changed: 0 } });
    expect(readFileSync(rest.rejects, "utf8")).toMatch(/,5,.*\n.*,6,"""free"" is not a price"/);
    expect((await importProducts({ ...rest, files: [shelf] })).written).toEqual({ created: 0, changed: 0 });
    const rows = await db().query("SELECT p.code, p.price_cents AS cents, p.availability, s.code AS instead, (SELECT availability FROM product_variant v WHERE v.product_id = p.id) AS blue FROM product p LEFT JOIN product s ON s.id = p.substitute_id WHERE p.code LIKE 'K-%' ORDER BY p.code");
    expect(rows).toEqual([{ code: "K-1", cents: 4990, availability: "in_stock", instead: "K-2", blue: "low" }, { code: "K-2", cents: 5950, availability: "out", instead: null, blue: null }]);
  });

  it("are all there or none", async () => {
    const bad = file("bad.csv", "sku,title,replacement\nN-1,One,\nN-2,Two,NOT-THERE\n");
    await expect(importProducts({ ...rest, files: [bad] })).rejects.toThrow(/N-2/);
    expect(await db().query("SELECT 1 FROM product WHERE code LIKE 'N-%'")).toEqual([]);
    await expect(importProducts({ ...rest, files: [file("no.csv", "colour\nblue\n")] })).rejects.toThrow(SourceError);
  });
});

describe("reviews from CSV", () => {
  const said = file("said.csv", "review_id,clothing_id,title,review_text,rating,positive_feedback_count,class_name,author,date\n1,D-1,Good,\"Fits, and lasts.\",5,7,Dresses,Ana,2024-02-01\n2,D-1,,,3,0,Dresses,,\n3,D-1,Bad,Itches.,9,0,Dresses,,\n4,D-2,Fine,It is.,4,1,Tops,Ana,2024-03-01\n");
  it("need their products, or bring them; keep their votes as a base; are the same after a second run", async () => {
    expect(await importReviews({ ...rest, files: [said], source: "t", createProducts: false })).toMatchObject({ written: { reviews: 0 }, rejected: 3 });
    const report = await importReviews({ ...rest, files: [said], source: "t", createProducts: true });
    expect(report).toMatchObject({ rows: 4, rejected: 1, found: { reviews: 3, products: 2 }, written: { reviews: 3, products: 2, authors: 2 } });
    const before = [await count("review"), await count("account"), await count("interaction")];
    expect((await importReviews({ ...rest, files: [said], source: "t", createProducts: true })).written).toEqual({ reviews: 0, products: 0, authors: 0 });
    expect([await count("review"), await count("account"), await count("interaction")]).toEqual(before);
    const [dress] = await db().query("SELECT p.name, p.rating_count AS count, p.rating_sum AS sum, (SELECT max(helpful_base) FROM review r WHERE r.product_id = p.id) AS votes, (SELECT count(*)::int FROM review r WHERE r.product_id = p.id AND verified) AS verified FROM product p WHERE p.code = 'D-1'");
    expect(dress).toEqual({ name: "Dresses D-1", count: 2, sum: 8, votes: 7, verified: 0 });
    expect((await db().query("SELECT 1 FROM interaction WHERE kind = 'review.published'")).length).toBe(2);
  });

  it("are only looked at in a dry run", async () => {
    const before = await count("review");
    await importReviews({ ...rest, files: [said], source: "dry", createProducts: true, dryRun: true });
    expect(await count("review")).toBe(before);
  });
});
