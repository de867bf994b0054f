import { SaxesParser } from "saxes";
import { readText, SourceError } from "./source.ts";

export type XmlRow = { line: number; values: Record<string, string> };
const mostPerRow = 1_000_000;

/**
 * The `<row …/>` elements of a file, as a stream. Refuses, as a SourceError with the line, what is not well-formed, ends
 * too early, nests, or declares a document type: no entity is ever expanded but XML's own five.
 */
export async function* xmlRows(path: string): AsyncGenerator<XmlRow> {
  const found: XmlRow[] = [];
  let depth = 0;
  let root = false;
  const parser = new SaxesParser({ xmlns: false });
  const refuse = (reason: string): never => { throw new SourceError(`${path}, line ${parser.line}: ${reason}`); };
  parser.on("error", (error) => refuse(error.message.replace(/^\d+:\d+: /, "")));
  parser.on("doctype", () => refuse("it declares a document type, which is refused."));
  parser.on("opentag", (tag) => {
    depth += 1;
    root = true;
    if (depth > 2) refuse("it is nested deeper than rows in a list.");
    if (depth < 2) return;
    if (tag.name !== "row") refuse(`a row was expected, not <${tag.name}>.`);
    found.push({ line: parser.line, values: tag.attributes });
  });
  parser.on("closetag", () => { depth -= 1; });
  let pending = 0;
  for await (const text of readText(path)) {
    const before = found.length;
    parser.write(text);
    // A single row that never ends would be kept in memory for ever.
    pending = found.length > before ? 0 : pending + text.length;
    if (pending > mostPerRow + 65_536 && depth > 0) refuse("one row is longer than a million characters.");
    yield* found.splice(0);
  }
  if (depth > 0 || !root) refuse("it ends too early: it is cut off.");
  parser.close();
  yield* found.splice(0);
}
