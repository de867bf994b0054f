import { type Door, type Expect, firstSignIn, type Thing, uuid } from "./expect.ts";

const takesPart: Expect = firstSignIn((who) => (who === "unconfirmed" ? 403 : 200));
const keeps: Expect = firstSignIn((who) => (who === "marketer" || who === "admin" ? 200 : 403));
const found: Expect = firstSignIn((who, thing) => (who !== "marketer" && who !== "admin" ? 403 : thing === "nothing" ? 404 : 200));
const closed: Expect = firstSignIn(() => 403);
const once = (thing: Thing): boolean => thing !== "nothing" && thing.audience === "public" && !thing.own && !thing.removed;
const gone = (door: Door): Door => ({ ...door, only: once });
const headers = (): Record<string, string> => ({ "idempotency-key": uuid() });
const terms = { name: "A programme", rewardOn: "join", referrerPoints: 1, newcomerPoints: 1, startsAt: "2020-01-01T00:00:00Z", endsAt: "2020-02-01T00:00:00Z" };

const risk = { points: { mail: 100, device: 80, session: 50, place: 40, address: 10, house: 30, disposable: 30, burst: 25, ring: 60, fast: 20 }, burst: 5, heldFrom: 60, reviewFrom: 30 };

const admins: Expect = firstSignIn((who) => (who === "admin" ? 200 : 403));

export const buzzRules: Door[] = [
  { door: "GET /api/webhooks", about: "nobody", expect: admins },
  { door: "POST /api/webhooks", about: "nobody", body: () => ({ name: "A listener", url: "https://listener.example/hooks", events: ["referral.joined"] }), expect: admins },
  gone({ door: "DELETE /api/webhooks/:id", about: "webhook", expect: admins }),
  gone({ door: "POST /api/webhooks/:id/secret", about: "webhook", expect: admins }),
  gone({ door: "PUT /api/webhooks/:id/pause", about: "webhook", body: () => ({ paused: true }), expect: admins }),
  gone({ door: "POST /api/webhooks/:id/replay", about: "webhook", body: () => ({}), expect: admins }),
  { door: "GET /api/me/invite", about: "nobody", expect: takesPart },
  { door: "GET /api/me/points", about: "nobody", expect: takesPart },
  { door: "PUT /api/me/invite/code", about: "nobody", body: () => ({ code: `C-${uuid().slice(0, 8)}` }), expect: takesPart },
  { door: "POST /api/me/shares", about: "nobody", body: () => ({ thing: "invite", id: "", channel: "link" }), expect: takesPart },
  { door: "POST /api/me/invite/friends", about: "nobody", body: () => ({ email: `${uuid()}@friend.example` }), expect: takesPart },
  { door: "GET /api/me/referral", about: "nobody", expect: firstSignIn(() => 200) },
  { door: "PUT /api/me/referral", about: "nobody", body: () => ({ code: "NOBODY-HAS-IT" }), expect: firstSignIn((who) => (who === "unconfirmed" ? 403 : 422)) },
  { door: "PUT /api/me/referral/answer", about: "nobody", body: () => ({ answer: "no" }), expect: firstSignIn(() => 200) },
  { door: "PUT /api/me/referral/name", about: "nobody", body: () => ({ shows: true }), expect: firstSignIn(() => 200) },
  { door: "PUT /api/me/referral/thanks", about: "nobody", expect: firstSignIn(() => 200) },
  { door: "POST /api/me/coupons", about: "nobody", body: () => ({ id: uuid(), points: 100 }), expect: firstSignIn((who) => (who === "unconfirmed" ? 403 : 409)) },
  { door: "DELETE /api/me/coupons/:id", about: "nobody", expect: firstSignIn((who) => (who === "unconfirmed" ? 403 : 404)) },
  { door: "PUT /api/remember", about: "nobody", body: () => ({ remember: true }), expect: () => 200 },
  { door: "GET /api/referrals/review", about: "nobody", expect: keeps },
  gone({ door: "POST /api/referrals/:id/decision", about: "referral", body: () => ({ verdict: "refused", version: 1 }), expect: found }),
  { door: "GET /api/referrals/programmes", about: "nobody", expect: keeps },
  { door: "POST /api/referrals/programmes", about: "nobody", body: () => ({ id: uuid(), ...terms }), expect: keeps },
  { door: "POST /api/referrals/programmes/preview", about: "nobody", body: () => terms, expect: keeps },
  gone({ door: "PATCH /api/referrals/programmes/:id", about: "programme", body: () => ({ ...terms, version: 1 }), expect: found }),
  { door: "GET /api/referrals/settings", about: "nobody", expect: keeps },
  // Somebody has changed it meanwhile.
  { door: "PUT /api/referrals/settings", about: "nobody", body: () => ({ cookie: "inform", windowDays: 90, terms: risk, paidCostCents: null, pointCents: null, couponLeast: 50, version: 999_999 }), expect: firstSignIn((who) => (who === "marketer" || who === "admin" ? 409 : 403)) },
  { door: "POST /api/referrals/settings/preview", about: "nobody", body: () => risk, expect: keeps },
  { door: "GET /api/referrals/coupons", about: "nobody", expect: keeps },
  { door: "POST /api/referrals/coupons/exports", about: "nobody", body: () => ({ id: uuid() }), expect: keeps },
  { door: "GET /api/referrals/coupons.csv", about: "nobody", expect: keeps },
  // What is asked for does not exist, and that is said to a key that may ask.
  { door: "POST /api/referrals/touches", about: "nobody", headers, body: () => ({ via: "NOBODY-HAS-IT", visitor: uuid() }), keys: { "referrals:write": 422 }, expect: closed },
  { door: "POST /api/referrals/joins", about: "nobody", headers, body: () => ({ email: `${uuid()}@none.example`, code: "NOBODY-HAS-IT" }), keys: { "referrals:write": 409 }, expect: closed },
  { door: "POST /api/referrals/purchases", about: "nobody", headers, body: () => ({ email: `${uuid()}@none.example`, number: uuid(), currency: "EUR", placedAt: "2026-01-05T10:00:00Z", paidCents: 100 }), keys: { "referrals:write": 201 }, expect: closed },
];
