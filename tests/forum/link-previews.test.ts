import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publicUrl } from "#lib/core/env.ts";
import { db } from "#lib/core/transact.ts";
import { previewLinks } from "#lib/forum/link-previews.ts";
import { trial } from "#lib/outbound/trial.ts";
import { picture } from "#tests/media/files.ts";
import { category, door, person, topic } from "#tests/world/people.ts";

let server: Server;
let base: string;
let hits = 0;
beforeAll(async () => {
  process.env.LINK_PREVIEWS = "on";
  const png = await picture("png", 200, 100);
  server = createServer((req, res) => {
    hits += 1;
    if (req.url === "/p.png") return void res.writeHead(200, { "Content-Type": "image/png" }).end(png);
    if (req.url === "/none") return void res.writeHead(404).end();
    res.writeHead(200, { "Content-Type": "text/html" }).end("<title>Cups <script>1</script></title><meta property=og:image content=/p.png>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  trial.hosts.add(host);
  base = `http://${host}`;
});
afterAll(() => { trial.hosts.clear(); server.closeAllConnections(); server.close(); });
const htmlOf = async (id: number): Promise<string> => (await db().query<{ html: string }>("SELECT html FROM post WHERE id = $1", [id]))[0]?.html ?? "";
const queued = async (id: number): Promise<number> => (await db().query("SELECT 1 FROM graphile_worker.jobs WHERE key = $1", [`link.preview:${id}`])).length;

describe("a link alone on its line", () => {
  it("gets a card after the commit, with our own copy of its picture, and is asked for once", async () => {
    const who = await person({ role: "moderator" });
    const room = await category();
    const { postId } = await topic(who, room.slug, { body: `See\n\n${base}/cups\n\nand ${base}/other` });
    expect([hits, await queued(postId)]).toEqual([0, 1]);
    expect(await htmlOf(postId)).not.toContain("link-card");
    await previewLinks({ postId });
    const html = await htmlOf(postId);
    expect(html).toMatch(/<aside class="link-card"><img [^>]*src="\/media\/[0-9a-f-]{36}\/preview\.webp" alt="" width="200" height="100">/);
    expect(html).toContain("Cups &lt;script&gt;");
    expect((await door(/src="([^"]+)"/.exec(html)?.[1] ?? "")).status).toBe(200);
    expect(hits).toBe(2);
    await previewLinks({ postId });
    const again = await topic(who, room.slug, { body: `Again\n\n${base}/cups` });
    expect([hits, await queued(again.postId)]).toEqual([2, 0]);
    expect(await htmlOf(again.postId)).toContain("link-card");
  });

  it("stays a link when nothing is there, and is not asked again for a day", async () => {
    const who = await person({ role: "moderator" });
    const { postId } = await topic(who, (await category()).slug, { body: `${base}/none` });
    const before = hits;
    await previewLinks({ postId });
    await previewLinks({ postId });
    expect(hits).toBe(before + 1);
    expect(await htmlOf(postId)).not.toContain("link-card");
  });

  it("to one of our own topics is a card of it without asking anybody, unless it is closed to some", async () => {
    const who = await person({ role: "moderator" });
    const [open, closed] = [await topic(who, (await category()).slug, { title: "Everybody reads this" }), await topic(who, (await category("members")).slug, { title: "Members read this" })];
    const { postId } = await topic(who, (await category()).slug, { body: `${publicUrl()}/en/t/${open.id}/x\n\n${publicUrl()}/en/t/${closed.id}/x` });
    const html = await htmlOf(postId);
    expect([html.includes("Everybody reads this"), html.includes("Members read this"), await queued(postId)]).toEqual([true, false, 0]);
  });
});
