import { createReadStream, existsSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { PassThrough, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";

/** A file that cannot be taken, in one sentence for whoever gave it. */
export class SourceError extends Error {}

// A gzip bomb expands a thousandfold; real dumps and order books about tenfold.
const mostBytes = 8 * 1024 ** 3;

/** The path itself or with `.gz` at its end, whichever is there; undefined when neither is. */
export function findSource(path: string): string | undefined {
  return [path, `${path}.gz`].find((one) => existsSync(one));
}

/** Reads a file as text, unpacking gzip. Throws a SourceError when it ends too early, is no gzip, or unpacks without end. */
export async function* readText(path: string): AsyncGenerator<string> {
  const file = createReadStream(path);
  const out = new PassThrough();
  const done = path.endsWith(".gz") ? pipeline(file, createGunzip(), out) : pipeline(file, out);
  done.catch(() => {});
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let bytes = 0;
  try {
    for await (const chunk of out as Readable & AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > mostBytes) throw new SourceError(`${path} unpacks to more than 8 GB.`);
      yield decoder.decode(chunk, { stream: true });
    }
    const rest = decoder.decode();
    if (rest) yield rest;
    await done;
  } catch (error) {
    if (error instanceof SourceError) throw error;
    const code = (error as { code?: string }).code ?? "";
    if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") throw new SourceError(`${path} is not UTF-8 text.`);
    if (code === "Z_BUF_ERROR") throw new SourceError(`${path} ends too early: it is cut off.`);
    if (code.startsWith("Z_")) throw new SourceError(`${path} is not a gzip file, or it is damaged.`);
    if (code === "ENOENT") throw new SourceError(`There is no file ${path}.`);
    throw error;
  }
}
