import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type Refusal, refused } from "#lib/core/errors.ts";
import { counter, db, transact } from "#lib/core/transact.ts";
import { earnPoints } from "#lib/points/lots.ts";
import { balanceOf } from "#lib/points/queries.ts";
import { claimPrivilege, returnClaim, spendClaim } from "#lib/privilege/privileges/claims.ts";
import { markUsed, unmarkUsed } from "#lib/privilege/privileges/codes.ts";
import { listKept, listVersions, savePrivilege, setAllowance } from "#lib/privilege/privileges/definitions.ts";
import { lapseClaims } from "#lib/privilege/privileges/lapsing.ts";
import { periodAt } from "#lib/privilege/privileges/periods.ts";
import { listPastClaims, readMyPrivileges } from "#lib/privilege/privileges/queries.ts";
import type { PrivilegeInput } from "#lib/privilege/privileges/schema.ts";
import { periods } from "#lib/privilege/privileges/types.ts";
import { erasePerson, mergePerson } from "#lib/privilege/privileges/erasure.ts";
import { door, person, type Somebody } from "#tests/world/people.ts";

let admin: Somebody;
let member: Somebody;
beforeAll(async () => { [admin, member] = [await person({ role: "admin" }), await person({ tier: 2 })]; });

const day = 86_400_000;
const got = <T>(value: T | Refusal): T => {
  if (refused(value)) throw new Error(value.detail);
  return value;
};
const code = (value: unknown): string => (refused(value as Refusal) ? (value as Refusal).code : "done");
const words = { name: "Sharpening", what: "A blade, sharpened by hand.", how: "Send it in the tube." };
const setting = (more: Partial<PrivilegeInput> = {}): PrivilegeInput => ({
  words: { en: words, fr: words }, kind: "counted", grants: [0, 0, 3, 6], period: "year", startsAt: null, endsAt: null, useDays: 60, units: 1, points: 0, valueCents: 2500, costCents: 900, position: 1, retired: false, note: "", version: 0, clientId: randomUUID(), ...more,
});
const made = async (more: Partial<PrivilegeInput> = {}): Promise<number> => got(await savePrivilege(admin.actor, null, setting(more))).id;
const claim = (who: Somebody, id: number, clientId = randomUUID()) => claimPrivilege(who.actor, id, { clientId });
const card = async (who: Somebody, id: number) => (await readMyPrivileges(who.actor)).privileges.find((one) => one.id === id);
/** Every pot of somebody against the sum of its entries: what is taken is what went out and did not come back. */
const sums = (accountId: string) => db().query<{ pot: string; taken: number; granted: number; sum: number }>(`SELECT b.pot, b.taken, b.granted, -coalesce(sum(e.units), 0)::int AS sum FROM privilege_balance b
  LEFT JOIN privilege_entry e ON (e.account_id, e.pot, e.period) = (b.account_id, b.pot, b.period) WHERE b.account_id = $1 GROUP BY 1, 2, 3 ORDER BY 1`, [accountId]);

describe("what is counted", () => {
  it("is never taken below nothing, whoever asks at once: of a hundred claims as many succeed as there are", async () => {
    const [who, id] = [await person({ tier: 2 }), await made({ grants: [0, 0, 7, 7] })];
    const all = await Promise.all(Array.from({ length: 100 }, () => claim(who, id)));
    expect(all.filter((one) => !refused(one))).toHaveLength(7);
    expect(new Set(all.filter(refused).map((one) => one.detail))).toEqual(new Set(["You have used all of these for now."]));
    expect(await sums(who.id)).toEqual([{ pot: `privilege:${id}`, taken: 7, granted: 7, sum: 7 }]);
    expect(await card(who, id)).toMatchObject({ limit: 7, left: 0, closed: "used-up" });
    await expect(db().query("UPDATE privilege_balance SET taken = taken + 1 WHERE account_id = $1", [who.id])).rejects.toThrow(/check/);
  });

  it("is claimed once for a key, however often and however much at once it is sent", async () => {
    const [who, id, key] = [await person({ tier: 2 }), await made(), randomUUID()];
    const all = await Promise.all(Array.from({ length: 12 }, () => claim(who, id, key)));
    expect(new Set(all.map((one) => got(one).id)).size).toBe(1);
    expect(await sums(who.id)).toMatchObject([{ taken: 1, sum: 1 }]);
  });

  it("is given back once when it is undone, and not when it was used", async () => {
    const id = await made();
    const [one, other] = [got(await claim(member, id)), got(await claim(member, id))];
    expect((await card(member, id))?.left).toBe(1);
    expect(await Promise.all([returnClaim(member.actor, one.id), returnClaim(member.actor, one.id), returnClaim(member.actor, one.id)])).toEqual([true, true, true]);
    expect((await card(member, id))?.left).toBe(2);
    expect(await spendClaim(member.actor, other.id)).toBe(true);
    expect(await spendClaim(member.actor, other.id)).toBe(true);
    expect(got({ a: await returnClaim(member.actor, other.id) }).a).toMatchObject({ code: "conflict", detail: "This was used already." });
    expect(code(await spendClaim(member.actor, one.id))).toBe("conflict");
    expect((await card(member, id))?.left).toBe(2);
    const told = await db().query<{ kind: string; back: boolean }>("SELECT kind, reverses IS NOT NULL AS back FROM interaction WHERE customer_id = $1 AND subject_type = 'privilege' AND subject_id = $2 ORDER BY seq", [member.id, String(id)]);
    expect(told.map((row) => `${row.back ? "-" : ""}${row.kind}`)).toEqual(["privilege.claimed", "privilege.claimed", "-privilege.claimed", "privilege.used"]);
    expect(await db().query("SELECT cents::int AS cents, kind FROM cost_entry WHERE customer_id = $1 AND subject_id = $2", [member.id, String(id)])).toEqual([{ cents: 900, kind: "privilege" }]);
    expect((await listPastClaims(member.id)).claims.filter((past) => past.privilegeId === id).map((past) => past.state)).toEqual(["used", "returned"]);
  });

  it("keeps its sums through any order of claims, undoings and uses at once", async () => {
    const id = await made({ grants: [0, 0, 4, 4] });
    await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom("claim", "undo", "use"), { minLength: 4, maxLength: 14 }), async (acts) => {
      const who = await person({ tier: 2 });
      const mine: number[] = [];
      for (let at = 0; at < acts.length; at += 3) {
        const answers = await Promise.all(acts.slice(at, at + 3).map(async (act, place) => {
          const last = mine[mine.length - 1 - place] ?? mine[0];
          if (act === "claim") return claim(who, id);
          return last === undefined ? undefined : act === "undo" ? returnClaim(who.actor, last) : spendClaim(who.actor, last);
        }));
        for (const one of answers) if (one && one !== true && !refused(one)) mine.push(one.id);
      }
      const [live] = await db().query<{ count: number }>("SELECT count(*)::int AS count FROM privilege_claim WHERE account_id = $1 AND state <> 'returned'", [who.id]);
      for (const row of await sums(who.id)) expect([row.sum, row.taken]).toEqual([row.taken, live?.count]);
      expect((await card(who, id))?.left).toBe(4 - (live?.count ?? 0));
    }), { numRuns: 12 });
  });
});

describe("what is given otherwise", () => {
  it("by allowance comes out of one pot, from which the dearer takes more", async () => {
    const [who, one, other] = [await person({ tier: 3 }), await made({ kind: "allowance" }), await made({ kind: "allowance", units: 3 })];
    const { allowance } = got(await listKept(admin.actor));
    got(await setAllowance(admin.actor, { choices: [0, 0, 2, 4], version: allowance.version }));
    expect(code(await setAllowance(admin.actor, { choices: [0, 0, 9, 9], version: allowance.version }))).toBe("conflict");
    got(await claim(who, one));
    const dear = got(await claim(who, other));
    expect(code(await claim(who, one))).toBe("conflict");
    expect((await readMyPrivileges(who.actor)).allowance).toMatchObject({ choices: 4, left: 0 });
    expect(await returnClaim(who.actor, dear.id)).toBe(true);
    expect((await readMyPrivileges(who.actor)).allowance?.left).toBe(3);
  });

  it("with a price takes the points with the claim or neither, and gives both back", async () => {
    const [who, id] = [await person({ tier: 2 }), await made({ points: 300, grants: [0, 0, 2, 2] })];
    expect(code(await claim(who, id))).toBe("conflict");
    expect((await card(who, id))).toMatchObject({ left: 2, closed: "points" });
    await transact((tx) => earnPoints(tx, { customerId: who.id, points: 700, kind: "gift", subject: { type: "test", id: "1" }, key: randomUUID(), earnedAt: new Date(Date.now() - day), availableAt: new Date(Date.now() - day) }));
    const [one] = [got(await claim(who, id)), got(await claim(who, id))];
    expect((await balanceOf(db(), who.id)).available).toBe(100);
    expect(await returnClaim(who.actor, one.id)).toBe(true);
    expect((await balanceOf(db(), who.id)).available).toBe(400);
    expect(await card(who, id)).toMatchObject({ left: 1, closed: null });
  });

  it("for a while is there from its beginning to its end, and no claim outlives it", async () => {
    const [soon, now, over] = await Promise.all([[1, 9], [-2, 3], [-9, -1]].map(([from, to]) => made({ kind: "timed", grants: [0, 0, 1, 1], startsAt: new Date(Date.now() + (from ?? 0) * day).toISOString(), endsAt: new Date(Date.now() + (to ?? 0) * day).toISOString() })));
    expect([code(await claim(member, soon ?? 0)), code(await claim(member, over ?? 0))]).toEqual(["conflict", "conflict"]);
    expect(new Date(got(await claim(member, now ?? 0)).expiresAt).getTime()).toBeLessThanOrEqual(Date.now() + 3 * day);
    expect([(await card(member, soon ?? 0))?.closed, (await card(member, over ?? 0))?.closed, (await card(member, now ?? 0))?.closed]).toEqual(["not-begun", "over", "used-up"]);
  });

  it("without end is counted by nobody, and to no other tier it is there at all", async () => {
    const [below, id] = [await person({ tier: 1 }), await made({ kind: "unlimited", grants: [0, 0, 1, 1] })];
    for (let n = 0; n < 5; n += 1) got(await claim(member, id));
    expect(await card(member, id)).toMatchObject({ limit: null, left: null, closed: null });
    expect([code(await claim(below, id)), await card(below, id)]).toEqual(["missing", undefined]);
  });

  it("lapses at its time: told a week before, once; counted all the same, with its points back", async () => {
    const [who, id] = [await person({ tier: 2 }), await made({ points: 50 })];
    await transact((tx) => earnPoints(tx, { customerId: who.id, points: 50, kind: "gift", subject: { type: "test", id: "2" }, key: randomUUID(), earnedAt: new Date(), availableAt: new Date() }));
    const one = got(await claim(who, id));
    for (const days of [55, 56]) await lapseClaims(new Date(Date.now() + days * day));
    expect(await db().query("SELECT 1 FROM interaction WHERE customer_id = $1 AND kind = 'privilege.lapses'", [who.id])).toHaveLength(1);
    await db().query("UPDATE privilege_claim SET expires_at = now() WHERE id = $1", [one.id]);
    expect(code(await spendClaim(who.actor, one.id))).toBe("conflict");
    for (let n = 0; n < 2; n += 1) await lapseClaims(new Date(Date.now() + 1000));
    expect((await listPastClaims(who.id)).claims).toMatchObject([{ id: one.id, state: "expired" }]);
    expect([(await balanceOf(db(), who.id)).available, (await sums(who.id))[0]?.taken]).toEqual([50, 1]);
  });
});

describe("whose it is", () => {
  it("stays with who lost the tier for what was claimed, and is shown as kept", async () => {
    const [fading, id] = [await person({ tier: 2 }), await made()];
    const one = got(await claim(fading, id));
    await db().query("UPDATE account SET tier = 0 WHERE id = $1", [fading.id]);
    const now = { ...fading, actor: { ...fading.actor, tier: 0 } };
    expect(code(await claim(now, id))).toBe("missing");
    expect((await readMyPrivileges(now.actor)).kept.map((kept) => kept.id)).toEqual([one.id]);
    expect(await spendClaim(now.actor, one.id)).toBe(true);
  });

  it("is nobody’s but its member’s: another finds no claim, staff has none", async () => {
    const one = got(await claim(member, await made()));
    expect([code(await spendClaim((await person({ tier: 3 })).actor, one.id)), code(await returnClaim((await person({ tier: 2 })).actor, one.id)), code(await claim(await person({ role: "concierge" }), one.id))]).toEqual(["missing", "missing", "forbidden"]);
  });

  it("adds up when two people are one, and is gone with whom it was", async () => {
    const [from, into, id] = [await person({ tier: 2 }), await person({ tier: 2 }), await made({ grants: [0, 0, 3, 3] })];
    for (const who of [from, from, into]) got(await claim(who, id));
    await transact((tx) => mergePerson(tx, { from: from.id, into: into.id }));
    expect(await sums(into.id)).toMatchObject([{ taken: 3, sum: 3 }]);
    expect(code(await claim(into, id))).toBe("conflict");
    await transact((tx) => erasePerson(tx, into.id));
    expect(await db().query("SELECT 1 FROM privilege_claim WHERE account_id = ANY($1::uuid[])", [[from.id, into.id]])).toEqual([]);
  });
});

describe("what is shown at the desk", () => {
  const read = (written: string, as?: Somebody) => door(`/api/desk/claims/${encodeURIComponent(written)}`, { as });
  const spent = async (id: number): Promise<[cents: number, used: number]> => {
    const [row] = await db().query<{ cents: number; used: number }>(`SELECT (SELECT coalesce(sum(cents), 0)::int FROM cost_entry WHERE subject_type = 'privilege' AND subject_id = $1) AS cents,
      (SELECT coalesce(sum(CASE WHEN reverses IS NULL THEN 1 ELSE -1 END), 0)::int FROM interaction WHERE kind = 'privilege.used' AND subject_id = $1) AS used`, [String(id)]);
    return [row?.cents ?? -1, row?.used ?? -1];
  };

  it("is found by its code however it is written, marked as used once, and taken back exactly, as often as a hand slips", async () => {
    const [concierge, who, id] = [await person({ role: "concierge", name: "Eli Porter" }), await person({ tier: 2, name: "Mina Vale" }), await made()];
    const one = got(await claim(who, id));
    expect((await read(one.code.toLowerCase().replace("-", " "), concierge)).body).toMatchObject({ id: one.id, state: "claimed", member: { id: who.id, name: "Mina Vale", tier: 2 }, usedBy: null, undoable: false });
    for (let round = 1; round <= 2; round += 1) {
      expect(await Promise.all([1, 2, 3].map(() => markUsed(concierge.actor, one.id)))).toEqual([true, true, true]);
      expect(await spent(id)).toEqual([900, 1]);
      expect((await read(one.code, concierge)).body).toMatchObject({ state: "used", usedBy: "Eli Porter", undoable: true });
      expect(code(await spendClaim(who.actor, one.id))).toBe("done");
      expect(await Promise.all([unmarkUsed(concierge.actor, one.id), unmarkUsed(concierge.actor, one.id)])).toEqual([true, true]);
      expect(await spent(id)).toEqual([0, 0]);
      expect(await card(who, id)).toMatchObject({ left: 2, claims: [{ id: one.id, state: "claimed" }] });
    }
    // Who marked it, and who took it back, is noted each time; and that the desk looked, once an hour for its member.
    expect((await db().query<{ act: string }>("SELECT act FROM staff_act WHERE subject_type = 'claim' AND subject_id = $1 ORDER BY id", [String(one.id)])).map((row) => row.act)).toEqual(["claim.used", "claim.undone", "claim.used", "claim.undone"]);
    expect(await db().query("SELECT reader_id AS reader, what FROM personal_read WHERE account_id = $1", [who.id])).toEqual([{ reader: concierge.id, what: "privilege" }]);
    expect(await sums(who.id)).toMatchObject([{ taken: 1, sum: 1 }]);
  });

  it("is what its member says it is: used by themselves it is not taken back, given back or lapsed it is not used, a day later it stands", async () => {
    const [concierge, id] = [await person({ role: "concierge" }), await made({ grants: [0, 0, 9, 9] })];
    const [own, back, old] = [got(await claim(member, id)), got(await claim(member, id)), got(await claim(member, id))];
    expect([await spendClaim(member.actor, own.id), await returnClaim(member.actor, back.id), await markUsed(concierge.actor, old.id)]).toEqual([true, true, true]);
    expect([code(await markUsed(concierge.actor, own.id)), code(await unmarkUsed(concierge.actor, own.id)), code(await markUsed(concierge.actor, back.id)), code(await markUsed(concierge.actor, 2_000_000_000))]).toEqual(["conflict", "conflict", "conflict", "missing"]);
    await db().query("UPDATE privilege_claim SET ended_at = now() - interval '25 hours' WHERE id = $1", [old.id]);
    expect([code(await unmarkUsed(concierge.actor, old.id)), (await read("NONE-SUCH", concierge)).status, (await read(own.code, member)).status, (await read(own.code, await person({ role: "marketer" }))).status]).toEqual(["conflict", 404, 404, 404]);
  });
});

describe("what admins keep", () => {
  it("has a history, a version that two cannot both change, and leaves claims as they were claimed", async () => {
    const id = await made({ note: "For autumn." });
    const one = got(await claim(member, id));
    got(await savePrivilege(admin.actor, id, setting({ version: 1, costCents: 5000, grants: [0, 0, 1, 1], note: "Dearer." })));
    expect(code(await savePrivilege(admin.actor, id, setting({ version: 1 })))).toBe("conflict");
    expect(got(await listVersions(admin.actor, id)).versions).toMatchObject([{ version: 2, note: "Dearer.", changed: expect.arrayContaining(["cost_cents", "grants"]) }, { version: 1, note: "For autumn.", changed: [] }]);
    expect(await card(member, id)).toMatchObject({ limit: 1, left: 0, closed: "used-up" });
    expect(await spendClaim(member.actor, one.id)).toBe(true);
    expect(await db().query("SELECT cents::int AS cents FROM cost_entry WHERE subject_id = $1 AND kind = 'privilege'", [String(id)])).toEqual([{ cents: 900 }]);
    got(await savePrivilege(admin.actor, id, setting({ version: 2, retired: true })));
    expect([await card(member, id), code(await claim(member, id))]).toEqual([undefined, "missing"]);
    expect(got(await listKept(admin.actor)).privileges.find((kept) => kept.id === id)).toMatchObject({ retired: true, used: 1, claimed: 1, spentCents: 900 });
  });

  it("is made once for a client id", async () => {
    const input = setting();
    expect(got(await savePrivilege(admin.actor, null, input)).id).toBe(got(await savePrivilege(admin.actor, null, input)).id);
  });

  it("is read in as many statements however much there is", async () => {
    const before = counter.count;
    await readMyPrivileges(member.actor);
    expect(counter.count - before).toBeLessThanOrEqual(6);
  });
});

it("a period begins where the one before ended, and every instant lies in exactly one", () => {
  fc.assert(fc.property(fc.constantFrom(...periods), fc.date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }), (period, at) => {
    const { first, next } = periodAt(period, at);
    expect(new Date(first).getTime()).toBeLessThanOrEqual(at.getTime());
    expect(next.getTime()).toBeGreaterThan(at.getTime());
    expect(periodAt(period, next).first).toBe(next.toISOString().slice(0, 10));
    expect(periodAt(period, new Date(next.getTime() - 1)).first).toBe(first);
  }), { numRuns: 300 });
});
