import { createWriteStream, type WriteStream } from "node:fs";
import { once } from "node:events";

export type Reject = { file: string; line: number; reason: string };

/** Collects the rows that could not be taken: all of them in a file, the first few for the screen. */
export class Rejects {
  count = 0;
  readonly first: Reject[] = [];
  readonly path: string;
  #file: WriteStream | undefined;

  constructor(path: string) {
    this.path = path;
  }

  add(reject: Reject): void {
    this.count += 1;
    if (this.first.length < 10) this.first.push(reject);
    if (!this.#file) {
      this.#file = createWriteStream(this.path);
      this.#file.write("file,line,reason\n");
    }
    this.#file.write(`"${reject.file.replaceAll('"', '""')}",${reject.line},"${reject.reason.replaceAll('"', '""')}"\n`);
  }

  async close(): Promise<void> {
    if (!this.#file) return;
    this.#file.end();
    await once(this.#file, "finish");
  }
}
