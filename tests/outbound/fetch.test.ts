import { existsSync, readFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { isOpenAddress } from "#lib/outbound/addresses.ts";
import { type Bounds, fetchOutside } from "#lib/outbound/fetch.ts";
import { readPage } from "#lib/outbound/page.ts";
import { trial } from "#lib/outbound/trial.ts";

let server: Server;
let host: string;
let answer: RequestListener;
const asked: string[] = [];
beforeAll(async () => {
  server = createServer((req, res) => { asked.push(req.url ?? ""); answer(req, res); });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => { server.closeAllConnections(); server.close(); });
afterEach(() => { trial.hosts.clear(); trial.resolve = undefined; asked.length = 0; });
const bounds: Bounds = { bytes: 1000, milliseconds: 800, accept: "text/html" };
const get = (url: string, more: Partial<Bounds> = {}) => fetchOutside(url, { ...bounds, ...more });
const allowed = (path = "/"): string => { trial.hosts.add(host); return `http://${host}${path}`; };

describe("an address", () => {
  it("is of the open internet, or it is not asked", () => {
    for (const open of ["93.184.215.14", "1.1.1.1", "2606:4700:4700::1111"]) expect(isOpenAddress(open), open).toBe(true);
    for (const closed of [
      "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "169.254.169.254", "192.0.0.192", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "0.1.2.3",
      "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::7f00:1", "2002:7f00:1::", "2001::1", "fe80::1", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1", "100::1", "not an address", "",
    ]) expect(isOpenAddress(closed), closed).toBe(false);
  });

  it("with credentials, another port, another scheme or strange letters is refused before anything is resolved", async () => {
    trial.resolve = async (name) => { asked.push(name); return [{ address: "93.184.215.14", family: 4 }]; };
    for (const url of ["ftp://example.org/", "file:///etc/passwd", "gopher://example.org:6379/x", "data:text/plain,x", "//example.org", "http://user@example.org/", "http://a:b@example.org/", "http://example.org:8080/", "https://example.org:22/", "http://example.org\\@127.0.0.1/", "http://exa mple.org/", "http://example.org/\r\nX: y", "http://[::1", "http://", "", `http://${"a.".repeat(200)}org/`]) {
      expect(await get(url), url).toEqual({ why: "address" });
    }
    expect(asked).toEqual([]);
  });

  it("that leads inside is refused, however it is written", async () => {
    for (const url of ["http://127.0.0.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://localhost/", "http://169.254.169.254/latest/meta-data", "http://１２７.0.0.1/", "http://127。0。0。1/"]) {
      expect(["closed-address", "address"], url).toContain((await get(url) as { why: string }).why);
    }
    for (const answers of [["10.0.0.1"], ["93.184.215.14", "127.0.0.1"], ["::ffff:10.0.0.1"], []]) {
      trial.resolve = async () => answers.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
      expect(await get("http://example.org/")).toEqual({ why: "closed-address" });
    }
  });

  it("is resolved once, and the connection goes to what was looked at", async () => {
    let times = 0;
    const name = `rebinds.example:${host.split(":")[1]}`;
    trial.hosts.add(name);
    trial.resolve = async () => { times += 1; return [{ address: times === 1 ? "127.0.0.1" : "10.0.0.1", family: 4 }]; };
    answer = (req, res) => res.end(String(req.headers.host));
    const got = await get(`http://${name}/`);
    expect("body" in got && got.body.toString()).toBe(name);
    expect(times).toBe(1);
  });

  it("of the larger collection laid beside these never reaches this machine", async () => {
    const file = join(process.env.PAYLOADS ?? "", "ssrf_urls.jsonl");
    if (!process.env.PAYLOADS || !existsSync(file)) return;
    trial.resolve = async (name) => (/localhost|internal|svc|nip\.io|localtest|rbndr|burp/.test(name) ? [{ address: "127.0.0.1", family: 4 }] : []);
    for (const line of readFileSync(file, "utf8").split("\n").filter(Boolean)) {
      const url = JSON.parse(line) as string;
      expect(["address", "closed-address", "unreachable"], url).toContain((await get(url) as { why: string }).why);
    }
    expect(asked).toEqual([]);
  });
});

describe("an answer", () => {
  it("is what was asked for, asked plainly", async () => {
    answer = (req, res) => { res.setHeader("Content-Type", "text/html"); res.end(JSON.stringify([req.headers["accept-encoding"], req.headers.cookie ?? null])); };
    const got = await get(allowed());
    expect("body" in got && [got.type, got.body.toString()]).toEqual(["text/html", "[\"identity\",null]"]);
  });

  it("that is a redirect is followed thrice, each looked at anew, and never inside", async () => {
    answer = (req, res) => { const n = Number(req.url?.slice(1)); if (n > 0) res.writeHead(302, { Location: `/${n - 1}` }).end(); else res.end("there"); };
    expect("body" in (await get(allowed("/3")))).toBe(true);
    expect(await get(allowed("/4"))).toEqual({ why: "redirects" });
    for (const [to, why] of [["http://127.0.0.1:1/", "address"], ["http://127.0.0.1/", "closed-address"], ["http://[::ffff:127.0.0.1]/", "closed-address"], ["file:///etc/passwd", "address"], ["http://u:p@example.org/", "address"], ["gopher://x/", "address"]]) {
      answer = (_req, res) => void res.writeHead(302, { Location: to }).end();
      expect(await get(allowed()), to).toEqual({ why });
    }
    answer = (_req, res) => void res.writeHead(302).end();
    expect(await get(allowed())).toEqual({ why: "status" });
  });

  it("ends after so many bytes and so much time", async () => {
    answer = (_req, res) => void res.end("x".repeat(5000));
    expect(await get(allowed())).toEqual({ why: "too-large" });
    const cut = await get(allowed(), { cut: true });
    expect("body" in cut && cut.body.length).toBe(1000);
    answer = (_req, res) => { const timer = setInterval(() => res.write("x"), 50); res.on("close", () => clearInterval(timer)); };
    const began = performance.now();
    expect(await get(allowed(), { milliseconds: 300 })).toEqual({ why: "too-slow" });
    answer = () => {};
    expect(await get(allowed(), { milliseconds: 300 })).toEqual({ why: "too-slow" });
    expect(performance.now() - began).toBeLessThan(2000);
    answer = (req) => req.socket.destroy();
    expect(await get(allowed())).toEqual({ why: "unreachable" });
  });

  it("that is packed is not unpacked", async () => {
    answer = (_req, res) => void res.writeHead(200, { "Content-Encoding": "gzip" }).end(gzipSync(Buffer.alloc(10_000_000)));
    expect(await get(allowed())).toEqual({ why: "encoded" });
    answer = (_req, res) => void res.writeHead(200, { "Content-Encoding": "br" }).end("not brotli");
    expect(await get(allowed())).toEqual({ why: "encoded" });
    for (const status of [404, 410, 500, 204]) {
      answer = (_req, res) => void res.writeHead(status, { "Retry-After": "-1" }).end();
      expect(await get(allowed())).toEqual({ why: "status" });
    }
  });
});

describe("a page", () => {
  const read = (html: string, type = "text/html; charset=utf-8", url = "https://www.example.org/a") => readPage({ url, type, body: Buffer.from(html) });
  it("says its title, description, site and picture", () => {
    expect(read("<title> A\n cup </title><meta name=description content='Of &quot;tea&quot;'><meta property=og:image content='/p.png'>")).toEqual({ title: "A cup", description: "Of \"tea\"", site: "example.org", picture: "https://www.example.org/p.png" });
    expect(read("<title>x</title><meta property=og:title content='<b>T</b>\u202e'><meta property=og:site_name content=S>")).toMatchObject({ title: "<b>T</b>", site: "S", picture: null });
    expect(read("no title")).toBeUndefined();
    expect(read("<title>x</title>", "application/pdf")).toBeUndefined();
    expect(readPage({ url: "http://e.example/", type: "text/html; charset=iso-8859-1", body: Buffer.from("<title>caf\u00e9</title>", "latin1") })?.title).toBe("café");
    expect(read(`<title>${"word ".repeat(100)}</title>`)?.title.length).toBeLessThanOrEqual(140);
  });
});
