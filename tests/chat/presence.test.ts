import { afterAll, beforeAll, expect, it } from "vitest";
import { keepLease } from "#lib/chat/presence.ts";
import { db } from "#lib/core/transact.ts";
import { aRoom } from "#tests/access/rooms.ts";
import { person } from "#tests/world/people.ts";
import { startProcess } from "../../bench/process.ts";
import { type House, house, join, opened, socketOf } from "./world.ts";

let here: House;
beforeAll(async () => { here = await house(); });
afterAll(async () => { await here.stop(); });

it("who was here by a server that was killed is here no longer when its lease has run out, and rooms are told; who is here by another as well stays", async () => {
  const [one, other, both] = [await person({ tier: 1 }), await person({ tier: 1 }), await person({ tier: 1 })];
  const { id } = await aRoom(one, "members");
  await db().query("INSERT INTO room_member (room_id, account_id) SELECT $1, unnest($2::uuid[])", [id, [other.id, both.id]]);
  const server = await startProcess("server.ts", { env: { ...process.env, RAPPORT_LIMITS: "off" } });
  const mine = await socketOf(here.port, one);
  await join(mine, id);
  const sockets = await Promise.all([socketOf(server.port, other), socketOf(server.port, both), socketOf(here.port, both)]);
  const states = async (): Promise<Record<string, string>> => Object.fromEntries((await opened(one, id)).members.map((member) => [member.id, member.state]));
  await expect.poll(states, { timeout: 20_000 }).toEqual({ [one.id]: "active", [other.id]: "active", [both.id]: "active" });
  const [lease] = await db().query<{ id: string }>("SELECT lease_id AS id FROM presence WHERE account_id = $1", [other.id]);
  await server.kill();
  const told: { accountId: string; state: string }[] = [];
  mine.on("chat.presence", (news: { accountId: string; state: string }) => told.push(news));
  await db().query("UPDATE presence_lease SET until = now() - interval '2 seconds' WHERE id = $1", [lease?.id]);
  expect(await states()).toEqual({ [one.id]: "active", [other.id]: "offline", [both.id]: "active" });
  // Whichever process next says that it lives takes the dead one's people along.
  here.live.presences.again();
  await expect.poll(() => told.find((news) => news.accountId === other.id), { timeout: 20_000 }).toEqual({ roomId: id, accountId: other.id, state: "offline" });
  expect(await keepLease("00000000-0000-4000-8000-000000000000")).toEqual([]);
  expect((await db().query("SELECT 1 FROM presence WHERE lease_id = $1", [lease?.id])).length).toBe(0);
  await db().query("DELETE FROM presence_lease WHERE id = '00000000-0000-4000-8000-000000000000'");
  for (const socket of [mine, ...sockets]) socket.disconnect();
}, 60_000);
