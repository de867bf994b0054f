import { expect, it } from "vitest";
import { db } from "#lib/core/transact.ts";
import { door, person, session } from "#tests/world/people.ts";

const visits = async (id: string): Promise<number> => (await db().query<{ count: number }>("SELECT count(*) FROM interaction WHERE customer_id = $1 AND kind = 'visit'", [id]))[0]?.count ?? 0;
const idle = (minutes: number, id: string) => db().query("UPDATE session SET seen_at = now() - make_interval(mins => $1::int) WHERE account_id = $2", [minutes, id]);

it("a visit is one session without half an hour of silence, however many pages and tabs", async () => {
  const one = await person();
  await Promise.all(Array.from({ length: 6 }, () => door("/api/me", { as: one })));
  expect(await visits(one.id)).toBe(1);
  await idle(29, one.id);
  await door("/api/me", { as: one });
  expect(await visits(one.id)).toBe(1);
  await idle(31, one.id);
  await Promise.all(Array.from({ length: 6 }, () => door("/api/me", { as: one })));
  expect(await visits(one.id)).toBe(2);
  await door("/api/me", { as: { cookie: await session(one.id, "another device") } });
  expect(await visits(one.id)).toBe(3);
});

it("the list of sessions says when each was last seen", async () => {
  const one = await person();
  await idle(50, one.id);
  await door("/api/me", { as: one });
  const { sessions } = (await door("/api/me/sessions", { as: one })).body as { sessions: { seenAt: string }[] };
  expect(Date.now() - Date.parse(sessions[0]?.seenAt ?? "")).toBeLessThan(60_000);
});
