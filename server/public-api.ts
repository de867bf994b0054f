import type { OpenAPIHono } from "@hono/zod-openapi";
import { publicUrl } from "#lib/core/env.ts";
import type { DoorEnv } from "#lib/identity/door.ts";

const about = `What other systems may do here, by a key that an admin makes. Every request carries "Authorization: Bearer …"; every POST an Idempotency-Key.
Times are ISO 8601, money is in cents of the currency of the books. Problems are RFC 9457. At most 120 requests a minute for each key.`;

/** The public API, described from the doors themselves: those that a key enters, and the scope each of them asks. */
export function publicApi(app: OpenAPIHono<DoorEnv>): object {
  const all = app.getOpenAPI31Document({ openapi: "3.1.0", info: { title: "Rapport", version: "1", description: about }, servers: [{ url: publicUrl() }] });
  const paths = Object.entries(all.paths ?? {}).flatMap(([path, methods]) => {
    const open = Object.entries(methods as Record<string, { security?: unknown[] }>).filter(([, one]) => one.security?.length);
    return open.length ? [[path, Object.fromEntries(open)] as const] : [];
  });
  return { ...all, paths: Object.fromEntries(paths), components: { ...all.components, securitySchemes: { key: { type: "http", scheme: "bearer", description: "A key; the scope that a door asks stands with it." } } } };
}
