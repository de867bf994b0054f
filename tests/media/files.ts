import { deflateSync } from "node:zlib";
import sharp from "sharp";

const crcTable = Array.from({ length: 256 }, (_, n) => { let c = n; for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1; return c >>> 0; });
function crc(bytes: Buffer): number {
  let c = 0xffffffff;
  for (const byte of bytes) c = (crcTable[(c ^ byte) & 0xff] ?? 0) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}
function chunk(type: string, data: Buffer): Buffer {
  const out = Buffer.alloc(12 + data.length);
  out.writeUInt32BE(data.length, 0);
  out.write(type, 4, "latin1");
  data.copy(out, 8);
  out.writeUInt32BE(crc(out.subarray(4, 8 + data.length)), 8 + data.length);
  return out;
}

/** A one-bit PNG that says it is `width` × `height`, whatever little is in it. */
export function pngSaying(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 1;
  return Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), chunk("IHDR", head), chunk("IDAT", deflateSync(Buffer.alloc(1000))), chunk("IEND", Buffer.alloc(0))]);
}

/** A GIF of many frames of one pixel on a large canvas. */
export function gifOf(frames: number, edge = 4): Buffer {
  const screen = Buffer.from([edge & 255, edge >> 8, edge & 255, edge >> 8, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]);
  const frame = (n: number): Buffer => Buffer.from([0x21, 0xf9, 4, 0, 20, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, n % 2 ? 0x4c : 0x44, 1, 0]);
  return Buffer.concat([Buffer.from("GIF89a"), screen, ...Array.from({ length: frames }, (_, n) => frame(n)), Buffer.from([0x3b])]);
}

/** A picture of one colour. */
export const picture = (format: "jpeg" | "png" | "webp" | "avif" | "gif", width = 40, height = 30): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: "#8a5a33" } }).toFormat(format).toBuffer();

const box = (type: string, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8, 0);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, body]);
};

/** An MP4 of nothing, which says how large it is and where it was taken. */
export function mp4(place: string): Buffer {
  const track = Buffer.alloc(84);
  track.writeUInt32BE(640 << 16, 76);
  track.writeUInt32BE(360 << 16, 80);
  return Buffer.concat([box("ftyp", Buffer.from("isom\0\0\0\0isommp42", "latin1")), box("moov", box("trak", box("tkhd", track), box("udta", Buffer.from(place))), box("udta", box("©xyz", Buffer.from(place)))), box("mdat", Buffer.from("frames"))]);
}

/** A ZIP of one stored file. */
export function zip(name = "a.txt"): Buffer {
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length, 16);
  return Buffer.concat([local, Buffer.from(name), central, Buffer.from(name), end]);
}
