import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attribute } from "#lib/buzz/attribution.ts";
import { isDisposable, mailboxOf, sameHouse } from "#lib/buzz/mailbox.ts";
import { type RiskFacts, riskOf } from "#lib/buzz/risk.ts";

const nothing: RiskFacts = { sameMailbox: false, sameDevice: false, sameSession: false, samePlace: false, sameAddress: false, sameHouse: false, disposable: false, burst: 1, ring: null, secondsAfterTouch: null };
const day = (n: number): Date => new Date(Date.UTC(2026, 0, n));

describe("a mailbox", () => {
  it("is the same for googlemail and gmail, with +tags and with dots", () => {
    for (const address of ["robin.vale@gmail.com", "RobinVale@GoogleMail.com", "r.o.b.i.n.vale+shop@gmail.com", "robinvale+x+y@googlemail.com"]) expect(mailboxOf(address)).toBe("robinvale@gmail.com");
    expect(mailboxOf("Robin.Vale+a@Example.org")).toBe("robin.vale@example.org");
    expect(mailboxOf("robinvale@example.org")).not.toBe(mailboxOf("robin.vale@example.org"));
  });
  it("says a house only where not everybody may have one, and knows those that are thrown away", () => {
    expect([sameHouse("a@vale.example", "b@vale.example"), sameHouse("a@gmail.com", "b@googlemail.com"), sameHouse("a@one.example", "b@two.example")]).toEqual([true, false, false]);
    expect([isDisposable("x@mailinator.com"), isDisposable("x@example.org")]).toEqual([true, false]);
  });
});

describe("the risk of a referral", () => {
  const of = (more: Partial<RiskFacts>) => riskOf({ ...nothing, ...more });
  it("adds up the points of the model", () => {
    expect(of({}).verdict).toBe("clear");
    expect(of({ sameMailbox: true })).toMatchObject({ points: 100, verdict: "held", related: true });
    expect(of({ sameDevice: true })).toMatchObject({ points: 80, verdict: "held", related: true });
    expect(of({ sameSession: true })).toMatchObject({ points: 50, verdict: "review", related: true });
    expect(of({ samePlace: true, sameAddress: true })).toMatchObject({ points: 40, verdict: "review", related: false });
    expect(of({ sameAddress: true })).toMatchObject({ points: 10, verdict: "clear" });
    expect([of({ sameHouse: true }).points, of({ disposable: true }).points, of({ burst: 6 }).points, of({ burst: 5 }).points, of({ ring: 3 }).points, of({ ring: 5 }).points, of({ secondsAfterTouch: 59 }).points, of({ secondsAfterTouch: 60 }).points]).toEqual([30, 30, 25, 0, 60, 0, 20, 0]);
    expect(of({ burst: 9, secondsAfterTouch: 3, sameAddress: true })).toMatchObject({ points: 55, verdict: "review" });
  });
  it("is the sum of its reasons, and never less for one more of them", () => {
    const facts = fc.record({ sameMailbox: fc.boolean(), sameDevice: fc.boolean(), sameSession: fc.boolean(), samePlace: fc.boolean(), sameAddress: fc.boolean(), sameHouse: fc.boolean(), disposable: fc.boolean(), burst: fc.nat(30), ring: fc.option(fc.integer({ min: 1, max: 9 })), secondsAfterTouch: fc.option(fc.nat(600)) });
    fc.assert(fc.property(facts, (one) => {
      const risk = riskOf(one);
      expect(risk.points).toBe(risk.reasons.reduce((sum, reason) => sum + reason.points, 0));
      expect(riskOf({ ...one, sameDevice: true }).points).toBeGreaterThanOrEqual(risk.points);
      expect(risk.verdict).toBe(risk.points >= 60 ? "held" : risk.points >= 30 ? "review" : "clear");
    }));
  });
});

describe("who brought somebody", () => {
  const visit = (linkId: number, referrerId: string, at: Date) => ({ linkId, referrerId, at });
  it("is whose link was visited last within the window; a typed code beats it", () => {
    const visits = [visit(1, "a", day(2)), visit(2, "b", day(9)), visit(3, "c", day(30))];
    const ask = (codeOwner: string | undefined, at: Date, windowDays = 90) => attribute({ newcomerId: "n", codeOwner, visits, at, windowDays });
    expect(ask(undefined, day(10))).toMatchObject({ referrerId: "b", by: "touch", last: { linkId: 2 }, first: { linkId: 1 } });
    expect(ask("a", day(10))).toMatchObject({ referrerId: "a", by: "code", last: { linkId: 1 } });
    expect(ask("z", day(10))).toMatchObject({ referrerId: "z", by: "code", last: undefined });
    expect(ask(undefined, day(10 + 90), 75)).toMatchObject({ referrerId: "c" });
    expect(ask(undefined, day(200))).toBeUndefined();
    expect(attribute({ newcomerId: "a", codeOwner: "a", visits: [visit(1, "a", day(2))], at: day(3), windowDays: 90 })).toBeUndefined();
  });
  it("does not depend on the order in which visits are read", () => {
    const visits = fc.uniqueArray(fc.record({ linkId: fc.nat(50), referrerId: fc.constantFrom("a", "b", "c"), at: fc.integer({ min: 1, max: 60 }).map(day) }), { selector: (one) => `${one.linkId} ${one.at.getTime()}`, maxLength: 20 });
    fc.assert(fc.property(visits, (all) => {
      const ask = (list: typeof all) => attribute({ newcomerId: "n", codeOwner: undefined, visits: list, at: day(50), windowDays: 30 });
      expect(ask([...all].reverse())).toEqual(ask(all));
    }));
  });
});
