// The yardstick: a bare Node server that answers everything with the same bytes and headers.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

let body = Buffer.alloc(0);
let headers: Record<string, string> = {};
const server = createServer((_req, res) => { res.writeHead(200, headers).end(body); });
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on("message", (message: { body: string; headers: Record<string, string> } | "stop") => {
  if (message === "stop") {
    server.close(() => process.exit(0));
    server.closeAllConnections();
    return;
  }
  body = Buffer.from(message.body, "base64");
  headers = message.headers;
  process.send?.({ ready: true });
});
process.on("disconnect", () => process.exit(1));
