import { createHash } from "node:crypto";
import { reviewInput } from "#lib/reviews/schema.ts";
import { type Columns, columnsOf, type Shape } from "./csv-columns.ts";
import { readRows } from "./csv-rows.ts";
import { instantOf } from "./orders-read.ts";
import type { Rejects } from "./rejects.ts";

export const reviewFields = ["rating", "title", "text", "helpful", "product", "name", "category", "date", "author", "id"] as const;
export type ReviewField = (typeof reviewFields)[number];

const shape: Shape<ReviewField> = {
  fields: reviewFields, needed: ["rating", "product"],
  names: {
    rating: ["rating", "stars", "score", "overall", "reviewrating"], title: ["title", "reviewtitle", "headline", "summary", "subject"], text: ["reviewtext", "text", "body", "review", "content", "reviewbody", "comment"],
    helpful: ["positivefeedbackcount", "helpful", "helpfulvotes", "helpfulcount", "helpfulnessnumerator", "upvotes", "votes"], product: ["clothingid", "productcode", "productid", "sku", "producthandle", "asin", "product", "itemid"],
    name: ["productname", "producttitle", "itemname"], category: ["classname", "category", "productcategory", "departmentname", "producttype"],
    date: ["reviewdate", "date", "createdat", "publishedat", "time"], author: ["author", "reviewer", "reviewername", "username", "customername", "userid", "nickname"], id: ["reviewid", "id"],
  },
};

/** A review as it arrives. `key` names it for good within its source; an author that the file does not name is nobody known. */
export type ReadReview = { key: string; product: string; name: string; category: string; rating: number; title: string; text: string; helpful: number; at: Date | null; author: string | null };

const code = /^[\w.:/+-]{1,64}$/;

// Without a title the first words of the text stand for it, as nobody else can give it one.
function titleOf(title: string, text: string): string {
  if (title.trim().length >= 3) return title;
  const words = text.replace(/\s+/g, " ").trim();
  return words.length <= 60 ? words : `${words.slice(0, 60).replace(/\s+\S*$/, "")}…`;
}

/** The title and text as they may stand here, or why not. Stars alone, without a word, are a review, too. */
function saidOf(title: string, text: string): { title: string; body: string } | string {
  if (!text.trim() && !title.trim()) return { title: "", body: "" };
  const parsed = reviewInput.pick({ title: true, body: true }).safeParse({ title: titleOf(title, text || title).slice(0, 120), body: text.trim() ? text : title });
  return parsed.success ? { title: parsed.data.title, body: text.trim() ? parsed.data.body : "" } : (parsed.error.issues[0]?.message ?? "its text cannot be taken");
}

/** Reads review files to their end. Two rows that say the same of the same product, and have no ids, are two reviews. */
export async function readReviews(files: readonly string[], told: Columns<ReviewField>, rejects: Rejects): Promise<{ columns: Columns<ReviewField>; rows: number; reviews: ReadReview[] }> {
  const reviews: ReadReview[] = [];
  const seen = new Map<string, number>();
  const take = (cells: Partial<Record<ReviewField, string>>): string | undefined => {
    const product = (cells.product ?? "").trim();
    if (!code.test(product)) return product ? `"${product.slice(0, 80)}" is not a product code` : "it has no product";
    const stars = Number((cells.rating ?? "").trim() || "x");
    if (!(Number.isInteger(stars) && stars >= 1 && stars <= 5)) return `"${(cells.rating ?? "").slice(0, 20)}" is not one to five stars`;
    const text = cells.text ?? "";
    const helpful = cells.helpful?.trim() ? Number(cells.helpful) : 0;
    if (!(Number.isInteger(helpful) && helpful >= 0 && helpful <= 1_000_000)) return `"${(cells.helpful ?? "").slice(0, 20)}" is not a number of votes`;
    const at = cells.date?.trim() ? instantOf(cells.date) : null;
    if (at === undefined) return `"${(cells.date ?? "").slice(0, 40)}" is not a date`;
    const said = saidOf(cells.title ?? "", text);
    if (typeof said === "string") return said;
    const author = cells.author?.trim() || null;
    const hash = createHash("sha256").update(JSON.stringify([product, stars, said.title, said.body, author, at])).digest("hex").slice(0, 24);
    const name = cells.id?.trim() ? cells.id.trim().slice(0, 80) : hash;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    if (cells.id?.trim() && times > 1) return `the id ${name} was there before`;
    reviews.push({ key: times > 1 ? `${name}#${times}` : name, product, name: (cells.name ?? "").trim().slice(0, 200), category: (cells.category ?? "").trim().slice(0, 80), rating: stars, title: said.title, text: said.body, helpful, at, author });
    return undefined;
  };
  return { ...(await readRows(files, { columnsOf: (header) => columnsOf(header, told, shape), rejects, take })), reviews };
}
