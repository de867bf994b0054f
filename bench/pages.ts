import { load, one } from "./load.ts";
import type { Started } from "./process.ts";
import type { Figure } from "./report.ts";
import type { World } from "./world.ts";

type Case = { what: string; path: string; headers: Record<string, string>; connections: number; wanted?: number };

/** Pages and the personal overlay, each beside a bare server that returns the same bytes, measured one after the other. */
export async function pages(world: World, server: Started, bare: Started): Promise<Figure[]> {
  const visitor = { "accept-encoding": "br, gzip" };
  const member = { ...visitor, cookie: world.cookies[0] ?? "" };
  const cases: Case[] = [
    ...[1, 10, 50].flatMap((connections): Case[] => [
      { what: `topic page, visitor, ${connections}`, path: world.path, headers: visitor, connections, ...(connections === 10 ? { wanted: 0.7 } : {}) },
      { what: `topic page, signed in, ${connections}`, path: world.path, headers: member, connections, ...(connections === 10 ? { wanted: 0.7 } : {}) },
      { what: `topic list, visitor, ${connections}`, path: world.list, headers: visitor, connections },
    ]),
    { what: "topic page uncompressed, visitor, 10", path: world.path, headers: {}, connections: 10 },
    { what: "overlay (GET /api/me/topic), 10", path: `/api/me/topic/${world.topicId}`, headers: member, connections: 10, wanted: 0.15 },
  ];
  const figures: Figure[] = [];
  for (const { what, path, headers, connections, wanted } of cases) {
    const answer = await one(server.port, path, headers);
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
    await bare.ask({ body: answer.body, headers: answer.headers });
    await load({ port: server.port, path, headers, connections, seconds: 1 });
    await load({ port: bare.port, path, headers, connections, seconds: 1 });
    const ours = await load({ port: server.port, path, headers, connections, seconds: 4 });
    const theirs = await load({ port: bare.port, path, headers, connections, seconds: 4 });
    const share = ours.perSecond / theirs.perSecond;
    figures.push({
      what, value: `${ours.perSecond}/s, p50 ${ours.p50} p99 ${ours.p99} ms, ${answer.size} B${ours.errors ? `, ${ours.errors} errors` : ""}`, yardstick: `${theirs.perSecond}/s, p99 ${theirs.p99} ms`, share,
      ...(wanted ? { wanted: `≥ ${wanted * 100} %`, good: share >= wanted && ours.errors === 0 } : {}),
    });
  }
  return figures;
}
