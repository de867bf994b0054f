import { plain } from "./csv-columns.ts";
import { SourceError } from "./source.ts";

export const orderFields = ["invoice", "date", "customer", "quantity", "price", "amount", "code", "description"] as const;
export type OrderField = (typeof orderFields)[number];
/** Which column of the file holds what; a field without one is left out. */
export type Mapping = Partial<Record<OrderField, string>>;

// What shops call these columns, the surest first.
const names: Record<OrderField, string[]> = {
  invoice: ["invoice", "invoiceno", "invoicenumber", "order", "orderid", "ordernumber", "orderno", "name"],
  date: ["invoicedate", "orderdate", "date", "createdat", "placedat", "purchasedate", "processedat"],
  customer: ["customerid", "customer", "customernumber", "clientid", "userid", "email", "customeremail"],
  quantity: ["quantity", "qty", "lineitemquantity", "units", "count"],
  price: ["unitprice", "price", "lineitemprice", "itemprice"],
  amount: ["amount", "total", "linetotal", "net", "revenue", "value"],
  code: ["stockcode", "sku", "lineitemsku", "productid", "productcode", "itemcode", "code"],
  description: ["description", "productname", "lineitemname", "itemname", "title"],
};

/** What is found of an order book's columns by its header: as told, and guessed where nothing was told; and which that must be there are not. */
export function foundColumns(header: readonly string[], told: Mapping): { mapping: Mapping; absent: OrderField[] } {
  const mapping: Mapping = {};
  for (const field of orderFields) {
    const guess = names[field].map((name) => header.find((column) => plain(column) === name)).find((column) => column !== undefined);
    const found = told[field] ?? guess;
    if (found !== undefined) mapping[field] = found;
  }
  // An amount is only guessed where quantity and price do not already say it.
  if (mapping.quantity && mapping.price && told.amount === undefined) delete mapping.amount;
  const needed: OrderField[] = ["invoice", "date", ...(mapping.amount ? [] : (["quantity", "price"] as const))];
  return { mapping, absent: needed.filter((field) => mapping[field] === undefined) };
}

/**
 * The columns of an order book by its header: as told, and guessed where nothing was told. Throws a SourceError when a
 * told column is not there, or when invoice, date and either quantity and price or an amount are not all found.
 */
export function mapColumns(header: readonly string[], told: Mapping): Mapping {
  for (const asked of Object.values(told)) if (!header.includes(asked)) throw new SourceError(`There is no column "${asked}"; the file has ${header.join(", ")}.`);
  const { mapping, absent } = foundColumns(header, told);
  if (absent.length) throw new SourceError(`No column was recognised for ${absent.join(", ")}; say which with --${absent[0]} COLUMN. The file has ${header.join(", ")}.`);
  return mapping;
}
