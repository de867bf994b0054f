/** A keyset cursor as it travels in a URL: the sort key and the id of the last row seen. */
export type Cursor = { at: string; id: number };

/** Encodes a cursor for a URL. */
export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.at, cursor.id])).toString("base64url");
}

/** Decodes a cursor; anything malformed is `undefined`, which reads from the start. */
export function decodeCursor(text: string | undefined): Cursor | undefined {
  if (!text || text.length > 200) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
    if (!Array.isArray(value) || value.length !== 2) return undefined;
    const [at, id] = value as [unknown, unknown];
    if (typeof at !== "string" || !Number.isSafeInteger(id)) return undefined;
    if (Number.isNaN(Date.parse(at)) && !/^-?\d{1,10}$/.test(at)) return undefined;
    return { at, id: id as number };
  } catch {
    return undefined;
  }
}
