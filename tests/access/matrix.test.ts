import { beforeAll, describe, expect, it } from "vitest";
import { app } from "#tests/world/people.ts";
import { cast } from "./actors.ts";
import type { World } from "./makers.ts";
import { inventory, keyMatrix, matrix, world } from "./matrix.ts";
import { rules } from "./rules.ts";

let at: World;
beforeAll(async () => { at = await world(await cast()); });

describe("the access matrix", () => {
  it("has a rule for every door there is, and none for a door there is not", () => {
    expect(inventory(app()).sort()).toEqual(rules.map((rule) => rule.door).sort());
  });

  it("holds for everyone, wherever something is written, and what is denied changes nothing", async () => {
    expect(await matrix(app(), at, { doors: (rule) => !rule.door.startsWith("GET ") })).toEqual([]);
  }, 400_000);

  it("lets a key into the doors that name its scope, and into no other", async () => {
    expect(await keyMatrix(app(), at)).toEqual([]);
  }, 120_000);
});
