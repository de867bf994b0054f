import { expect, it } from "vitest";
import { disconnect } from "#lib/core/db.ts";
import { hasRedis } from "#tests/world/redis.ts";
import { chatFaults } from "../../bench/chat-faults.ts";

it("fifty people write while the server, the database, all of PostgreSQL, Redis and the lines between them die: nothing acknowledged is lost or twice, and everyone has the same, in order", async () => {
  await disconnect();
  const seed = Math.floor(Math.random() * 1e9);
  console.log(`seed ${seed}`);
  const run = await chatFaults({ seconds: 8, people: 50, seed });
  expect(run.wrong.slice(0, 5), JSON.stringify(run.faults)).toEqual([]);
  // A run in which nothing happened proves nothing. Redis dies where this machine has one.
  expect(Object.keys(run.faults).sort()).toEqual(["cut", "database", "postmaster", ...(hasRedis() ? ["redis"] : []), "server", "slow"]);
  expect(run.acknowledged).toBeGreaterThan(300);
  // Everybody was thrown out and came back.
  expect(run.connections).toBeGreaterThan(99);
}, 240_000);
