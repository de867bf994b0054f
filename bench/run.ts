import { appendFileSync, existsSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { crashRound, lostOrTwice, type Round } from "./crash.ts";
import { lostOfMarket, makeMarket } from "./crash-referrals.ts";
import { fanout } from "./fanout.ts";
import { customers } from "./customers.ts";
import { delay, throughput } from "./ledger.ts";
import { lighthouseScores } from "./lighthouse.ts";
import { memory } from "./memory.ts";
import { mulberry32 } from "../prisma/seed/random.ts";
import { pages } from "./pages.ts";
import { startProcess } from "./process.ts";
import { portfolio } from "./portfolio.ts";
import { scroll } from "./scroll.ts";
import { spam } from "./spam.ts";
import { type Figure, table } from "./report.ts";
import { reviews } from "./reviews.ts";
import { tiers } from "./tiers.ts";
import { touches } from "./touches.ts";
import { makeWorld, type World } from "./world.ts";
import { writes } from "./writes.ts";

const parts = ["pages", "lighthouse", "writes", "fanout", "ledger", "memory", "crash", "community", "tiers", "lifetimes", "relationship", "customers", "spam", "reviews", "chat", "chat-faults", "scroll", "picture", "touches", "referrals", "mail", "news", "mail-in", "requests", "stages"] as const;
type Part = (typeof parts)[number];
// `seed large` makes the large community that `community` measures; `community=search` measures what is named so.
const given = process.argv.slice(2);
const seeding = given.join(" ") === "seed large";
const only = given.find((one) => one.startsWith("community="))?.slice("community=".length);
// `mail=100000` sends so many letters, and `news` makes as many.
const letters = Number(given.find((one) => one.startsWith("mail="))?.slice("mail=".length) ?? 5000);
// `spam <labelled CSV> …` judges the learned filter on those; without one on a small one of our own.
const labelled = given[0] === "spam" ? given.slice(1) : [];
const asked = seeding ? [] : given.slice(0, given.length - labelled.length).map((one) => one.replace(/^(community|mail)=.*/, "$1"));
const unknown = asked.filter((one) => !parts.includes(one as Part));
if (unknown.length) {
  process.stderr.write(`There is no bench called ${unknown.join(", ")}; there are ${parts.join(", ")}.\n`);
  process.exit(2);
}
// Two hundred kills take five minutes, twenty million interactions longer, and the large community is there only when it was made: they run when asked for.
const chosen: readonly string[] = asked.length ? asked : parts.filter((part) => !["crash", "chat-faults", "community", "relationship", "customers", "referrals", "stages"].includes(part));

async function crash(world: World, rounds = 200): Promise<Figure[]> {
  const { db } = await import("#lib/core/transact.ts");
  const { examine } = await import("#lib/relationship/doctor.ts");
  const seed = Math.floor(Math.random() * 1e9);
  const market = await makeMarket();
  const done: Round[] = [];
  for (let round = 0; round < rounds; round += 1) done.push(await crashRound({ cookies: world.cookies.slice(10, 14), topicIds: [world.topicId], market }, { round, seed, env: { ...process.env, ...world.env } }));
  const sent = done.flatMap((round) => round.sent);
  const wrong = [...(await lostOrTwice(db(), done)), ...(await lostOfMarket(sent)), ...(await examine()).filter((check) => !check.ok).map((check) => `${check.check}: ${check.detail}`)];
  const written = done.reduce((sum, round) => sum + round.writes.length, 0);
  const resent = done.reduce((sum, round) => sum + round.resent, 0);
  return [{ what: `${rounds} kills under write load, seed ${seed}`, value: `${written} replies, ${sent.reduce((sum, one) => sum + one.visits.length, 0)} visits and ${sent.reduce((sum, one) => sum + one.orders.length, 0)} orders acknowledged, ${resent} replies sent twice, ${wrong.length} wrong${wrong[0] ? `: ${wrong[0]}` : ""}`, wanted: "0 wrong", good: wrong.length === 0 }];
}

async function large(): Promise<Figure[]> {
  const { openLarge } = await import("./large/seed.ts");
  const store = await openLarge(["shared_buffers=512MB"]);
  if (!store) throw new Error("The large community is not there yet: npm run bench -- seed large");
  Object.assign(process.env, { DATABASE_URL: store.url, SECRET: crypto.randomUUID() + crypto.randomUUID(), LOG_LEVEL: "error" });
  try {
    const { community } = await import("./community.ts");
    return await community(store.url, { random: mulberry32(11), only: only ? new RegExp(only) : undefined, file: join(import.meta.dirname, "../.data/bench/slow.json") });
  } finally {
    await (await import("#lib/core/db.ts")).disconnect();
    await store.stop();
  }
}

async function measure(): Promise<Figure[]> {
  if (seeding) return (await import("./large/seed.ts")).seedLarge();
  if (chosen.includes("community")) return large();
  const figures: Figure[] = chosen.includes("spam") ? spam(labelled) : [];
  // It has a database of its own, which it kills.
  if (chosen.includes("chat-faults")) figures.push(...(await (await import("./chat.ts")).chatFaultFigures()));
  if (chosen.every((part) => part === "spam" || part === "chat-faults")) return figures;
  const served = chosen.some((part) => ["pages", "lighthouse", "writes", "fanout", "memory", "scroll", "picture", "touches"].includes(part));
  const world = await makeWorld(served);
  try {
    if (chosen.includes("relationship")) figures.push(...(await portfolio()));
    if (chosen.includes("customers")) figures.push(...(await customers()));
    if (chosen.includes("tiers")) figures.push(...tiers());
    if (chosen.includes("lifetimes")) figures.push(...(await import("./lifetimes.ts")).lifetimes());
    if (chosen.includes("referrals")) { const { coverage, tree } = await import("./referrals.ts"); figures.push(...coverage(), ...(await tree())); }
    if (chosen.includes("reviews")) figures.push(...(await reviews()));
    if (chosen.includes("mail-in")) figures.push(...(await (await import("./mail-in.ts")).mailIn()));
    if (chosen.includes("mail")) figures.push(...(await (await import("./mail.ts")).mail(letters)));
    if (chosen.includes("news")) figures.push(...(await (await import("./news.ts")).news(letters)));
    if (chosen.includes("ledger")) figures.push(...(await throughput()), ...(await delay()));
    if (chosen.includes("requests")) figures.push(...(await (await import("./requests.ts")).requests(world.env)));
    if (chosen.includes("stages")) figures.push(...(await (await import("./stages.ts")).stages()));
    if (chosen.includes("chat")) figures.push(...(await (await import("./chat.ts")).chat(world.env)));
    if (served) {
      const server = await startProcess("server.ts", { args: ["pages"], node: ["--expose-gc"], env: { ...process.env, ...world.env } });
      const bare = await startProcess("bare.ts");
      try {
        if (chosen.includes("pages")) figures.push(...(await pages(world, server, bare)));
        if (chosen.includes("lighthouse")) figures.push(...(await lighthouseScores(world, server)));
        if (chosen.includes("fanout")) figures.push(...(await fanout(world, server)));
        if (chosen.includes("scroll")) figures.push(...(await scroll(world, server)));
        if (chosen.includes("picture")) figures.push(...(await (await import("./picture.ts")).picture(server)));
        if (chosen.includes("memory")) figures.push(...(await memory(world, server)));
        if (chosen.includes("touches")) figures.push(...(await touches(server, bare)));
        if (chosen.includes("writes")) figures.push(...(await writes(world, server)));
        if (server.said().trim()) process.stderr.write(`${server.said().slice(-2000)}\n`);
      } finally {
        await bare.stop();
        await server.stop();
      }
    }
    if (chosen.includes("crash")) figures.push(...(await crash(world)));
  } finally {
    await world.end();
  }
  return figures;
}

const figures = await measure();
const shown = table(figures);
const file = join(import.meta.dirname, "results.md");
if (!existsSync(file)) writeFileSync(file, "# Measured\n\nEach run of `npm run bench` adds its table. The generator runs on the same cores.\n");
appendFileSync(file, `\n## ${new Date().toISOString().slice(0, 16).replace("T", " ")}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown"}, Node ${process.versions.node}\n\n${shown}\n`);
process.stdout.write(`${shown}\n`);
process.exit(figures.some((figure) => figure.good === false) ? 1 : 0);
