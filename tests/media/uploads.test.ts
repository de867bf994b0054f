import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { beforeEach, describe, expect, it } from "vitest";
import { db, transact } from "#lib/core/transact.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { attach } from "#lib/media/attachments.ts";
import { examineFiles } from "#lib/media/doctor.ts";
import { safeName } from "#lib/media/names.ts";
import { sweepMedia } from "#lib/media/sweep.ts";
import type { Uploaded } from "#lib/media/types.ts";
import { disk } from "#lib/storage/disk.ts";
import { stage } from "#lib/storage/staging.ts";
import { type Answer, category, door, person, type Somebody, topic } from "#tests/world/people.ts";
import { gifOf, mp4, picture, pngSaying, zip } from "./files.ts";

let who: Somebody;
beforeEach(async () => { resetLimits(); who = await person(); });
const bring = (name: string, bytes: Buffer, as: Somebody = who): Promise<Answer> => door(`/api/media?name=${encodeURIComponent(name)}`, { as, method: "POST", raw: new Uint8Array(bytes) });
const kept = async (name: string, bytes: Buffer): Promise<Uploaded> => {
  const answer = await bring(name, bytes);
  expect(answer.status, answer.text).toBe(201);
  return answer.body as Uploaded;
};
const said = async (name: string, bytes: Buffer): Promise<[number, string]> => {
  resetLimits();
  const { status, body } = await bring(name, bytes);
  return [status, (body as { detail?: string }).detail ?? ""];
};
const have = (one: { url: string }, as?: Somebody, headers: Record<string, string> = {}): Promise<Answer> => door(one.url, { as, headers });
async function storedBytes(id: string): Promise<Buffer> {
  const [row] = await db().query<{ key: string }>("SELECT key FROM media WHERE id = $1", [id]);
  const stream = await disk.read(row?.key ?? "");
  const chunks: Buffer[] = [];
  if (stream) for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
const unknown = "This kind of file is not taken. Bring pictures, MP4 or WebM video, PDF, text, ZIP or office files.";

describe("a picture", () => {
  it("of every kind is drawn anew as WebP, with its size", async () => {
    for (const format of ["jpeg", "png", "webp", "avif", "gif"] as const) {
      const one = await kept(`IMG 1.${format === "jpeg" ? "jpg" : format}`, await picture(format));
      expect(one).toMatchObject({ kind: "image", width: 40, height: 30, name: "IMG-1.webp", small: null });
      expect(one.markdown).toBe(`![IMG-1.webp](${one.url})`);
      expect((await sharp(await storedBytes(one.id)).metadata()).format).toBe("webp");
    }
  });

  it("loses where it was taken, its comments and a second file behind it, and stands upright", async () => {
    const marked = await sharp(await picture("jpeg", 60, 20)).withExif({ IFD0: { Copyright: "SECRETPLACE" } }).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const one = await kept("trip.jpg", Buffer.concat([marked, zip("SECRETPLACE")]));
    expect(one).toMatchObject({ width: 20, height: 60 });
    const bytes = await storedBytes(one.id);
    expect(bytes.includes("SECRETPLACE")).toBe(false);
    expect(bytes.includes("PK\u0003\u0004")).toBe(false);
    expect((await sharp(bytes).metadata()).exif).toBeUndefined();
  });

  it("that is a script as well is drawn anew or refused", async () => {
    const script = Buffer.from("/*<script>alert(1)</script>*/=1;");
    const gif = Buffer.concat([await picture("gif"), script]);
    const one = await kept("a.gif", gif);
    expect((await storedBytes(one.id)).includes("script")).toBe(false);
    expect((await said("a.gif", Buffer.concat([Buffer.from("GIF89a"), script])))[0]).toBe(422);
  });

  it("that is large gets a small one beside it", async () => {
    const one = await kept("wide.png", await picture("png", 3000, 1000));
    expect(one).toMatchObject({ width: 2560, height: 853, small: `${one.url}?size=small` });
    const small = await have({ url: one.small ?? "" }, who);
    expect(small.status).toBe(200);
    expect(await examineFiles()).toMatchObject([{ ok: true }, { ok: true }]);
  });

  it("keeps moving when it moves", async () => {
    const one = await kept("wink.gif", gifOf(3, 8));
    expect(one).toMatchObject({ width: 8, height: 8 });
    expect((await sharp(await storedBytes(one.id)).metadata()).pages).toBe(3);
  });

  it("that would blow up is refused by what it says of itself, quickly", async () => {
    const began = performance.now();
    expect(await said("a.png", pngSaying(50_000, 50_000))).toEqual([422, "This picture has too many pixels: at most 50 million, and 30,000 on a side."]);
    expect(await said("a.png", pngSaying(1, 60_000_000))).toEqual([422, expect.stringMatching(/too many pixels|not a picture/)]);
    expect(await said("a.gif", gifOf(5000))).toEqual([422, "This animation has too many frames."]);
    expect(await said("a.gif", gifOf(100, 1500))).toEqual([422, "This animation has too many frames."]);
    expect(await said("a.png", (await picture("png", 300, 300)).subarray(0, 40))).toEqual([422, "This file is not a picture we can read."]);
    expect(performance.now() - began).toBeLessThan(3000);
  });
});

describe("what a file is", () => {
  it("its bytes say: names that claim something else are refused", async () => {
    expect(await said("a.pdf", await picture("png"))).toEqual([422, "This file is not what its name says."]);
    expect(await said("a.jar", zip())).toEqual([422, "This file is not what its name says."]);
    expect(await said("a.png", zip())).toEqual([422, "This file is not what its name says."]);
    expect(await said("a.png", Buffer.from("file:///etc/passwd"))).toEqual([422, unknown]);
    expect((await kept("a.jpg", await picture("png"))).name).toBe("a.webp");
    expect((await kept("x.php.png", await picture("png"))).name).toBe("x-php.webp");
  });

  it("is refused when it is a page, a drawing with code, a program or nothing", async () => {
    const pages = ["<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "<!doctype html><script>1</script>", "\uFEFF<html>", "<?xml version='1.0'?><svg/>", "  <script>1</script>"];
    for (const page of pages) for (const name of ["a.svg", "a.html", "a.txt", "a.png", "a", "a.csv"]) expect(await said(name, Buffer.from(page)), `${name} ${page}`).toEqual([422, unknown]);
    for (const bytes of [Buffer.from("MZ\u0090\0\u0003"), Buffer.from("\u007fELF\u0002\u0001"), Buffer.from("#!/bin/sh"), Buffer.from([0, 1, 2, 3]), Buffer.from("{}")]) expect((await said("a", bytes))[0]).toBe(422);
    expect(await said("a.png", Buffer.alloc(0))).toEqual([422, "Choose a file."]);
  });

  it("is refused when it is two things at once", async () => {
    expect(await said("a.pdf", Buffer.from("%PDF-1.7\n<script>1</script>"))).toEqual([422, "This file is two things at once, which we do not take."]);
    expect(await said("a.zip", zip("<html><script>1</script>"))).toEqual([422, "This file is two things at once, which we do not take."]);
  });

  it("text, a list and a document are handed out to be kept, and never shown", async () => {
    for (const [name, bytes, type] of [["notes.txt", Buffer.from("Grind finer."), "text/plain; charset=utf-8"], ["sums.csv", Buffer.from("=1+1,2"), "text/plain; charset=utf-8"], ["a.pdf", Buffer.from("%PDF-1.7\n1 0 obj"), "application/pdf"], ["a.zip", zip(), "application/zip"]] as const) {
      const one = await kept(name, bytes);
      expect(one.markdown).toBe(`[${name}](${one.url})`);
      const { headers } = await have(one, who);
      expect(headers.get("content-type")).toBe(type);
      expect(headers.get("content-disposition")).toMatch(/^attachment;/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-security-policy")).toBe("default-src 'none'; sandbox");
    }
  });

  it("a video says how large it is, no longer where it was taken, and is sent in parts", async () => {
    const one = await kept("film.mp4", mp4("+48.8577+002.295/"));
    expect(one).toMatchObject({ kind: "video", width: 640, height: 360 });
    expect((await storedBytes(one.id)).includes("48.8577")).toBe(false);
    const part = await have(one, who, { range: "bytes=4-7" });
    expect([part.status, part.text, part.headers.get("content-range")]).toEqual([206, "ftyp", `bytes 4-7/${one.bytes}`]);
    expect((await have(one, who, { range: "bytes=999999-" })).status).toBe(416);
    expect((await have(one, who, { range: "bytes=-6" })).text).toBe("frames");
    expect((await have(one, who, { range: "bytes=0-1,4-5" })).status).toBe(200);
  });

  it("that is more than may come is refused while it comes, and leaves nothing", async () => {
    const endless = (async function* () { for (;;) yield Buffer.alloc(65_536); })();
    expect(await stage(endless, 1_000_000)).toBeUndefined();
    expect(await said("a.txt", Buffer.alloc(21 * 1024 * 1024, "a"))).toEqual([413, "A file has at most 20 MB."]);
    const broken = (async function* () { yield Buffer.from("half"); throw new Error("gone"); })();
    await expect(stage(broken, 100)).rejects.toThrow("gone");
    expect((await sweepMedia()).files).toBe(0);
  });
});

describe("a name", () => {
  it("can stand anywhere", () => {
    for (const [name, safe] of [["../../etc/passwd", "passwd.webp"], ["C:\\x\\b.png", "b.webp"], ["", "file.webp"], [".htaccess", "file.webp"], ["nul", "file-nul.webp"], ["a\u202Egnp.exe", "a-gnp.webp"], ["日本.png", "日本.webp"], ["a<img src=x>.png", "a-img-src-x.webp"], ["-rf.png", "rf.webp"], ["a\r\nb.png", "a-b.webp"], ["x".repeat(500), `${"x".repeat(60)}.webp`]] as const) expect(safeName(name, "webp")).toBe(safe);
  });
});

describe("who may bring", () => {
  it("nobody unconfirmed or silent, and not without end", async () => {
    expect((await bring("a.png", await picture("png"), await person({ confirmed: false }))).status).toBe(403);
    expect((await door("/api/media?name=a.png", { method: "POST", raw: "x" })).status).toBe(401);
    for (let n = 0; n < 20; n += 1) expect((await bring("a", Buffer.from("x"))).status).toBe(422);
    const refused = await bring("a.png", await picture("png"));
    expect([refused.status, Number(refused.headers.get("retry-after")) > 0]).toEqual([429, true]);
  });
});

describe("who may see", () => {
  it("its owner, until something shows it; then who may see that, asked anew each time", async () => {
    const one = await kept("a.png", await picture("png"));
    const other = await person({ tier: 2 });
    expect([(await have(one, who)).status, (await have(one, other)).status, (await have(one)).status]).toEqual([200, 404, 404]);
    const room = await category("public");
    const { postId } = await topic(who, room.slug);
    expect(await transact((tx) => attach(tx, { mediaIds: [one.id], subject: { type: "post", id: String(postId) }, by: other.id }))).toEqual([]);
    expect(await transact((tx) => attach(tx, { mediaIds: [one.id], subject: { type: "post", id: String(postId) }, by: who.id }))).toEqual([one.id]);
    const open = await have(one);
    expect([open.status, open.headers.get("cache-control")]).toEqual([200, "public, no-cache"]);
    const etag = open.headers.get("etag") ?? "";
    expect((await have(one, undefined, { "if-none-match": etag })).status).toBe(304);
    await db().query("UPDATE category SET audience = 'premier' WHERE id = $1", [room.id]);
    const asked = [await have(one, undefined, { "if-none-match": etag }), await have(one, undefined, { range: "bytes=0-3" }), await have(one, who), await have(one, other)];
    expect(asked.map((answer) => answer.status)).toEqual([404, 404, 404, 200]);
    expect(asked[3]?.headers.get("cache-control")).toBe("private, no-cache");
    await db().query("UPDATE post SET deleted_at = now() WHERE id = $1", [postId]);
    expect([(await have(one, other)).status, (await have(one, await person({ role: "moderator" }))).status]).toEqual([404, 200]);
  });

  it("nobody, when nobody guards the kind of thing that shows it", async () => {
    const one = await kept("a.png", await picture("png"));
    await transact((tx) => attach(tx, { mediaIds: [one.id], subject: { type: "unheard", id: "1" }, by: who.id }));
    expect((await have(one, await person({ role: "admin" }))).status).toBe(404);
  });
});

describe("what nothing shows", () => {
  it("goes after a day, with its file, and nothing else does", async () => {
    const [lost, held] = [await kept("a.png", await picture("png", 41)), await kept("b.png", await picture("png", 42))];
    const { postId } = await topic(who, (await category()).slug);
    const subject = { type: "post", id: String(postId) };
    await transact((tx) => attach(tx, { mediaIds: [held.id], subject, by: who.id }));
    await db().query("UPDATE media SET loose_since = loose_since - interval '25 hours' WHERE id = ANY($1::uuid[])", [[lost.id, held.id]]);
    expect(await sweepMedia()).toEqual({ rows: 1, files: 1 });
    expect([(await have(lost, who)).status, (await have(held, who)).status]).toEqual([404, 200]);
    await transact((tx) => attach(tx, { mediaIds: [], subject, by: who.id }));
    expect((await sweepMedia()).rows).toBe(0);
    await db().query("UPDATE media SET loose_since = loose_since - interval '25 hours' WHERE id = $1", [held.id]);
    expect((await sweepMedia()).rows).toBe(1);
  });

  it("is found by the doctor, as is a row whose file is gone", async () => {
    const one = await kept("a.png", await picture("png", 43));
    const [row] = await db().query<{ key: string }>("SELECT key FROM media WHERE id = $1", [one.id]);
    await disk.remove(row?.key ?? "");
    const stray = await stage((async function* () { yield Buffer.from("nobody's"); })(), 100);
    if (stray) await disk.put(stray.key, stray.path);
    expect((await examineFiles()).map((check) => check.detail)).toEqual(["1 found", "1 found"]);
    expect((await sweepMedia()).files).toBe(1);
    await db().query("DELETE FROM media WHERE id = $1", [one.id]);
    expect((await examineFiles()).map((check) => check.ok)).toEqual([true, true]);
  });

  it("is one file however often it is brought", async () => {
    const bytes = await picture("png", 44);
    const [first, second] = [await kept("a.png", bytes), await kept("a.png", bytes)];
    expect(second.id).toBe(first.id);
  });
});

describe("a larger collection laid beside these", () => {
  const folder = process.env.PAYLOADS ?? "";
  const lines = (name: string): unknown[] => (existsSync(join(folder, name)) && folder ? readFileSync(join(folder, name), "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line) as unknown) : []);
  it("is refused, drawn anew, or handed out as what cannot run", async () => {
    const shown: string[] = [];
    for (const one of lines("uploads.jsonl") as { name: string; b64: string; expect: string }[]) {
      resetLimits();
      const answer = await bring(one.name, Buffer.from(one.b64, "base64"));
      const body = answer.body as Uploaded & { detail?: string };
      shown.push(`${one.name}: ${answer.status} ${answer.status === 201 ? `${body.kind} ${body.name}` : body.detail} (expected: ${one.expect})`);
      expect(answer.status).toBeLessThan(500);
      // Nothing here ever opens an archive, so what is in one does not matter.
      if (/^reject/.test(one.expect) && !/ or /.test(one.expect) && !one.name.endsWith(".zip")) expect(answer.status, one.name).toBeGreaterThanOrEqual(400);
    }
    for (const name of lines("filenames.jsonl") as string[]) {
      resetLimits();
      const answer = await door(`/api/media?name=${encodeURIComponent(name.toWellFormed())}`, { as: who, method: "POST", raw: new Uint8Array(await picture("png")) });
      shown.push(`${JSON.stringify(name).slice(0, 60)}: ${answer.status} ${(answer.body as Uploaded).name ?? (answer.body as { detail?: string }).detail}`);
      expect(answer.status).toBeLessThan(500);
      if (answer.status === 201) expect((answer.body as Uploaded).name).toMatch(/^[\p{L}\p{N}\p{M}_-]{1,65}\.webp$/u);
    }
    if (process.env.PAYLOADS_REPORT) writeFileSync(process.env.PAYLOADS_REPORT, shown.join("\n"));
  });
});
