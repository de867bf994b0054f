import { open } from "node:fs/promises";

const inside = new Set(["moov", "trak", "mdia"]);
const telling = new Set(["udta", "meta", "uuid"]);
const mostHeader = 32 * 1024 * 1024;

type Box = { type: string; at: number; body: number; end: number };

function* boxesIn(bytes: Buffer, from: number, to: number): Generator<Box> {
  for (let at = from; at + 8 <= to;) {
    const size = bytes.readUInt32BE(at);
    if (size < 8 || at + size > to) return;
    yield { type: bytes.toString("latin1", at + 4, at + 8), at, body: at + 8, end: at + size };
    at += size;
  }
}

type Size = { width: number; height: number };

/** Blanks what tells of the maker and the place, in every track; finds how large the picture is. */
function blank(bytes: Buffer, from: number, to: number): Size | undefined {
  let size: Size | undefined;
  for (const box of boxesIn(bytes, from, to)) {
    if (telling.has(box.type)) {
      bytes.write("free", box.at + 4, "latin1");
      bytes.fill(0, box.body, box.end);
    } else if (inside.has(box.type)) size = blank(bytes, box.body, box.end) ?? size;
    else if (box.type === "tkhd" && box.end - box.body >= 84) {
      const [width, height] = [bytes.readUInt32BE(box.end - 8) >>> 16, bytes.readUInt32BE(box.end - 4) >>> 16];
      if (width && height) size = { width, height };
    }
  }
  return size;
}

/** Takes out of an MP4, where it lies, what says where and with what it was taken; nothing in it moves. Resolves to the picture's size when it is told. */
export async function blankVideo(path: string): Promise<Size | undefined> {
  const file = await open(path, "r+");
  try {
    const { size: whole } = await file.stat();
    const head = Buffer.alloc(16);
    let size: Size | undefined;
    for (let at = 0; at + 8 <= whole;) {
      await file.read(head, 0, 16, at);
      const told = head.readUInt32BE(0);
      const length = told === 1 ? Number(head.readBigUInt64BE(8)) : told === 0 ? whole - at : told;
      if (length < 8 || at + length > whole) break;
      const type = head.toString("latin1", 4, 8);
      if ((type === "moov" || telling.has(type)) && length <= mostHeader) {
        const bytes = Buffer.alloc(length);
        await file.read(bytes, 0, length, at);
        size = blank(bytes, 0, length) ?? size;
        await file.write(bytes, 0, length, at);
      }
      at += length;
    }
    await file.sync();
    return size;
  } finally {
    await file.close();
  }
}
