import sharp from "sharp";
import { Refusal } from "#lib/core/errors.ts";

const mostPixels = 50_000_000;
const mostEdge = 30_000;
const mostFrames = 200;
const mostFramePixels = 120_000_000;
const large = 2560;
const small = 1280;

/** A picture drawn anew: WebP without anything of the file but its pixels, upright. `small` is there when the page needs no more. */
export type Drawn = { full: Buffer; small: Buffer | undefined; width: number; height: number };

const settings = { failOn: "error", sequentialRead: true, limitInputPixels: mostFramePixels } as const;

async function measure(path: string): Promise<{ frames: number } | Refusal> {
  const { width = 0, height = 0, pageHeight, pages = 1 } = await sharp(path, { ...settings, limitInputPixels: false }).metadata();
  if (width * (pageHeight ?? height) > mostPixels || Math.max(width, pageHeight ?? height) > mostEdge) return new Refusal("invalid", "This picture has too many pixels: at most 50 million, and 30,000 on a side.", { field: "file" });
  if (pages > mostFrames || width * (pageHeight ?? height) * pages > mostFramePixels) return new Refusal("invalid", "This animation has too many frames.", { field: "file" });
  return { frames: pages };
}

async function webp(path: string, edge: number, animated: boolean): Promise<{ data: Buffer; width: number; height: number }> {
  const picture = sharp(path, { ...settings, animated }).timeout({ seconds: 25 });
  const { data, info } = await picture.autoOrient().resize(edge, edge, { fit: "inside", withoutEnlargement: true }).webp({ quality: 82, effort: 3 }).toBuffer({ resolveWithObject: true });
  const height = info.pageHeight ?? info.height;
  return { data, width: info.width, height };
}

// Pictures are the one upload that costs the processor; a few at a time leave room for readers.
let drawing = 0;
const waiting: (() => void)[] = [];
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  while (drawing >= 2) await new Promise<void>((resolve) => waiting.push(resolve));
  drawing += 1;
  try {
    return await work();
  } finally {
    drawing -= 1;
    waiting.shift()?.();
  }
}

/** Draws a picture anew, or says why it cannot be: broken, too many pixels, too many frames. What else the file carried (places, comments, a second file) is gone. */
export function drawAnew(path: string): Promise<Drawn | Refusal> {
  return inTurn(async () => {
    try {
      const measured = await measure(path);
      if (measured instanceof Refusal) return measured;
      const full = await webp(path, large, measured.frames > 1);
      const less = full.width > small * 1.2 ? await webp(path, small, measured.frames > 1) : undefined;
      return { full: full.data, small: less?.data, width: full.width, height: full.height };
    } catch {
      return new Refusal("invalid", "This file is not a picture we can read.", { field: "file" });
    }
  });
}
