import { lookup } from "node:dns/promises";
import { type IncomingMessage, request as plain } from "node:http";
import { request as secure } from "node:https";
import { isIP } from "node:net";
import { isOpenAddress } from "./addresses.ts";
import { onTrial, trial } from "./trial.ts";

const mostRedirects = 3;
/** How much is read of an answer, and how long all of it may take. `cut` keeps the beginning of what is longer; without it longer is refused. */
export type Bounds = { bytes: number; milliseconds: number; accept: string; cut?: boolean };
export type Fetched = { url: string; type: string; body: Buffer };
/** Why nothing was fetched: in the program's words, for its log and tests. */
export type Unfetched = { why: "address" | "closed-address" | "unreachable" | "status" | "redirects" | "encoded" | "too-large" | "too-slow" };

/** The address as we may ask it, or undefined: http or https, the default port, no credentials. */
function askable(text: string, from?: URL): URL | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (text.length > 2000 || /[\u0000-\u0020\u007f\\]/.test(text) || !URL.canParse(text, from)) return undefined;
  const url = new URL(text, from);
  if (url.protocol !== "http:" && url.protocol !== "https:") return undefined;
  if (url.username || url.password || url.hostname.length > 253) return undefined;
  return url.port === "" || (onTrial() && trial.hosts.has(url.host)) ? url : undefined;
}

type Pinned = { address: string; family: number };
async function pin(url: URL): Promise<Pinned | undefined> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const found = isIP(host) ? [{ address: host, family: isIP(host) }] : await (onTrial() && trial.resolve ? trial.resolve(host) : lookup(host, { all: true, verbatim: true })).catch(() => []);
  const allowed = onTrial() && trial.hosts.has(url.host);
  // One closed address among open ones is enough to refuse: the next answer might be that one.
  return found.length > 0 && (allowed || found.every((one) => isOpenAddress(one.address))) ? found[0] : undefined;
}

function ask(url: URL, pinned: Pinned, { accept, signal }: { accept: string; signal: AbortSignal }): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === "https:" ? secure : plain;
    const asking = send(url, {
      agent: false, signal, maxHeaderSize: 16 * 1024, family: pinned.family, headers: { Accept: accept, "Accept-Encoding": "identity", "User-Agent": "RapportPreview/1 (+link preview)" },
      lookup: (_host, options, done) => (options.all ? done(null, [pinned]) : done(null, pinned.address, pinned.family)),
    }, resolve);
    asking.on("error", reject);
    asking.end();
  });
}

async function bodyOf(answer: IncomingMessage, bounds: Bounds): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    chunks.push(chunk);
    if (bytes < bounds.bytes) continue;
    answer.destroy();
    return bounds.cut ? Buffer.concat(chunks).subarray(0, bounds.bytes) : bytes > bounds.bytes ? undefined : Buffer.concat(chunks);
  }
  return Buffer.concat(chunks);
}

/** Takes one answer: where it leads, what it says, or why not. */
async function taken(answer: IncomingMessage, url: URL, bounds: Bounds): Promise<{ next: string } | Fetched | Unfetched> {
  const status = answer.statusCode ?? 0;
  const { location } = answer.headers;
  if (status >= 300 && status < 400) {
    answer.destroy();
    return location ? { next: location } : { why: "status" };
  }
  if (status !== 200) {
    answer.destroy();
    return { why: "status" };
  }
  if ((answer.headers["content-encoding"] ?? "identity") !== "identity") {
    answer.destroy();
    return { why: "encoded" };
  }
  const body = await bodyOf(answer, bounds);
  return body ? { url: url.href, type: String(answer.headers["content-type"] ?? ""), body } : { why: "too-large" };
}

async function follow(text: string, bounds: Bounds, signal: AbortSignal): Promise<Fetched | Unfetched> {
  let from: URL | undefined;
  let next = text;
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    const url = askable(next, from);
    if (!url) return { why: "address" };
    const pinned = await pin(url);
    if (!pinned) return { why: "closed-address" };
    const got = await taken(await ask(url, pinned, { accept: bounds.accept, signal }), url, bounds);
    if (!("next" in got)) return got;
    from = url;
    next = got.next;
  }
  return { why: "redirects" };
}

/**
 * Asks an address that somebody wrote, and trusts nothing of it: the name is resolved once and every address of it must be of
 * the open internet, the connection goes to the one that was looked at, each redirect is looked at anew, nothing is
 * decompressed, bytes and time end. Never throws: what went wrong is an answer.
 */
export async function fetchOutside(text: string, bounds: Bounds): Promise<Fetched | Unfetched> {
  const signal = AbortSignal.timeout(bounds.milliseconds);
  const late = new Promise<Unfetched>((resolve) => { signal.addEventListener("abort", () => resolve({ why: "too-slow" })); });
  return Promise.race([late, follow(text, bounds, signal).catch((): Unfetched => ({ why: signal.aborted ? "too-slow" : "unreachable" }))]);
}

/** What is sent to an address that somebody wrote: a body with its headers. */
export type Outgoing = { body: string; headers: Record<string, string>; milliseconds: number };

function send(url: URL, pinned: Pinned, { body, headers, signal }: { body: string; headers: Record<string, string>; signal: AbortSignal }): Promise<number> {
  return new Promise((resolve, reject) => {
    const ask = url.protocol === "https:" ? secure : plain;
    const asking = ask(url, {
      method: "POST", agent: false, signal, maxHeaderSize: 16 * 1024, family: pinned.family, headers: { ...headers, "Content-Length": Buffer.byteLength(body), "User-Agent": "RapportWebhooks/1" },
      lookup: (_host, options, done) => (options.all ? done(null, [pinned]) : done(null, pinned.address, pinned.family)),
    }, (answer) => { answer.destroy(); resolve(answer.statusCode ?? 0); });
    asking.on("error", reject);
    asking.end(body);
  });
}

/** Sends something to an address that somebody wrote: of the open internet, looked at once and pinned, without following anywhere. Of the answer only its status is read. */
export async function postOutside(text: string, outgoing: Outgoing): Promise<{ status: number } | Unfetched> {
  const url = askable(text);
  if (!url) return { why: "address" };
  const signal = AbortSignal.timeout(outgoing.milliseconds);
  const pinned = await pin(url);
  if (!pinned) return { why: "closed-address" };
  return send(url, pinned, { ...outgoing, signal }).then((status) => ({ status }), (): Unfetched => ({ why: signal.aborted ? "too-slow" : "unreachable" }));
}
