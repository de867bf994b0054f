import { beforeAll, expect, it } from "vitest";
import { app } from "#tests/world/people.ts";
import { cast } from "./actors.ts";
import type { World } from "./makers.ts";
import { matrix, world } from "./matrix.ts";

let at: World;
beforeAll(async () => { at = await world(await cast()); });

// Beside the doors that write, so that the longest two run at once.
it("the access matrix holds for everyone, wherever something is read", async () => {
  expect(await matrix(app(), at, { doors: (rule) => rule.door.startsWith("GET ") })).toEqual([]);
}, 400_000);
