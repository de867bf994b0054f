import { afterAll, beforeAll, expect, it } from "vitest";
import { deliverWith } from "#lib/chat/sending.ts";
import type { Spoken } from "#lib/chat/types.ts";
import type { MessageView } from "#lib/threads/types.ts";
import { aRoom } from "#tests/access/rooms.ts";
import { person } from "#tests/world/people.ts";
import { type House, house, join, socketOf, write } from "./world.ts";

let here: House;
beforeAll(async () => { here = await house(); });
afterAll(async () => { await here.stop(); });

it("a message that another server told late, when it was read back already, is not heard twice", async () => {
  const one = await person({ tier: 1 });
  const { id } = await aRoom(one, "members");
  const socket = await socketOf(here.port, one);
  await join(socket, id);
  const heard: number[] = [];
  socket.on("chat.message", ({ message }: { message: MessageView }) => heard.push(message.seq));
  // Committed elsewhere: only the notification of the commit arrives, what was said is on its way.
  const late: Spoken[] = [];
  deliverWith((spoken) => { late.push(...spoken); });
  const { seq } = await write(one, id, { body: "On its way." });
  await expect.poll(() => heard, { timeout: 10_000 }).toEqual([seq]);
  here.live.relay.heard(late);
  deliverWith((spoken) => here.live.relay.sent(spoken));
  await write(one, id, { body: "After it." });
  await expect.poll(() => heard.includes(seq + 1), { timeout: 10_000 }).toBe(true);
  expect(heard).toEqual([seq, seq + 1]);
  socket.disconnect();
});
