import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { type CachedPage, cachedPage, fillPage } from "#lib/cache/pages.ts";
import { type PublicPath, publicPath } from "#lib/cache/public-paths.ts";
import { SESSION_COOKIE } from "#lib/identity/session.ts";
import { type Captured, capture } from "./capture.ts";
import { contentSecurityPolicy } from "./csp.ts";

type Render = (req: IncomingMessage, res: ServerResponse) => Promise<void>;
const compressGzip = promisify(gzip);
const compressBrotli = promisify(brotliCompress);

/** The cache key of a public path. Unknown parameters do not make new entries. */
function keyOf(url: URL, known: PublicPath): string {
  const kept = known.params.filter((name) => url.searchParams.has(name)).map((name) => `${name}=${encodeURIComponent(url.searchParams.get(name) ?? "")}`);
  return kept.length ? `${url.pathname}?${kept.join("&")}` : url.pathname;
}

/** What stays of a captured answer's headers: its type, with the policy of its inline scripts when it is a document, and who may embed it. */
function headersOf(captured: Captured): Record<string, string> {
  const type = String(captured.headers["content-type"] ?? "application/octet-stream");
  const open = captured.headers["access-control-allow-origin"];
  return {
    "Content-Type": type, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "strict-origin-when-cross-origin",
    ...(type.startsWith("text/html") ? { "Content-Security-Policy": contentSecurityPolicy(captured.body.toString("utf8")) } : {}),
    ...(open ? { "Access-Control-Allow-Origin": String(open), "Cross-Origin-Resource-Policy": "cross-origin" } : {}),
  };
}

async function pageOf(captured: Captured, tags: string[]): Promise<CachedPage> {
  const { body } = captured;
  const [small, smaller] = await Promise.all([compressGzip(body, { level: 6 }), compressBrotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })]);
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  return { body, gzip: small, brotli: smaller, etag, headers: headersOf(captured), tags };
}

function sendCached(page: CachedPage, req: IncomingMessage, res: ServerResponse): void {
  const accept = String(req.headers["accept-encoding"] ?? "");
  const [body, encoding] = accept.includes("br") ? [page.brotli, "br"] : accept.includes("gzip") ? [page.gzip, "gzip"] : [page.body, undefined];
  const headers: Record<string, string | number> = {
    ...page.headers, ETag: page.etag, Vary: "Accept-Encoding", "Cache-Control": "public, max-age=0, must-revalidate",
  };
  if (req.headers["if-none-match"] === page.etag) return void res.writeHead(304, headers).end();
  headers["Content-Length"] = body.length;
  if (encoding) headers["Content-Encoding"] = encoding;
  res.writeHead(200, headers).end(req.method === "HEAD" ? undefined : body);
}

/** Sends a captured personal page: never stored anywhere, with the policy of its own inline scripts. */
function sendPersonal(captured: Captured, req: IncomingMessage, res: ServerResponse): void {
  const headers: Record<string, string | string[]> = { ...captured.headers, "cache-control": "private, no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "strict-origin-when-cross-origin" };
  if (String(captured.headers["content-type"] ?? "").startsWith("text/html")) headers["Content-Security-Policy"] = contentSecurityPolicy(captured.body.toString("utf8"));
  delete headers["transfer-encoding"];
  delete headers["content-length"];
  res.writeHead(captured.status, { ...headers, "Content-Length": captured.body.length }).end(req.method === "HEAD" ? undefined : captured.body);
}

/** What makes an answer that can be kept: Next for a page; for a feed, a map or a widget the door of that path, asked as a visitor. */
export type Makers = { pages: Render; door: (path: string) => Promise<Captured> };

/** Renders as a visitor would see it, whoever asked: the request loses its cookies for the time of the render. */
async function renderPublic(render: Render, req: IncomingMessage): Promise<Captured> {
  const { cookie } = req.headers;
  delete req.headers.cookie;
  const captured = await capture(render, req);
  if (cookie !== undefined) req.headers.cookie = cookie;
  return captured;
}

/**
 * Answers every page, and what else is the same for everybody. A public one comes from the cache or fills it; when a visitor
 * may not see it and the reader carries a session, a page is rendered again for that reader and kept nowhere.
 */
export async function answerPage({ pages: render, door }: Makers, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const url = new URL(req.url ?? "/", "http://host");
  const known = req.headers.rsc ? undefined : publicPath(url.pathname);
  if (!known) return sendPersonal(await capture(render, req), req, res);
  const key = keyOf(url, known);
  const kept = cachedPage(key);
  if (kept) return sendCached(kept, req, res);
  const { tags } = known;
  let refusedPage: Captured | undefined;
  const page = await fillPage(key, tags, async () => {
    const captured = known.by === "door" ? await door(key) : await renderPublic(render, req);
    if (captured.status === 200) return pageOf(captured, tags);
    refusedPage = captured;
    return undefined;
  });
  if (page) return sendCached(page, req, res);
  const own = String(req.headers.cookie ?? "").includes(`${SESSION_COOKIE}=`);
  if (known.by === "door") return sendPersonal(refusedPage ?? (await door(key)), req, res);
  sendPersonal(own || !refusedPage ? await capture(render, req) : refusedPage, req, res);
}
