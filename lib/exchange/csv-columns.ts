import { SourceError } from "./source.ts";

/** Which column of a file holds what; a field without one is left out. */
export type Columns<Field extends string> = Partial<Record<Field, string>>;
/** What shops call the columns of a kind of file, the surest name first, and which must be there. */
export type Shape<Field extends string> = { fields: readonly Field[]; names: Record<Field, readonly string[]>; needed: readonly Field[] };

/** A column's name without what shops write differently. */
export const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");

/**
 * The columns of a file by its header: as told, and guessed where nothing was told. Throws a SourceError when a told column is
 * not there, or one that must be there is not found.
 */
export function columnsOf<Field extends string>(header: readonly string[], told: Columns<Field>, shape: Shape<Field>): Columns<Field> {
  const found: Columns<Field> = {};
  for (const field of shape.fields) {
    const asked = told[field];
    if (asked !== undefined && !header.includes(asked)) throw new SourceError(`There is no column "${asked}"; the file has ${header.join(", ")}.`);
    const column = asked ?? shape.names[field].map((name) => header.find((one) => plain(one) === name)).find((one) => one !== undefined);
    if (column !== undefined) found[field] = column;
  }
  const absent = shape.needed.filter((field) => found[field] === undefined);
  if (absent.length) throw new SourceError(`No column was recognised for ${absent.join(", ")}; say which with --${absent[0]} COLUMN. The file has ${header.join(", ")}.`);
  return found;
}
