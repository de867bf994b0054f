import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const path = "/widget/reviews.js";
export type Widget = (req: IncomingMessage, res: ServerResponse) => boolean;

/**
 * Answers the script that shows reviews on the shop's own pages, compressed once. Named with its version (`?v=`) it is kept for a
 * year; named as it stands in the shop's pages, for an hour, and asked for again with its tag. False for everything else.
 */
export function createWidget(root: string): Widget {
  const body = readFileSync(join(root, "public/widget/reviews.js"));
  const [gzip, brotli] = [gzipSync(body, { level: 9 }), brotliCompressSync(body)];
  const version = createHash("sha256").update(body).digest("hex").slice(0, 12);
  const etag = `"${version}"`;
  return (req, res) => {
    const [asked, query = ""] = (req.url ?? "").split("?");
    if (asked !== path) return false;
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
