import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { findChromium } from "../bin/chromium.ts";
import { join } from "node:path";
import type { Started } from "./process.ts";
import type { Figure } from "./report.ts";
import type { World } from "./world.ts";

const kinds = ["performance", "accessibility", "best-practices", "seo"] as const;

/** What Lighthouse's mobile preset says of a visitor's topic page of twenty posts. */
export async function lighthouseScores(world: World, server: Started): Promise<Figure[]> {
  const chrome = await launch({ chromePath: findChromium(join(import.meta.dirname, "..")), chromeFlags: ["--headless=new", "--no-sandbox"] });
  try {
    const run = await lighthouse(`http://localhost:${server.port}${world.path}`, { port: chrome.port, onlyCategories: [...kinds], logLevel: "error" });
    if (!run) throw new Error("Lighthouse said nothing");
    const bad = Object.values(run.lhr.audits).filter((audit) => audit.score !== null && audit.score < 0.9 && audit.scoreDisplayMode !== "informative").map((audit) => audit.id);
    return kinds.map((kind) => {
      const score = Math.round((run.lhr.categories[kind]?.score ?? 0) * 100);
      return { what: `Lighthouse, mobile, ${kind}`, value: String(score), wanted: "≥ 95", good: score >= 95, ...(kind === "performance" && bad.length ? { yardstick: `below 90: ${bad.join(", ")}` } : {}) };
    });
  } finally {
    chrome.kill();
  }
}
