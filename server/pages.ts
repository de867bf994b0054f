import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { type CachedPage, cachedPage, fillPage, tagsOf } from "#lib/cache/pages.ts";
import { SESSION_COOKIE } from "#lib/identity/session.ts";
import { type Captured, capture } from "./capture.ts";
import { contentSecurityPolicy } from "./csp.ts";

type Render = (req: IncomingMessage, res: ServerResponse) => Promise<void>;
const compressGzip = promisify(gzip);
const compressBrotli = promisify(brotliCompress);

const publicPath = /^\/(en|fr)(\/(c\/[\w-]+|t\/\d+(\/[^/?]*)?))?$/;
const known = ["after", "from", "sort"];

/** The cache key of a public page, or undefined for every other request. Unknown parameters do not make new entries. */
export function pageKey(url: URL): string | undefined {
  if (!publicPath.test(url.pathname)) return undefined;
  const kept = known.filter((name) => url.searchParams.has(name)).map((name) => `${name}=${encodeURIComponent(url.searchParams.get(name) ?? "")}`);
  return kept.length ? `${url.pathname}?${kept.join("&")}` : url.pathname;
}

async function pageOf(captured: Captured, tags: string[]): Promise<CachedPage> {
  const { body } = captured;
  const [small, smaller] = await Promise.all([compressGzip(body, { level: 6 }), compressBrotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })]);
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  return { body, gzip: small, brotli: smaller, etag, csp: contentSecurityPolicy(body.toString("utf8")), tags };
}

function sendCached(page: CachedPage, req: IncomingMessage, res: ServerResponse): void {
  const accept = String(req.headers["accept-encoding"] ?? "");
  const [body, encoding] = accept.includes("br") ? [page.brotli, "br"] : accept.includes("gzip") ? [page.gzip, "gzip"] : [page.body, undefined];
  const headers: Record<string, string | number> = {
    "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": page.csp, ETag: page.etag, Vary: "Accept-Encoding",
    "Cache-Control": "public, max-age=0, must-revalidate", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "strict-origin-when-cross-origin",
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

/** Renders as a visitor would see it, whoever asked: the request loses its cookies for the time of the render. */
async function renderPublic(render: Render, req: IncomingMessage): Promise<Captured> {
  const { cookie } = req.headers;
  delete req.headers.cookie;
  const captured = await capture(render, req);
  if (cookie !== undefined) req.headers.cookie = cookie;
  return captured;
}

/**
 * Answers every page. A public one comes from the cache or fills it; when a visitor may not see it and the reader carries a
 * session, it is rendered again for that reader and kept nowhere.
 */
export async function answerPage(render: Render, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const url = new URL(req.url ?? "/", "http://host");
  const key = req.headers.rsc ? undefined : pageKey(url);
  if (!key) return sendPersonal(await capture(render, req), req, res);
  const kept = cachedPage(key);
  if (kept) return sendCached(kept, req, res);
  const tags = tagsOf(url.pathname);
  let refusedPage: Captured | undefined;
  const page = await fillPage(key, tags, async () => {
    const captured = await renderPublic(render, req);
    if (captured.status === 200) return pageOf(captured, tags);
    refusedPage = captured;
    return undefined;
  });
  if (page) return sendCached(page, req, res);
  const personal = String(req.headers.cookie ?? "").includes(`${SESSION_COOKIE}=`) || !refusedPage;
  sendPersonal(personal ? await capture(render, req) : (refusedPage as Captured), req, res);
}
