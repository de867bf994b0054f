import { z } from "zod";
import type { Actor } from "#lib/core/actor.ts";
import { db } from "#lib/core/transact.ts";
import { personParts, profileOf, type RawPerson } from "./people.ts";
import type { Directory } from "./types.ts";

const pageSize = 30;
const orders = { joined: { key: "a.created_at", type: "timestamptz" }, contributions: { key: "a.contributions", type: "int" } } as const;
export type DirectorySort = keyof typeof orders;

// Accounts have no numbers to page by, so the cursor is the sort key and the id.
const cursorShape = z.tuple([z.string().max(40), z.uuid()]);
const encode = (at: string, id: string): string => Buffer.from(JSON.stringify([at, id])).toString("base64url");
function decode(text: string | undefined, sort: DirectorySort): [string, string] | undefined {
  if (!text || text.length > 200) return undefined;
  try {
    const [at, id] = cursorShape.parse(JSON.parse(Buffer.from(text, "base64url").toString()));
    const fits = sort === "contributions" ? /^\d{1,9}$/.test(at) : !Number.isNaN(Date.parse(at)) && /^\d{4}-/.test(at);
    return fits ? [at, id] : undefined;
  } catch {
    return undefined;
  }
}

type Row = RawPerson & { contributions: number; sortKey: string };
const literal = (text: string): string => text.replace(/[\\%_]/g, (found) => `\\${found}`);

/**
 * Members who chose to stand in the directory, thirty at a time: all of them, or those with these words in name or handle.
 * What each shows of themselves is asked for this viewer, row by row.
 */
export async function listPeople(viewer: Actor, by: { q?: string | undefined; sort: DirectorySort; after?: string | undefined }): Promise<Directory> {
  const { key, type } = orders[by.sort];
  const cursor = decode(by.after, by.sort);
  const words = (by.q ?? "").normalize("NFC").toLowerCase().replaceAll("\u0000", "").split(/\s+/).filter(Boolean).slice(0, 5);
  const values: unknown[] = words.map((word) => `%${literal(word)}%`);
  const value = (given: unknown): string => `$${values.push(given)}`;
  const found = words.map((_, at) => `AND lower(a.name || ' ' || a.handle::text) LIKE $${at + 1}`).join(" ");
  const after = cursor ? `AND (${key}, a.id) < (${value(cursor[0])}::${type}, ${value(cursor[1])}::uuid)` : "";
  const rows = await db().query<Row>(`
    SELECT ${personParts}, a.contributions, ${key}::text AS "sortKey" FROM account a
    WHERE a.listed AND a.suspended_at IS NULL AND a.role <> 'bot' ${found} ${after} ORDER BY ${key} DESC, a.id DESC LIMIT ${pageSize + 1}`, values);
  const last = rows[pageSize - 1];
  return {
    people: rows.slice(0, pageSize).map((row) => {
      const { id, handle, name, role, tier, bio, joined, activity } = profileOf(viewer, row);
      return { id, handle, name, role, tier, bio, joined, contributions: activity ? row.contributions : 0 };
    }),
    next: rows.length > pageSize && last ? encode(last.sortKey, last.id) : null,
  };
}
