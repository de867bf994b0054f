import { expect, it } from "vitest";
import { db } from "#lib/core/transact.ts";
import { examine } from "#lib/relationship/doctor.ts";
import { category, person, topic } from "#tests/world/people.ts";
import { crashRound, lostOrTwice, type Round } from "../../bench/crash.ts";
import { lostOfMarket, makeMarket } from "../../bench/crash-referrals.ts";

it("a dozen kills under write load lose nothing that was acknowledged, and write nothing twice", async () => {
  const seed = Math.floor(Math.random() * 1e9);
  console.log(`seed ${seed}`);
  const author = await person();
  const { slug } = await category();
  const topicIds = [(await topic(author, slug)).id, (await topic(author, slug)).id];
  const cookies = (await Promise.all(Array.from({ length: 4 }, () => person()))).map((one) => one.cookie);
  const market = await makeMarket();
  const rounds: Round[] = [];
  for (let round = 0; round < 12; round += 1) rounds.push(await crashRound({ cookies, topicIds, market }, { round, seed, env: { ...process.env, RAPPORT_LIMITS: "off" } }));
  // Each round is killed only after something was acknowledged; one that proves nothing would be seen here.
  expect(rounds.filter((round) => !round.writes.some((write) => write.acknowledged))).toEqual([]);
  expect(await lostOrTwice(db(), rounds)).toEqual([]);
  const sent = rounds.flatMap((round) => round.sent);
  for (const kind of ["visits", "orders"] as const) expect(sent.some((one) => one[kind].some((each) => each.acknowledged))).toBe(true);
  expect(await lostOfMarket(sent)).toEqual([]);
  expect((await examine()).filter((check) => !check.ok)).toEqual([]);
}, 600_000);
