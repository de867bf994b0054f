import { type IncomingMessage, ServerResponse } from "node:http";

export type Captured = { status: number; headers: Record<string, string | string[]>; body: Buffer };
type Render = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

/** Lets Next answer into memory, so that the whole document can be hashed, compressed and kept. */
export function capture(render: Render, req: IncomingMessage): Promise<Captured> {
  return new Promise((resolve, reject) => {
    const res = new ServerResponse(req);
    const chunks: Buffer[] = [];
    const keep = (chunk: unknown, encoding?: unknown): void => {
      if (typeof chunk === "string") chunks.push(Buffer.from(chunk, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8"));
      else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
    };
    const called = (args: unknown[]): void => {
      const done = args.find((arg) => typeof arg === "function") as (() => void) | undefined;
      if (done) queueMicrotask(done);
    };
    res.write = ((...args: unknown[]) => { keep(args[0], args[1]); called(args); return true; }) as typeof res.write;
    res.flushHeaders = () => {};
    res.end = ((...args: unknown[]) => {
      keep(args[0], args[1]);
      const headers: Captured["headers"] = {};
      for (const [name, value] of Object.entries(res.getHeaders())) if (value !== undefined) headers[name] = Array.isArray(value) ? value : String(value);
      resolve({ status: res.statusCode, headers, body: Buffer.concat(chunks) });
      res.emit("finish");
      res.emit("close");
      called(args);
      return res;
    }) as typeof res.end;
    // A client that leaves early must not abort a render that others wait for.
    render(req, res).catch(reject);
  });
}
