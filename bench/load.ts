import autocannon from "autocannon";
import { request } from "node:http";

export type Load = { perSecond: number; p50: number; p99: number; bytes: number; errors: number };
export type Target = { port: number; path: string; headers?: Record<string, string>; method?: "GET" | "POST"; connections: number; seconds: number; body?: () => string };

/** Drives one address for a while; percentiles in milliseconds. Anything but a 2xx counts as an error. */
export async function load({ port, path, headers = {}, method = "GET", connections, seconds, body }: Target): Promise<Load> {
  const run = await autocannon({
    url: `http://127.0.0.1:${port}${path}`, connections, duration: seconds, method, headers,
    ...(body ? { setupClient: (client) => { client.setBody(body()); client.on("response", () => client.setBody(body())); } } : {}),
  });
  const good = run["2xx"];
  return { perSecond: Math.round(good / run.duration), p50: run.latency.p50, p99: run.latency.p99, bytes: Math.round(run.throughput.total / Math.max(1, run.requests.total)), errors: run.errors + run.non2xx };
}

/** One answer as it is on the wire: its bytes and its headers, for the yardstick to repeat. */
export function one(port: number, path: string, headers: Record<string, string>): Promise<{ body: string; headers: Record<string, string>; status: number; size: number }> {
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path, headers }, (res) => {
      const chunks: Buffer[] = [];
      res.on("data", (chunk: Buffer) => chunks.push(chunk));
      res.on("end", () => {
        const { date: _, connection: __, "keep-alive": ___, "transfer-encoding": ____, ...rest } = res.headers as Record<string, string>;
        const body = Buffer.concat(chunks);
        resolve({ body: body.toString("base64"), headers: rest, status: res.statusCode ?? 0, size: body.length });
      });
    }).on("error", reject).end();
  });
}
