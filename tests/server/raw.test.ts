import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { askDoor, createApp } from "#server/doors.ts";
import { route } from "#server/route.ts";

let server: Server;
let framework = 0;
beforeAll(async () => {
  const handlers = { pages: async (_req: unknown, res: import("node:http").ServerResponse) => { framework += 1; res.end("page"); }, doors: getRequestListener(createApp().fetch), door: askDoor(createApp()) };
  server = createServer((req, res) => void route(handlers, req, res));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }));

/** Sends bytes as they are and resolves to the first line of the answer and its headers. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
    let got = "";
    socket.on("data", (chunk) => { got += chunk.toString("latin1"); });
    socket.on("close", () => resolve(got.split("\r\n\r\n")[0] ?? ""));
    socket.on("error", reject);
    socket.setTimeout(5000, () => socket.destroy());
    socket.end(text);
  });
}
const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);

it.each([
  ["an absolute address", "GET http://127.0.0.1:9/x HTTP/1.1\r\nHost: app.test\r\nConnection: close\r\n\r\n"],
  ["another host as an address", "GET //127.0.0.1:9/x HTTP/1.1\r\nHost: app.test\r\nConnection: close\r\n\r\n"],
  ["TRACE", "TRACE /en HTTP/1.1\r\nHost: app.test\r\nConnection: close\r\n\r\n"],
  ["CONNECT", "CONNECT 127.0.0.1:9 HTTP/1.1\r\nHost: app.test\r\nConnection: close\r\n\r\n"],
  ["a method of its own", "DEBUG /en HTTP/1.1\r\nHost: app.test\r\nConnection: close\r\n\r\n"],
  ["a body sent to a page", `POST /en HTTP/1.1\r\nHost: app.test\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc`],
  ["a body to the framework's own address", `POST /_next/x HTTP/1.1\r\nHost: app.test\r\nNext-Action: x\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc`],
  ["two lengths", "POST /api/preview HTTP/1.1\r\nHost: app.test\r\nContent-Length: 3\r\nContent-Length: 4\r\nConnection: close\r\n\r\nabc"],
  ["a length and chunks", "POST /api/preview HTTP/1.1\r\nHost: app.test\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n"],
  ["a header with a line break", "GET /en HTTP/1.1\r\nHost: app.test\r\nX: a\n b: c\r\nConnection: close\r\n\r\n"],
])("%s is refused before the framework sees it", async (_, text) => {
  framework = 0;
  const status = statusOf(await raw(text));
  expect(Number.isNaN(status) || (status >= 400 && status < 500)).toBe(true);
  expect(framework).toBe(0);
});

it("a redirect never leads to a host that the request made up", async () => {
  const answer = await raw("GET / HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\nAccept-Language: fr\r\nConnection: close\r\n\r\n");
  expect(answer).toMatch(/^HTTP\/1\.1 307/);
  expect(/location: (.*)/i.exec(answer)?.[1]).toBe("/fr");
});

it("an ordinary page does reach it", async () => {
  framework = 0;
  await raw("GET /_next/static/x.js HTTP/1.1\r\nHost: app.test\r\nConnection: close\r\n\r\n");
  expect(framework).toBe(1);
});
