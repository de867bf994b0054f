import { open } from "node:fs/promises";
import { fileTypeFromFile } from "file-type";
import { Refusal } from "#lib/core/errors.ts";
import type { Staged } from "#lib/storage/types.ts";
import { claimedExtension } from "./names.ts";
import type { MediaKind } from "./types.ts";

const megabyte = 1024 * 1024;
/** The most bytes a file of each kind may have, and what is said of one that has more. */
export const most: Record<MediaKind, { bytes: number; said: string }> = {
  image: { bytes: 15 * megabyte, said: "A picture has at most 15 MB." },
  video: { bytes: 60 * megabyte, said: "A video has at most 60 MB." },
  file: { bytes: 20 * megabyte, said: "A file has at most 20 MB." },
};

type Kind = { kind: MediaKind; type: string; extension: string; claims: readonly string[] };
const pictures = ["jpg", "jpeg", "jfif", "png", "apng", "webp", "avif", "gif"];
const office = "application/vnd.openxmlformats-officedocument";
const openDocument = "application/vnd.oasis.opendocument";
const one = (kind: MediaKind, type: string, extension: string): [string, Kind] => [type, { kind, type, extension, claims: kind === "image" ? pictures : [extension] }];

// What is taken, by what its bytes say. Everything else is refused.
const taken = new Map<string, Kind>([
  one("image", "image/jpeg", "jpg"), one("image", "image/png", "png"), one("image", "image/apng", "png"), one("image", "image/webp", "webp"), one("image", "image/avif", "avif"), one("image", "image/gif", "gif"),
  one("video", "video/webm", "webm"), ["video/mp4", { kind: "video", type: "video/mp4", extension: "mp4", claims: ["mp4", "m4v"] }],
  one("file", "application/pdf", "pdf"), one("file", "application/zip", "zip"),
  one("file", `${office}.wordprocessingml.document`, "docx"), one("file", `${office}.spreadsheetml.sheet`, "xlsx"), one("file", `${office}.presentationml.presentation`, "pptx"),
  one("file", `${openDocument}.text`, "odt"), one("file", `${openDocument}.spreadsheet`, "ods"), one("file", `${openDocument}.presentation`, "odp"),
]);
const texts = ["txt", "csv", "md", "log"];
// How a document that a browser would run begins, wherever in the first kilobytes it does.
const markup = /<\s*(!doctype|html|head|body|script|svg|iframe|math|\?xml)/i;

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Whether bytes are text: UTF-8 without control characters. The last character may have been cut. */
function isText(head: Buffer): boolean {
  const text = new TextDecoder("utf-8").decode(head);
  const end = head.length < 64 * 1024 ? text : text.slice(0, -1);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return !end.includes("\uFFFD") && !/[\u0000-\u0008\u000e-\u001f\u007f]/.test(end);
}

const unknown = (): Refusal => new Refusal("invalid", "This kind of file is not taken. Bring pictures, MP4 or WebM video, PDF, text, ZIP or office files.", { field: "file" });

async function found(staged: Staged, name: string, head: Buffer): Promise<Kind | Refusal> {
  const detected = await fileTypeFromFile(staged.path).catch(() => undefined);
  if (detected) return taken.get(detected.mime) ?? unknown();
  const claimed = claimedExtension(name);
  // Bytes say of text only that it is some; it is taken where the name claims nothing else, and never shown as a page.
  if (!texts.includes(claimed) || !isText(head) || markup.test(head.toString("latin1"))) return unknown();
  return { kind: "file", type: "text/plain; charset=utf-8", extension: claimed, claims: texts };
}

/** What a file is by its bytes, or why it is not taken: unknown, more than its kind may have, named for something else, or two things at once. */
export async function kindOf(staged: Staged, name: string): Promise<Kind | Refusal> {
  const head = await headOf(staged.path);
  const kind = await found(staged, name, head);
  if (kind instanceof Refusal) return kind;
  const limit = most[kind.kind];
  if (staged.bytes > limit.bytes) return new Refusal("too-large", limit.said, { field: "file" });
  const claimed = claimedExtension(name);
  if (claimed && !kind.claims.includes(claimed)) return new Refusal("invalid", "This file is not what its name says.", { field: "file" });
  // A picture is drawn anew, and whatever else it was is gone; a file is handed out as it came.
  if (kind.kind !== "image" && markup.test(head.subarray(0, 4096).toString("latin1"))) return new Refusal("invalid", "This file is two things at once, which we do not take.", { field: "file" });
  return kind;
}
