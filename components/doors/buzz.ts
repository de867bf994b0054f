import type { Channel, CodeView, CouponList, MyCoupon, MyInvite, MyPoints, MyReferral, Preview, ProgrammeView, RiskPreview, SettingsView, ShareView, ThingKind } from "#lib/buzz/types.ts";
import type { ProgrammeInput, ProgrammeTerms, SettingsInput, TermsInput } from "#lib/buzz/schema.ts";
import { call } from "./call.ts";

/** The doors of inviting and sharing, and of the programmes. */
export const buzz = {
  mine: () => call<MyInvite>("GET", "/api/me/invite"),
  points: (after?: string | null) => call<MyPoints>("GET", `/api/me/points${after ? `?after=${encodeURIComponent(after)}` : ""}`),
  chooseCode: (code: string) => call<CodeView>("PUT", "/api/me/invite/code", { code }),
  share: (what: { thing: ThingKind; id: string; channel: Channel }) => call<ShareView>("POST", "/api/me/shares", what),
  mailFriend: (input: { email: string; locale: "en" | "fr" }) => call<{ sent: true }>("POST", "/api/me/invite/friends", input),
  referral: () => call<MyReferral>("GET", "/api/me/referral"),
  typeCode: (code: string) => call<MyReferral>("PUT", "/api/me/referral", { code }),
  answer: (answer: "yes" | "no" | "skipped") => call<MyReferral>("PUT", "/api/me/referral/answer", { answer }),
  showName: (shows: boolean) => call<MyReferral>("PUT", "/api/me/referral/name", { shows }),
  thank: () => call<MyReferral>("PUT", "/api/me/referral/thanks", {}),
  makeCoupon: (input: { id: string; points: number }) => call<MyCoupon>("POST", "/api/me/coupons", input),
  returnCoupon: (id: string) => call<MyCoupon>("DELETE", `/api/me/coupons/${id}`),
  settings: () => call<SettingsView>("GET", "/api/referrals/settings"),
  changeSettings: (input: SettingsInput) => call<{ version: number }>("PUT", "/api/referrals/settings", input),
  previewRisk: (terms: TermsInput) => call<RiskPreview>("POST", "/api/referrals/settings/preview", terms),
  coupons: (after?: string) => call<CouponList>("GET", `/api/referrals/coupons${after ? `?after=${encodeURIComponent(after)}` : ""}`),
  exportCoupons: (id: string) => call<{ batch: string; count: number }>("POST", "/api/referrals/coupons/exports", { id }),
  remember: (remember: boolean, by?: string) => call<{ remember: boolean }>("PUT", "/api/remember", { remember, ...(by ? { by } : {}) }),
  programmes: () => call<{ programmes: ProgrammeView[] }>("GET", "/api/referrals/programmes"),
  addProgramme: (input: ProgrammeInput) => call<{ id: string }>("POST", "/api/referrals/programmes", input),
  changeProgramme: (id: string, input: ProgrammeTerms & { version: number; paused: boolean }) => call<{ version: number }>("PATCH", `/api/referrals/programmes/${id}`, input),
  preview: (input: ProgrammeTerms) => call<Preview>("POST", "/api/referrals/programmes/preview", input),
};
