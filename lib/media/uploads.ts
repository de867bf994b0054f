import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { Actor } from "#lib/core/actor.ts";
import { Refusal, refused } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { type Tx, transact } from "#lib/core/transact.ts";
import { mayTakePart } from "#lib/identity/standing.ts";
import { spend } from "#lib/limits/limiter.ts";
import { disk } from "#lib/storage/disk.ts";
import { drop, stage } from "#lib/storage/staging.ts";
import type { Staged } from "#lib/storage/types.ts";
import { kindOf, most } from "./kinds.ts";
import { safeName } from "./names.ts";
import { drawAnew } from "./pictures.ts";
import { mediaColumns, type MediaRow, viewOf } from "./rows.ts";
import type { MediaKind, Uploaded } from "./types.ts";
import { blankVideo } from "./videos.ts";

/** The most bytes that are read of any upload. */
export const mostOfAll = Math.max(...Object.values(most).map((limit) => limit.bytes));
const megabyte = 1024 * 1024;

type Ready = { kind: MediaKind; type: string; name: string; full: Staged; small?: Staged | undefined; width: number | null; height: number | null };

async function stageBuffer(bytes: Buffer): Promise<Staged> {
  const staged = await stage(Readable.from([bytes]), bytes.length);
  if (!staged) throw new Error("more was written than there is");
  return staged;
}

async function hashOf(staged: Staged): Promise<Staged> {
  const { createReadStream } = await import("node:fs");
  const sum = createHash("sha256");
  for await (const chunk of createReadStream(staged.path)) sum.update(chunk as Buffer);
  return { ...staged, key: sum.digest("hex") };
}

/** Makes of what arrived what is kept: a picture drawn anew, a video without its place, a file as it is. */
async function prepare(staged: Staged, name: string): Promise<Ready | Refusal> {
  const kind = await kindOf(staged, name);
  if (refused(kind)) return kind;
  if (kind.kind === "image") {
    const drawn = await drawAnew(staged.path);
    if (refused(drawn)) return drawn;
    const small = drawn.small && (await stageBuffer(drawn.small));
    return { kind: "image", type: "image/webp", name: safeName(name, "webp"), full: await stageBuffer(drawn.full), small, width: drawn.width, height: drawn.height };
  }
  const size = kind.type === "video/mp4" ? await blankVideo(staged.path) : undefined;
  return { kind: kind.kind, type: kind.type, name: safeName(name, kind.extension), full: kind.type === "video/mp4" ? await hashOf(staged) : staged, width: size?.width ?? null, height: size?.height ?? null };
}

const before = `SELECT ${mediaColumns} FROM media m WHERE m.owner_id = $1 AND m.key = $2 AND m.name = $3 AND m.loose_since IS NOT NULL LIMIT 1`;
const insert = `INSERT INTO media AS m (id, owner_id, kind, name, type, bytes, key, small_key, width, height) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING ${mediaColumns}`;

/** Takes turns with the sweep over one file, until the transaction ends. */
export async function holdKey(tx: Tx, key: string): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('media:' || $1, 0))", [key]);
}

async function keep(ownerId: string, ready: Ready): Promise<MediaRow> {
  return transact(async (tx) => {
    for (const file of [ready.full, ready.small]) if (file) await holdKey(tx, file.key);
    const [again] = await tx.query<MediaRow>(before, [ownerId, ready.full.key, ready.name]);
    if (again) return again;
    // The file first, the row after: a crash between the two leaves a file nobody names, which the sweep takes away.
    for (const file of [ready.full, ready.small]) if (file && !(await disk.has(file.key))) await disk.put(file.key, file.path);
    const [row] = await tx.query<MediaRow>(insert, [newId(), ownerId, ready.kind, ready.name, ready.type, ready.full.bytes, ready.full.key, ready.small?.key ?? null, ready.width, ready.height]);
    if (!row) throw new Error("no row was made");
    return row;
  });
}

const escaped = (name: string): string => name.replace(/[\\[\]]/g, "\\$&");

/** Keeps what a member brought, and answers with its address and the Markdown that shows it; or says why it is not taken. The same file sent twice is kept once. */
export async function upload(actor: Actor, name: string, arriving: AsyncIterable<Uint8Array>): Promise<Uploaded | Refusal> {
  const allowed = mayTakePart(actor);
  if (allowed !== true) return allowed;
  if (actor.kind !== "member") return new Refusal("sign-in", "Sign in to take part.");
  const limited = await spend("uploads", actor.id);
  if (limited) return limited;
  const staged = await stage(arriving, mostOfAll);
  if (!staged) return new Refusal("too-large", most.video.said, { field: "file" });
  let ready: Ready | Refusal | undefined;
  try {
    if (staged.bytes === 0) return new Refusal("invalid", "Choose a file.", { field: "file" });
    const tooMuch = await spend("upload-megabytes", actor.id, Math.ceil(staged.bytes / megabyte));
    if (tooMuch) return tooMuch;
    ready = await prepare(staged, name);
    if (refused(ready)) return ready;
    const view = viewOf(await keep(actor.id, ready));
    return { ...view, markdown: `${view.kind === "file" ? "" : "!"}[${escaped(view.name)}](${view.url})` };
  } finally {
    await drop(staged);
    if (ready && !refused(ready)) for (const file of [ready.full, ready.small]) if (file) await drop(file);
  }
}

/** Keeps a picture that the server fetched itself, drawn anew like every other; `ownerId` is for whom. */
export async function keepPicture(ownerId: string, name: string, bytes: Buffer): Promise<{ id: string } | Refusal> {
  const staged = await stageBuffer(bytes);
  let ready: Ready | Refusal | undefined;
  try {
    ready = await prepare(staged, name);
    if (refused(ready)) return ready;
    return ready.kind === "image" ? { id: (await keep(ownerId, ready)).id } : new Refusal("invalid", "This file is not a picture we can read.");
  } finally {
    await drop(staged);
    if (ready && !refused(ready)) for (const file of [ready.full, ready.small]) if (file) await drop(file);
  }
}
