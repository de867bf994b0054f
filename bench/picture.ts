import { chromium, type Page } from "@playwright/test";
import { join } from "node:path";
import { findChromium } from "../bin/chromium.ts";
import { mulberry32 } from "../prisma/seed/random.ts";
import type { Drawn } from "#lib/relationship/segments/picture.ts";
import type { Started } from "./process.ts";
import type { Figure } from "./report.ts";

const many = 100_000;
// The most that are drawn one by one (lib/relationship/segments/picture.ts).
const few = 20_000;
const seconds = 6;

function drawnOf(count: number): Drawn[] {
  const random = mulberry32(7);
  const all = Array.from({ length: count }, () => ({ rf: 100 * random() ** 2, netCents: Math.round(100 * 10 ** (4.5 * random() ** 0.7)), tier: Math.floor(4 * random() ** 3), stage: Math.floor(6 * random() ** 4) }));
  const edge = all.map((one) => one.netCents).sort((a, b) => b - a)[Math.floor(count / 5)] ?? 0;
  return all.sort((a, b) => b.netCents - a.netCents).map((one, at) => ({ ...one, rank: at + 1, segment: one.netCents >= edge ? (one.rf >= 50 ? "A" : "B") : one.rf >= 50 ? "C" : "D" }));
}

/** A portfolio of so many customers as a night would leave it, with the picture it keeps. */
async function placed(count: number): Promise<void> {
  const { transact } = await import("#lib/core/transact.ts");
  const { gatherPicture } = await import("#lib/relationship/segments/picture.ts");
  const all = drawnOf(count);
  const picture = gatherPicture();
  picture.take(all);
  await transact(async (tx) => {
    await tx.query("DELETE FROM portfolio_day");
    await tx.query("DELETE FROM portfolio");
    await tx.query("ALTER TABLE account DISABLE TRIGGER customer_fact_joined");
    await tx.query("INSERT INTO account (id, name, handle) SELECT gen_random_uuid(), 'Customer ' || g, 'picture.' || g FROM generate_series(1, $1::int) g ON CONFLICT DO NOTHING", [count]);
    await tx.query("ALTER TABLE account ENABLE TRIGGER customer_fact_joined");
    await tx.query(`INSERT INTO portfolio (customer_id, day, rf, net_cents, rank, vital, segment, segment_since, x_high, y_high, value_cents, stage)
      SELECT a.id, current_date - 1, d.rf, d.net, d.rank, d.segment IN ('A', 'B'), d.segment::"char", current_date - 9, d.rf >= 50, d.segment IN ('A', 'B'), d.net * 2, d.stage
      FROM unnest($1::float8[], $2::bigint[], $3::int[], $4::text[], $5::int[]) WITH ORDINALITY AS d (rf, net, rank, segment, stage, n) JOIN account a ON a.handle = 'picture.' || d.n`,
      [all.map((one) => one.rf), all.map((one) => one.netCents), all.map((one) => one.rank), all.map((one) => one.segment), all.map((one) => one.stage)]);
    await tx.query("INSERT INTO portfolio_day (day, summary, picture) VALUES (current_date - 1, $1, $2)", [JSON.stringify({ netCents: all.reduce((sum, one) => sum + one.netCents, 0) }), JSON.stringify(picture.kept())]);
  });
}

type Moved = { frames: number; p95: number; longest: number; at: string };
type Hand = { from: [number, number]; sweep: number };

/** Holds the picture at a place and moves the hand about it, a step at each frame: how many frames there were, and the longest task. */
async function moving(page: Page, { from, sweep }: Hand): Promise<Moved> {
  return page.evaluate(async ({ x, y, wide, time }) => {
    const pen = document.querySelector('[data-drawn="true"] > div');
    if (!pen) throw new Error("There is no picture.");
    const box = pen.getBoundingClientRect();
    const send = (type: string, atX: number, atY: number): void => { pen.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, clientX: atX, clientY: atY, button: 0, buttons: 1 })); };
    const [left, top] = [box.x + x, box.y + y];
    let longest = 0;
    const watch = new PerformanceObserver((list) => { for (const entry of list.getEntries()) longest = Math.max(longest, entry.duration); });
    send("mousemove", left, top);
    send("mousedown", left, top);
    watch.observe({ entryTypes: ["longtask"] });
    const frames: number[] = [];
    for (let last = performance.now(), began = last; last < began + time;) {
      const now = await new Promise<number>((resolve) => { requestAnimationFrame(resolve); });
      frames.push(now - last);
      last = now;
      const turn = (now - began) / 400;
      send("mousemove", left + wide * Math.sin(turn), top + (wide / 3) * Math.cos(turn));
    }
    watch.disconnect();
    send("mouseup", left, top);
    frames.sort((a, b) => a - b);
    return { frames: frames.length, p95: frames[Math.floor(frames.length * 0.95)] ?? 0, longest, at: document.querySelector("[data-count='A']")?.textContent ?? "" };
  }, { x: from[0], y: from[1], wide: sweep, time: seconds * 1000 });
}

// The line of the factor is found by its cursor, as a hand finds it.
async function lineOf(page: Page): Promise<[number, number]> {
  return page.evaluate(() => {
    const pen = document.querySelector<HTMLElement>('[data-drawn="true"] > div');
    if (!pen) throw new Error("There is no picture.");
    const box = pen.getBoundingClientRect();
    for (let x = 60; x < box.width - 20; x += 2) {
      pen.dispatchEvent(new MouseEvent("mousemove", { bubbles: true, clientX: box.x + x, clientY: box.y + 60 }));
      if (pen.style.cursor === "ew-resize") return [x, 60] as [number, number];
    }
    throw new Error("No line answers.");
  });
}

function told(what: string, { frames, p95, longest }: Moved): Figure {
  return { what, value: `${(frames / seconds).toFixed(0)} frames/s, p95 ${p95.toFixed(1)} ms, longest task ${longest === 0 ? "under 50" : longest.toFixed(0)} ms`, wanted: "≥ 55 frames/s, no task over 50 ms", good: frames / seconds >= 55 && longest <= 50 };
}

async function look(page: Page, base: string, what: string): Promise<Figure[]> {
  await page.goto(`${base}/en/studio/portfolio`);
  await page.waitForSelector('[data-drawn="true"] canvas', { timeout: 120_000 });
  const line = await lineOf(page);
  const dragged = await moving(page, { from: line, sweep: 90 });
  for (let times = 0; times < 2; times += 1) await page.getByRole("button", { name: "Nearer" }).click();
  const box = await page.locator('[data-drawn="true"]').boundingBox();
  const panned = await moving(page, { from: [(box?.width ?? 900) * 0.3, (box?.height ?? 500) * 0.3], sweep: 220 });
  return [told(`${what}: a threshold dragged, counts asked as it moves`, dragged), told(`${what}: the picture moved about, nearer`, panned)];
}

/** The portfolio's picture in a browser: 100,000 customers as density, and as many points as are drawn one by one, moved without stutter. */
export async function picture(server: Started): Promise<Figure[]> {
  const { person } = await import("#tests/world/people.ts");
  const { cookie } = await person({ role: "marketer" });
  const browser = await chromium.launch({ executablePath: findChromium(join(import.meta.dirname, "..")), args: ["--no-sandbox"] });
  try {
    const base = `http://localhost:${server.port}`;
    const context = await browser.newContext({ viewport: { width: 1440, height: 1000 } });
    await context.addCookies(cookie.split("; ").map((one) => ({ name: one.slice(0, one.indexOf("=")), value: one.slice(one.indexOf("=") + 1), url: base })));
    const page = await context.newPage();
    const figures: Figure[] = [];
    for (const [count, how] of [[many, "customers as density"], [few, "customers as points"]] as const) {
      await placed(count);
      figures.push(...(await look(page, base, `${count.toLocaleString("en")} ${how}`)));
    }
    return figures;
  } finally {
    await browser.close();
  }
}
