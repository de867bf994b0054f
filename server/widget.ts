import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const names = ["reviews", "referral"] as const;
export type Widget = (req: IncomingMessage, res: ServerResponse) => boolean;
type Script = { body: Buffer; gzip: Buffer; brotli: Buffer; version: string };

function load(root: string, name: string): Script {
  const body = readFileSync(join(root, `public/widget/${name}.js`));
  return { body, gzip: gzipSync(body, { level: 9 }), brotli: brotliCompressSync(body), version: createHash("sha256").update(body).digest("hex").slice(0, 12) };
}

/**
 * Answers the scripts for the shop's own pages, compressed once: the one that shows reviews, the one that keeps a referral. Named with
 * its version (`?v=`) a script is kept for a year; named as it stands in the shop's pages, for an hour, and asked for again with its
 * tag. False for everything else.
 */
export function createWidget(root: string): Widget {
  const scripts = new Map(names.map((name) => [`/widget/${name}.js`, load(root, name)]));
  return (req, res) => {
    const [asked = "", query = ""] = (req.url ?? "").split("?");
    const script = scripts.get(asked);
    if (!script) return false;
    const { body, gzip, brotli, version } = script;
    const etag = `"${version}"`;
    const accept = String(req.headers["accept-encoding"] ?? "");
    const [sent, encoding] = accept.includes("br") ? [brotli, "br"] : accept.includes("gzip") ? [gzip, "gzip"] : [body, undefined];
    const headers = {
      "Content-Type": "text/javascript; charset=utf-8", ETag: etag, Vary: "Accept-Encoding", "X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*",
      "Cache-Control": query === `v=${version}` ? "public, max-age=31536000, immutable" : "public, max-age=3600, stale-while-revalidate=86400",
    };
    if (req.headers["if-none-match"] === etag) return Boolean(res.writeHead(304, headers).end());
    return Boolean(res.writeHead(200, { ...headers, "Content-Length": sent.length, ...(encoding ? { "Content-Encoding": encoding } : {}) }).end(req.method === "HEAD" ? undefined : sent));
  };
}
