import { Agent, request } from "node:http";

export type Answer = { status: number; headers: string[]; body: Buffer };
export type Call = { method?: string; path: string; cookie?: string; headers?: Record<string, string>; body?: unknown };

/** One connection to a server, kept open between calls; a second call waits for the first. */
export type Connection = { port: number; call: (what: Call) => Promise<Answer>; close: () => void };

/** Opens a connection to a port of this machine. A call rejects when the server goes away before the whole answer came. */
export function connect(port: number): Connection {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const call = (what: Call): Promise<Answer> => new Promise((resolve, reject) => {
    const text = what.body === undefined ? undefined : JSON.stringify(what.body);
    const headers: Record<string, string | number> = { ...what.headers };
    if (what.cookie) headers.cookie = what.cookie;
    if (text !== undefined) Object.assign(headers, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
    const sent = request({ agent, host: "127.0.0.1", port, method: what.method ?? "GET", path: what.path, headers }, (res) => {
      const chunks: Buffer[] = [];
      res.on("data", (chunk: Buffer) => chunks.push(chunk));
      res.on("end", () => (res.complete ? resolve({ status: res.statusCode ?? 0, headers: res.rawHeaders, body: Buffer.concat(chunks) }) : reject(new Error("the answer was cut off"))));
      res.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(text);
  });
  return { port, call, close: () => agent.destroy() };
}
