import { beforeEach, expect, it } from "vitest";
import sharp from "sharp";
import { resetLimits } from "#lib/limits/limiter.ts";
import { door, person } from "#tests/world/people.ts";

beforeEach(() => resetLimits());
const picture = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: "#a34" } });

it("a picture is turned, cropped square, made small and stripped of where it was taken", async () => {
  const one = await person();
  const raw = await picture(900, 600).withExif({ IFD0: { Artist: "canary" }, IFD3: { GPSLatitude: "52/1 0/1 0/1" } }).jpeg().toBuffer();
  expect((await door("/api/me/avatar", { as: one, method: "POST", raw: new Uint8Array(raw), headers: { "content-type": "image/jpeg" } })).status).toBe(200);
  const shown = await door(`/api/avatars/${one.id}`);
  expect([shown.headers.get("content-type"), shown.headers.get("x-content-type-options")]).toEqual(["image/webp", "nosniff"]);
  expect(shown.text).not.toContain("canary");
});

it.each([
  ["an SVG, whatever it calls itself", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"), "image/png"],
  ["text", Buffer.from("not a picture"), "image/png"],
  ["a picture cut off in its middle", Buffer.from("ffd8ffe000104a464946", "hex"), "image/jpeg"],
  ["nothing", Buffer.alloc(0), "image/png"],
])("%s is refused at its field", async (_, raw, type) => {
  const answer = await door("/api/me/avatar", { as: await person(), method: "POST", raw: new Uint8Array(raw), headers: { "content-type": type } });
  expect(answer.status).toBe(422);
  expect(answer.body).toMatchObject({ errors: [{ field: "picture" }] });
});

it("a picture with far more pixels than bytes is refused", async () => {
  const bomb = await picture(14_000, 14_000).png({ compressionLevel: 9 }).toBuffer();
  expect(bomb.length).toBeLessThan(4 * 1024 * 1024);
  expect((await door("/api/me/avatar", { as: await person(), method: "POST", raw: new Uint8Array(bomb), headers: { "content-type": "image/png" } })).status).toBe(422);
});

it("more than four megabytes are refused", async () => {
  expect((await door("/api/me/avatar", { as: await person(), method: "POST", raw: new Uint8Array(5 * 1024 * 1024), headers: { "content-type": "image/png" } })).status).toBe(413);
});
