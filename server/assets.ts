import { readdirSync, readFileSync, statSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const types: Record<string, string> = { ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".woff2": "font/woff2", ".json": "application/json", ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8" };
const small = promisify(gzip);
const smaller = promisify(brotliCompress);
type Asset = { type: string; body: Buffer; gzip?: Buffer; brotli?: Buffer };

export type Assets = (req: IncomingMessage, res: ServerResponse) => Promise<boolean>;

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [path];
  });
}

async function load(path: string): Promise<Asset> {
  const body = readFileSync(path);
  const type = types[extname(path)] ?? "application/octet-stream";
  if (type === "font/woff2" || body.length < 500) return { type, body };
  const [one, two] = await Promise.all([small(body, { level: 9 }), smaller(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } })]);
  return { type, body, gzip: one, brotli: two };
}

/**
 * Answers the build's own files, whose names change with what is in them, compressed once and kept. Only what the build
 * made is known by name, so no path can lead elsewhere. Resolves to false for everything else.
 */
export function createAssets(folder: string, prefix: string): Assets {
  const known = new Map(filesIn(folder).map((path) => [`${prefix}${path.slice(folder.length).replaceAll("\\", "/")}`, path]));
  const loaded = new Map<string, Promise<Asset>>();
  return async (req, res) => {
    const name = (req.url ?? "").split("?")[0] ?? "";
    const path = known.get(name);
    if (!path) return false;
    let asset = loaded.get(name);
    if (!asset) {
      asset = load(path);
      loaded.set(name, asset);
    }
    const { type, body, gzip: gzipped, brotli } = await asset;
    const accept = String(req.headers["accept-encoding"] ?? "");
    const [sent, encoding] = brotli && accept.includes("br") ? [brotli, "br"] : gzipped && accept.includes("gzip") ? [gzipped, "gzip"] : [body, undefined];
    res.writeHead(200, {
      "Content-Type": type, "Content-Length": sent.length, "Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff", Vary: "Accept-Encoding",
      ...(encoding ? { "Content-Encoding": encoding } : {}),
    }).end(req.method === "HEAD" ? undefined : sent);
    return true;
  };
}
