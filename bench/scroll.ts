import { chromium, type CDPSession } from "@playwright/test";
import { join } from "node:path";
import { findChromium } from "../bin/chromium.ts";
import type { Started } from "./process.ts";
import type { Figure } from "./report.ts";
import type { World } from "./world.ts";

const messages = 100_000;
type Cost = { heap: number; cpu: number };

/** A room of a hundred thousand messages that the first person of the world is in. */
async function longRoom(): Promise<{ id: number; cookie: string }> {
  const { db } = await import("#lib/core/transact.ts");
  const { person } = await import("#tests/world/people.ts");
  const reader = await person();
  const [thread] = await db().query<{ id: string }>("INSERT INTO thread (subject_type, last_seq) VALUES ('room', $1) RETURNING id", [messages]);
  const [room] = await db().query<{ id: string }>("INSERT INTO room (thread_id, name, audience, member_count) VALUES ($1, 'A long room', 'members', 1) RETURNING id", [thread?.id]);
  await db().query(`INSERT INTO message (thread_id, seq, author_id, client_id, source, html, created_at)
    SELECT $1, i, $2, gen_random_uuid(), 'x', '<p>Message ' || i || '. ' || repeat('It goes on for a little while. ', i % 9) || '</p>', now() - interval '300 days' + interval '300 days' * i / $3::int FROM generate_series(1, $3::int) i`, [thread?.id, reader.id, messages]);
  await db().query("INSERT INTO room_member (room_id, account_id, read_seq) VALUES ($1, $2, $3)", [room?.id, reader.id, messages]);
  return { id: Number(room?.id), cookie: reader.cookie };
}

/** What a page has used: memory that is still held, and the time its main thread has worked, in seconds. */
async function costOf(cdp: CDPSession): Promise<Cost> {
  await cdp.send("HeapProfiler.collectGarbage");
  const { metrics } = await cdp.send("Performance.getMetrics");
  const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return { heap: of("JSHeapUsedSize") / 1e6, cpu: of("TaskDuration") };
}

/** Scrolls a room of 100,000 messages upwards for half a minute: frames, what stands in the page, memory. */
export async function scroll(_world: World, server: Started): Promise<Figure[]> {
  const { id, cookie } = await longRoom();
  const browser = await chromium.launch({ executablePath: findChromium(join(import.meta.dirname, "..")), args: ["--no-sandbox"] });
  try {
    const base = `http://localhost:${server.port}`;
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    await context.addCookies(cookie.split("; ").map((one) => ({ name: one.slice(0, one.indexOf("=")), value: one.slice(one.indexOf("=") + 1), url: base })));
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
    await page.goto(`${base}/en/chat/${id}`);
    await page.waitForSelector(`[data-seq="${messages}"]`);
    const round = (ms: number) => page.evaluate(async (time) => {
      const box = document.querySelector("[data-room] section");
      const frames: number[] = [];
      let lines = 0;
      for (let last = performance.now(), end = last + time; last < end && box;) {
        const now = await new Promise<number>((resolve) => { requestAnimationFrame(resolve); });
        frames.push(now - last);
        last = now;
        box.scrollTop -= 40;
        lines = Math.max(lines, document.querySelectorAll("[data-seq]").length);
      }
      frames.sort((a, b) => a - b);
      return { frames: frames.length, p95: frames[Math.floor(frames.length * 0.95)] ?? 0, lines, at: Number(document.querySelector<HTMLElement>("[data-seq]")?.dataset.seq) };
    }, ms);
    await round(5000);
    const before = await costOf(cdp);
    const done = await round(25_000);
    const after = await costOf(cdp);
    const grown = after.heap - before.heap;
    return [
      { what: `Scrolling a room of ${messages} messages, down to number ${done.at}`, value: `${(done.frames / 25).toFixed(0)} frames/s, p95 ${done.p95.toFixed(1)} ms`, wanted: "≥ 58 frames/s", good: done.frames / 25 >= 58 },
      { what: "its main thread's own work", value: `${(((after.cpu - before.cpu) / 25) * 100).toFixed(0)} % of the time` },
      { what: "memory after 25 s more of scrolling", value: `${after.heap.toFixed(1)} MB (${grown >= 0 ? "+" : ""}${grown.toFixed(1)}), at most ${done.lines} messages in the page`, wanted: "≤ 1 MB more, ≤ 200 messages", good: grown <= 1 && done.lines <= 200 },
    ];
  } finally {
    await browser.close();
  }
}
