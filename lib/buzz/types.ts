import type { Balance, Entries } from "#lib/points/types.ts";
import type { Reason, RiskTerms } from "./risk.ts";

export const things = ["invite", "topic", "review", "article", "product"] as const;
export type ThingKind = (typeof things)[number];
/** Through what something is shared. Another system's links are `shop` and `api`. */
export const channels = ["link", "qr", "mail", "system", "whatsapp", "telegram", "facebook", "linkedin", "x", "bluesky", "reddit"] as const;
export type Channel = (typeof channels)[number];

export type CodeView = { code: string; chosen: boolean };
/** A link to share: the whole address. */
export type ShareView = { url: string; title: string };
/** What one side of a programme gets. */
export type Offer = { referrerPoints: number; newcomerPoints: number; rewardOn: "join" | "purchase"; holdDays: number; minCents: number; endsAt: string | null };
/** A reward as its person sees it: pending until a date, to spend, used, taken back, or held with the reason. */
export type MyReward = { id: string; side: "referrer" | "newcomer"; points: number; worth: number; left: number; state: "pending" | "available" | "used" | "held" | "refused" | "returned" | "expired"; availableAt: string | null; at: string; reasons: string[] };
/** Somebody one brought: named only when they agreed. */
export type Brought = { id: string; name: string | null; joinedAt: string; acted: boolean; bought: boolean; held: boolean; thanked: boolean };
export type MyShare = { id: number; thing: ThingKind; title: string; path: string; channel: Channel; touches: number; joins: number; purchases: number };
export type MyInvite = {
  code: CodeView; url: string; offer: Offer | null; balance: Balance;
  came: { visits: number; joins: number; purchases: number }; shares: MyShare[]; brought: Brought[]; rewards: MyReward[];
  /** What a point is worth as a coupon and how many it takes; null where points are not exchanged. */
  exchange: { pointCents: number; least: number; currency: string } | null; coupons: MyCoupon[];
};
/** A coupon of the shop as its member sees it. It can be given back for its points until the shop has it. */
export type MyCoupon = { id: string; code: string; points: number; cents: number; currency: string; at: string; state: CouponState; usedAt: string | null };
export type CouponState = "made" | "shop" | "used" | "returned";
/** A coupon as those see it who carry coupons to the shop: whose it is is not said. */
export type CouponRow = MyCoupon & { order: string | null };
export type CouponList = { waiting: number; coupons: CouponRow[]; next: string | null };
/** What a newcomer sees of who invited them. */
export type Invitation = { name: string | null; offer: Offer | null; code: string | null; shared: { thing: ThingKind; title: string; path: string } | null; remembers: { days: number; asks: boolean } };
/** A member's points, and a page of how they came about. */
export type MyPoints = Entries & { balance: Balance };
/** What a new member can still say of how they came. */
export type MyReferral = { by: string | null; mayType: boolean; asks: boolean; showsName: boolean; thanked: boolean };

/** A referral that waits for a person, with what speaks against it. */
export type ReviewItem = {
  id: string; version: number; verdict: "review" | "held" | "approved" | "refused"; risk: number; reasons: Reason[]; joinedAt: string; channel: string; thing: string; by: string;
  referrer: { id: string; name: string; handle: string }; newcomer: { id: string; name: string; handle: string }; heldPoints: number; netCents: number; broughtByReferrer: number; decidedAt: string | null; note: string;
};
export type ProgrammeView = {
  id: string; name: string; rewardOn: "join" | "purchase"; minCents: number; referrerPoints: number; newcomerPoints: number; holdDays: number; livesDays: number | null; capPerReferrer: number | null; budgetPoints: number | null;
  promisedPoints: number; things: ThingKind[]; startsAt: string; endsAt: string | null; paused: boolean; version: number; state: "planned" | "live" | "paused" | "ended" | "spent"; referrals: number; heldPoints: number;
};
/** What a programme would have cost, had it held in the last months. */
export type Preview = { days: number; referrals: number; rewarded: number; points: number; perMonth: number; reachesBudgetInDays: number | null };

export type SettingChange = { at: string; by: string; changes: { key: string; before: string | number | null; after: string | number | null }[] };
/** How word of mouth is set, what is usual, and who changed what, the latest first. */
export type SettingsView = { cookie: "inform" | "ask"; windowDays: number; terms: RiskTerms; usual: RiskTerms; paidCostCents: number | null; pointCents: number | null; couponLeast: number; currency: string; version: number; history: SettingChange[] };
/** What other terms would have said of those who came lately. */
export type RiskPreview = { days: number; referrals: number; wouldHold: number; wouldShow: number };
