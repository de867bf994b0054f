import { randomBytes } from "node:crypto";
import autocannon from "autocannon";
import { db, transact } from "#lib/core/transact.ts";
import { linkFor } from "#lib/buzz/links.ts";
import { refused } from "#lib/core/errors.ts";
import type { Started } from "./process.ts";
import type { Figure } from "./report.ts";

const browser = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", accept: "text/html,application/xhtml+xml", "accept-language": "en" };
type Run = { perSecond: number; p99: number; good: number; bad: number };

// Each request is another visitor's: its cookie is new, its link one of twenty.
async function drive(port: number, paths: readonly string[], seconds: number): Promise<Run> {
  let at = 0;
  const next = () => ({ path: paths[at++ % paths.length] ?? "/", headers: { ...browser, cookie: `rapport_via=${randomBytes(16).toString("base64url")}` } });
  const run = await autocannon({ url: `http://127.0.0.1:${port}`, connections: 50, duration: seconds, requests: [{ setupRequest: (request) => ({ ...request, ...next() }) }] });
  const good = run["2xx"] + run["3xx"];
  return { perSecond: Math.round(good / run.duration), p99: run.latency.p99, good, bad: run.errors + run["4xx"] + run["5xx"] };
}

/** Counted visits per second at fifty connections, each committed before it is led on, beside a bare server in the same run; and that each was counted once. */
export async function touches(server: Started, bare: Started): Promise<Figure[]> {
  const people = await db().query<{ id: string }>("SELECT id FROM account ORDER BY id LIMIT 20");
  const links: string[] = [];
  for (const { id } of people) {
    const link = await transact((tx) => linkFor(tx, { id }, { thing: "invite", id: "", channel: "link" }));
    if (refused(link)) throw new Error(link.detail);
    links.push(`/s/${link.token}`);
  }
  await bare.ask({ body: "", headers: { location: "/en/invited" } });
  await drive(server.port, links, 2);
  await drive(bare.port, links, 1);
  const counted = async (): Promise<number> => (await db().query<{ n: number }>("SELECT count(*) AS n FROM touch"))[0]?.n ?? 0;
  const before = await counted();
  const ours = await drive(server.port, links, 6);
  const theirs = await drive(bare.port, links, 4);
  const stored = (await counted()) - before;
  // What was under way when the driver ended was counted and not answered any more.
  const once = stored >= ours.good && stored <= ours.good + 200;
  return [
    { what: "touch, committed, 50", value: `${ours.perSecond}/s, p99 ${ours.p99} ms${ours.bad ? `, ${ours.bad} errors` : ""}`, yardstick: `${theirs.perSecond}/s, p99 ${theirs.p99} ms`, share: ours.perSecond / theirs.perSecond, wanted: "≥ 3,000/s, p99 ≤ 20 ms", good: ours.perSecond >= 3000 && ours.p99 <= 20 && ours.bad === 0 },
    { what: "touches answered and touches stored", value: `${ours.good} and ${stored}`, wanted: "each once", good: once },
  ];
}
