import type { IncomingMessage } from "node:http";
import { env } from "#lib/core/env.ts";

/** The client's address: the socket's, or the entry that the trusted number of hops wrote. Anything further left is forgeable. */
export function addressOf(req: IncomingMessage): string {
  const hops = env().TRUSTED_HOPS;
  const chain = String(req.headers["x-forwarded-for"] ?? "").split(",").map((part) => part.trim()).filter(Boolean);
  return (hops > 0 ? chain.at(-hops) : undefined) ?? req.socket.remoteAddress ?? "unknown";
}
