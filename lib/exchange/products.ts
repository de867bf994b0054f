import { transact } from "#lib/core/transact.ts";
import { makeStale } from "#lib/cache/stale.ts";
import { ensureCategories } from "#lib/catalogue/product-categories.ts";
import { putInto } from "#lib/catalogue/products.ts";
import { code as codeShape, productInput, type ProductInput } from "#lib/catalogue/schema.ts";
import { productSlug } from "#lib/catalogue/slug.ts";
import { Refusal } from "#lib/core/errors.ts";
import { type Columns, columnsOf, type Shape } from "./csv-columns.ts";
import { readRows } from "./csv-rows.ts";
import { microsOf } from "./orders-read.ts";
import { Rejects } from "./rejects.ts";

export const productFields = ["code", "name", "description", "price", "brand", "category", "availability", "substitute", "parent", "options"] as const;
export type ProductField = (typeof productFields)[number];
export type ProductsReport = {
  mapping: Columns<ProductField>; rows: number; seconds: number; rowsPerSecond: number; stopped: boolean; dryRun: boolean; rejected: number; rejects: string | null;
  found: { products: number; variants: number }; written: { created: number; changed: number };
};
export type Options = { files: readonly string[]; mapping: Columns<ProductField>; dryRun: boolean; rejects: string; progress: (done: number, all: number) => void; stopped: () => boolean };

const shape: Shape<ProductField> = {
  fields: productFields, needed: ["code", "name"],
  names: {
    code: ["code", "sku", "productcode", "variantsku", "stockcode", "productid", "handle", "id"], name: ["name", "title", "productname", "producttitle"], description: ["description", "bodyhtml", "body", "text"],
    price: ["price", "unitprice", "variantprice", "regularprice"], brand: ["brand", "vendor", "manufacturer"], category: ["category", "producttype", "type", "categories", "productcategory"],
    availability: ["availability", "stock", "stockstatus", "status"], substitute: ["substitute", "replacement", "replacedby"], parent: ["parent", "parentcode", "parentsku", "variantof"], options: ["options", "variant", "option1value", "attributes"],
  },
};
const stock: Record<string, ProductInput["availability"]> = {
  instock: "in_stock", in: "in_stock", available: "in_stock", yes: "in_stock", active: "in_stock", low: "low", lowstock: "low", out: "out", outofstock: "out", no: "out", soldout: "out", discontinued: "discontinued", archived: "discontinued",
};

type Read = { code: string; input: ProductInput; category: string; variants: NonNullable<ProductInput["variants"]> };

// `size=M;colour=blue` or a single word.
function optionsOf(text: string): Record<string, string> {
  return Object.fromEntries(text.split(/[;|]/).map((part) => part.trim()).filter(Boolean).map((part) => { const [name = "", value] = part.split(/[=:]/); return value === undefined ? ["option", name.trim()] : [name.trim(), value.trim()]; }));
}

function taking(products: Map<string, Read>): (cells: Partial<Record<ProductField, string>>) => string | undefined {
  return (cells) => {
    const found = codeShape.safeParse((cells.code ?? "").trim());
    if (!found.success) return `"${(cells.code ?? "").slice(0, 80)}" is not a code`;
    const micros = cells.price?.trim() ? microsOf(cells.price.replace(/[^\d.,-]/g, "").replace(",", ".")) : null;
    if (micros === undefined || (micros !== null && micros < 0n)) return `"${(cells.price ?? "").slice(0, 40)}" is not a price`;
    const word = (cells.availability ?? "").toLowerCase().replace(/[^a-z0-9]/g, "");
    const availability = /^\d+$/.test(word) ? (Number(word) === 0 ? "out" : Number(word) < 5 ? "low" : "in_stock") : stock[word];
    if (word && !availability) return `"${(cells.availability ?? "").slice(0, 40)}" is not an availability`;
    const priceCents = micros === null ? undefined : Number((micros + 5000n) / 10_000n);
    const parent = cells.parent?.trim();
    if (parent) {
      const of = products.get(parent);
      if (!of) return `its parent ${parent} does not stand before it`;
      if (of.variants.some((one) => one.code === found.data)) return `the code ${found.data} was there before`;
      of.variants.push({ code: found.data, name: (cells.name ?? "").trim().slice(0, 120), options: optionsOf(cells.options ?? ""), priceCents: priceCents ?? null, availability: availability ?? "in_stock" });
      return of.variants.at(-1)?.name ? undefined : "it has no name";
    }
    if (products.has(found.data)) return `the code ${found.data} was there before`;
    const parsed = productInput.safeParse({
      name: cells.name ?? "", ...(cells.description?.trim() ? { description: cells.description } : {}), ...(priceCents === undefined ? {} : { priceCents }), ...(cells.brand?.trim() ? { brand: cells.brand } : {}),
      ...(availability ? { availability } : {}), ...(cells.substitute?.trim() ? { substitute: cells.substitute.trim() } : {}),
    });
    if (!parsed.success) return `${parsed.error.issues[0]?.path.join(".")}: ${parsed.error.issues[0]?.message}`;
    products.set(found.data, { code: found.data, input: parsed.data, category: (cells.category ?? "").trim().slice(0, 80), variants: [] });
    return undefined;
  };
}

async function writeAll(products: readonly Read[], options: Options): Promise<{ created: number; changed: number }> {
  const written = { created: 0, changed: 0 };
  await transact(async (tx) => {
    written.created = 0;
    written.changed = 0;
    await ensureCategories(tx, [...new Set(products.map((one) => one.category).filter(Boolean))]);
    // Substitutes may stand later in the file, so they are set when every product is there.
    for (const withSubstitutes of [false, true]) {
      for (const [at, { code, input, category, variants }] of products.entries()) {
        const { substitute, ...rest } = input;
        if (withSubstitutes && !substitute) continue;
        const put = await putInto(tx, code, { ...rest, ...(category ? { category: productSlug(category) } : {}), ...(variants.length ? { variants } : {}), ...(withSubstitutes ? { substitute } : {}) });
        if (put instanceof Refusal) throw new Error(`${code}: ${put.detail}`);
        if (put.created) written.created += 1;
        else if (put.changed && !withSubstitutes) written.changed += 1;
        if (!withSubstitutes) options.progress(at + 1, products.length);
      }
    }
    if (written.created + written.changed > 0) await makeStale(tx);
  });
  return written;
}

/**
 * Imports products and, where a row names its parent, variants: all of them in one transaction or none. A second run changes
 * nothing. Throws a SourceError, with nothing written, when a file cannot be read.
 */
export async function importProducts(options: Options): Promise<ProductsReport> {
  const began = performance.now();
  const rejects = new Rejects(options.rejects);
  const products = new Map<string, Read>();
  const { columns, rows } = await readRows(options.files, { columnsOf: (header) => columnsOf(header, options.mapping, shape), rejects, take: taking(products) });
  await rejects.close();
  const all = [...products.values()];
  const written = options.dryRun ? { created: 0, changed: 0 } : await writeAll(all, options);
  const seconds = (performance.now() - began) / 1000;
  return {
    mapping: columns, rows, seconds: Number(seconds.toFixed(2)), rowsPerSecond: Math.round(rows / seconds), stopped: false, dryRun: options.dryRun, rejected: rejects.count, rejects: rejects.count ? rejects.path : null,
    found: { products: all.length, variants: all.reduce((sum, one) => sum + one.variants.length, 0) }, written,
  };
}
