import { createHash } from "node:crypto";

const inline = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/**
 * The Content-Security-Policy of one document: its own inline scripts by hash, nothing else inline. A nonce in a page kept
 * for everybody would be no secret.
 */
export function contentSecurityPolicy(html: string): string {
  const hashes = new Set<string>();
  for (const match of html.matchAll(inline)) hashes.add(`'sha256-${createHash("sha256").update(match[1] ?? "").digest("base64")}'`);
  return [
    "default-src 'none'", `script-src 'self' ${[...hashes].join(" ")}`.trim(), "style-src 'self'", "img-src 'self' data:", "media-src 'self'", "font-src 'self'",
    "connect-src 'self'", "manifest-src 'self'", "frame-src 'self'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
  ].join("; ");
}
