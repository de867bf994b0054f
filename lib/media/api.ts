import { Readable } from "node:stream";
import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import { missing, refused } from "#lib/core/errors.ts";
import { createDoors, type DoorEnv, type Doors, problem } from "#lib/identity/door.ts";
import { disk } from "#lib/storage/disk.ts";
import { readFile } from "./queries.ts";
import type { MediaRow } from "./rows.ts";
import * as input from "./schema.ts";
import { upload } from "./uploads.ts";

const done = { 200: { description: "The file" }, 201: { description: "Kept" }, 404: { description: "Not there, or not for you" }, 422: { description: "Why it is not taken" } };

/** The one range a browser asks for when it plays a video; anything else is answered whole. */
function rangeOf(header: string | undefined, bytes: number): { start: number; end: number } | "none" | "wrong" {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "");
  if (!found || (!found[1] && !found[2])) return "none";
  const start = found[1] ? Number(found[1]) : Math.max(0, bytes - Number(found[2]));
  const end = found[1] && found[2] ? Math.min(Number(found[2]), bytes - 1) : bytes - 1;
  return start >= bytes || start > end ? "wrong" : { start, end };
}

async function handOut(c: Context<DoorEnv>, { file, everybody }: { file: MediaRow; everybody: boolean }, small: boolean): Promise<Response> {
  const key = small && file.smallKey ? file.smallKey : file.key;
  const etag = `"${key.slice(0, 40)}"`;
  const headers: Record<string, string> = {
    // Kept by who may see it, and asked for again each time: a room that was closed is closed.
    "Cache-Control": `${everybody ? "public" : "private"}, no-cache`, ETag: etag, "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox",
    "Content-Type": file.type, "Cross-Origin-Resource-Policy": "same-origin", "Accept-Ranges": "bytes",
    "Content-Disposition": `${file.kind === "file" ? "attachment" : "inline"}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
  };
  if (c.req.header("if-none-match") === etag) return c.body(null, 304, headers);
  // The small picture is known by its key alone; only whole files are ever asked for in parts.
  const part = small && file.smallKey ? "none" : rangeOf(c.req.header("if-range") === undefined || c.req.header("if-range") === etag ? c.req.header("range") : undefined, file.bytes);
  if (part === "wrong") return c.body(null, 416, { ...headers, "Content-Range": `bytes */${file.bytes}` });
  const stream = c.req.method === "HEAD" ? undefined : await disk.read(key, part === "none" ? undefined : part);
  if (!stream && c.req.method !== "HEAD") return problem(c, missing());
  const length = part === "none" ? (key === file.key ? file.bytes : undefined) : part.end - part.start + 1;
  if (length !== undefined) headers["Content-Length"] = String(length);
  if (part !== "none") headers["Content-Range"] = `bytes ${part.start}-${part.end}/${file.bytes}`;
  const status = part === "none" ? 200 : 206;
  return stream ? c.body(Readable.toWeb(stream) as ReadableStream, status, headers) : c.body(null, status, headers);
}

async function* arriving(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  if (body) for await (const chunk of body) yield chunk;
}

/** The media room's doors: bringing a file, and having it. */
export function mediaDoors(): Doors {
  const doors = createDoors();
  doors.openapi(createRoute({ method: "post", path: "/api/media", request: { query: input.uploadQuery }, responses: done }), async (c) => {
    const kept = await upload(c.get("actor"), c.req.valid("query").name, arriving(c.req.raw.body));
    return refused(kept) ? problem(c, kept) : c.json(kept, 201);
  });
  doors.openapi(createRoute({ method: "get", path: "/media/{id}/{name}", request: { params: input.mediaParams, query: input.mediaQuery }, responses: done }), async (c) => {
    const found = await readFile(c.get("actor"), c.req.valid("param").id);
    return found ? handOut(c, found, c.req.valid("query").size === "small") : problem(c, missing());
  });
  return doors;
}
