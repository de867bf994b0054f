import type { Readable } from "node:stream";

/** Where files are kept, each under the hash of its bytes. Local disk fills it; an S3 client could. */
export type Storage = {
  /** Moves a finished local file to its place; the same key again is the same file. Durable when it resolves. */
  put(key: string, path: string): Promise<void>;
  /** The bytes, or those of a range with both ends in it; undefined when there is no such file. */
  read(key: string, range?: { start: number; end: number }): Promise<Readable | undefined>;
  has(key: string): Promise<boolean>;
  remove(key: string): Promise<void>;
  /** Every key there is, a piece at a time. */
  list(): AsyncIterable<string>;
};

/** What arrived, on the local disk until it is put somewhere or dropped. */
export type Staged = { path: string; bytes: number; key: string };
