import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { refused } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { db, transact } from "#lib/core/transact.ts";
import { trial } from "#lib/outbound/trial.ts";
import { deliverTo } from "#lib/webhooks/delivering.ts";
import { addEndpoint, changeSecret, listEndpoints, replay } from "#lib/webhooks/endpoints.ts";
import { emitEvent } from "#lib/webhooks/messages.ts";
import { isOurs, pauseAfter } from "#lib/webhooks/signing.ts";
import { person, type Somebody } from "#tests/world/people.ts";

type Heard = { headers: IncomingMessage["headers"]; body: string };
const heard: Heard[] = [];
let answer = 200;
let admin: Somebody;
let url = "";
const server = createServer((req, res) => {
  let body = "";
  req.on("data", (part) => { body += part; });
  req.on("end", () => { heard.push({ headers: req.headers, body }); res.writeHead(answer).end(); });
});
beforeAll(async () => {
  admin = await person({ role: "admin" });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  trial.hosts.add(`127.0.0.1:${port}`);
  url = `http://127.0.0.1:${port}/hooks`;
});
afterAll(() => { server.close(); trial.hosts.clear(); });
beforeEach(() => { heard.length = 0; answer = 200; });

async function endpoint(at = url): Promise<{ id: string; secret: string }> {
  const made = await addEndpoint(admin.actor, { name: "Till", url: at, events: ["reward.granted"] });
  if (refused(made)) throw new Error(made.detail);
  return made;
}
const tell = (key = newId()): Promise<unknown> => transact((tx) => emitEvent(tx, { event: "reward.granted", key, data: { reward: key, points: 5 } }));
const stateOf = async (id: string) => db().query<{ state: string; attempts: number; problem: string }>("SELECT state, attempts, problem FROM webhook_delivery WHERE endpoint_id = $1 ORDER BY id", [id]);
const oursBy = (one: Heard | undefined, secret: string, now = new Date()): boolean => isOurs(one?.headers as Record<string, string>, one?.body ?? "", { secret, now });

it("a message is signed, told once for its key, and refused by its receiver when forged, replayed late, or from the future", async () => {
  const { id, secret } = await endpoint();
  const key = newId();
  await tell(key);
  await tell(key);
  await deliverTo(id);
  await deliverTo(id);
  expect(heard).toHaveLength(1);
  expect(JSON.parse(heard[0]?.body ?? "")).toMatchObject({ type: "reward.granted", data: { points: 5 } });
  expect(oursBy(heard[0], secret)).toBe(true);
  expect(oursBy({ headers: heard[0]?.headers ?? {}, body: heard[0]?.body.replace("5", "500") ?? "" }, secret)).toBe(false);
  expect(oursBy(heard[0], "whsec_AAAA")).toBe(false);
  for (const seconds of [-301, 301]) expect(oursBy(heard[0], secret, new Date(Date.now() + seconds * 1000 + (seconds > 0 ? 1000 : -1000)))).toBe(false);
  await db().query("UPDATE webhook_endpoint SET removed_at = now() WHERE id = $1", [id]);
});

it("while a secret is exchanged both hold, and the third ends the first", async () => {
  const { id, secret } = await endpoint();
  const second = await changeSecret(admin.actor, id);
  if (refused(second)) throw new Error(second.detail);
  await tell();
  await deliverTo(id);
  expect([oursBy(heard[0], secret), oursBy(heard[0], second.secret)]).toEqual([true, true]);
  await changeSecret(admin.actor, id);
  await tell();
  await deliverTo(id);
  expect([oursBy(heard[1], secret), oursBy(heard[1], second.secret)]).toEqual([false, true]);
  await db().query("UPDATE webhook_endpoint SET removed_at = now() WHERE id = $1", [id]);
});

it("what fails waits longer each time, then is dead with its reason, and is sent again under its id", async () => {
  const { id } = await endpoint();
  answer = 503;
  await tell();
  for (let attempt = 0; attempt < 12; attempt += 1) {
    await db().query("UPDATE webhook_delivery SET next_at = now() WHERE endpoint_id = $1 AND state = 'waiting'", [id]);
    await deliverTo(id);
  }
  expect(await stateOf(id)).toEqual([{ state: "dead", attempts: 9, problem: "status" }]);
  answer = 200;
  expect(await replay(admin.actor, id)).toEqual({ count: 1 });
  await deliverTo(id);
  expect((await stateOf(id))[0]?.state).toBe("sent");
  expect(new Set(heard.map((one) => one.headers["webhook-id"])).size).toBe(1);
  const pauses = Array.from({ length: 8 }, (_, at) => pauseAfter(at + 1, () => 0.5) ?? 0);
  expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
  expect([pauseAfter(9), pauseAfter(1, () => 0), pauseAfter(1, () => 1)]).toEqual([undefined, 4000, 6000]);
  await db().query("UPDATE webhook_endpoint SET removed_at = now() WHERE id = $1", [id]);
});

it("nothing is sent to an address that is not of the open internet, and one endpoint holds up no other", async () => {
  const [closed, open] = [await endpoint("http://10.0.0.7/hooks"), await endpoint()];
  await tell();
  await Promise.all([deliverTo(closed.id), deliverTo(open.id)]);
  expect((await stateOf(closed.id))[0]).toMatchObject({ state: "waiting", problem: "closed-address" });
  expect((await stateOf(open.id))[0]?.state).toBe("sent");
  const seen = await listEndpoints(admin.actor);
  expect(JSON.stringify(seen)).not.toContain(open.secret);
});
