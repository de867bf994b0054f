import type { Conversation, WrittenPage } from "#lib/outreach/conversation/types.ts";
import type { Arm, CheckView, Draft, MailingKind, MailingRow, MailingState, MailingView, NewsletterRow, Readers, ReportView, TestPlan } from "#lib/outreach/newsletters/types.ts";
import { call } from "./call.ts";

type Nothing = Record<string, never>;
const query = (given: Record<string, string | number | null | undefined>): string => new URLSearchParams(Object.entries(given).flatMap(([name, value]) => (value === null || value === undefined || value === "" ? [] : [[name, String(value)]]))).toString();
/** As whom a mailing is looked at. */
export type As = { segment: string | null; skip: number; arm: Arm };
/** Where the letter itself stands, as the one in the frame. */
export const letterPath = (id: string, { segment, skip, arm }: As, version: number): string => `/api/studio/mail/${id}/letter?${query({ segment, skip: skip || null, arm, v: version })}`;

/** The doors of newsletters and campaigns. */
export const news = {
  newsletters: () => call<{ newsletters: NewsletterRow[] }>("GET", "/api/studio/newsletters"),
  segments: () => call<{ segments: { id: string; name: string }[] }>("GET", "/api/studio/mail-segments"),
  makeNewsletter: (input: { id: string; name: string; description: string; locale: string }) => call<NewsletterRow>("POST", "/api/studio/newsletters", input),
  changeNewsletter: (id: string, input: { name: string; description: string; archived: boolean; version: number }) => call<NewsletterRow>("PUT", `/api/studio/newsletters/${id}`, input),
  list: (kind: MailingKind | null, after: string | null) => call<{ mailings: MailingRow[]; next: string | null }>("GET", `/api/studio/mail?${query({ kind, after })}`),
  make: (input: { id: string; kind: MailingKind; newsletterId: string | null; segmentId: string | null }) => call<{ id: string }>("POST", "/api/studio/mail", input),
  read: (id: string) => call<MailingView>("GET", `/api/studio/mail/${id}`),
  keep: (id: string, input: Draft & { version: number }) => call<{ version: number }>("PUT", `/api/studio/mail/${id}`, input),
  remove: (id: string) => call<Nothing>("DELETE", `/api/studio/mail/${id}`),
  check: (id: string, draft: Draft, signal?: AbortSignal) => (signal?.aborted ? Promise.resolve({ ok: false as const, problem: { status: 0, code: "offline", detail: "", field: null } }) : call<CheckView>("POST", "/api/studio/mail/check", { ...draft, id })),
  size: (id: string, { base, difference, segment }: { base: number; difference: number; segment: string | null }) => call<TestPlan>("GET", `/api/studio/mail/${id}/size?${query({ base, difference, segment })}`),
  text: (id: string, as: As) => call<{ text: string; subject: string; name: string }>("GET", `/api/studio/mail/${id}/text?${query({ segment: as.segment, skip: as.skip || null, arm: as.arm })}`),
  test: (id: string, arm: Arm) => call<{ to: string }>("POST", `/api/studio/mail/${id}/test`, { arm }),
  schedule: (id: string, input: { version: number; at: string | null; zone: string }) => call<{ sendAt: string }>("POST", `/api/studio/mail/${id}/schedule`, input),
  stop: (id: string) => call<{ state: MailingState }>("POST", `/api/studio/mail/${id}/stop`),
  choose: (id: string, arm: Arm) => call<{ state: MailingState }>("POST", `/api/studio/mail/${id}/winner`, { arm }),
  report: (id: string) => call<ReportView>("GET", `/api/studio/mail/${id}/report`),
  readers: (id: string, after: string | null) => call<Readers>("GET", `/api/studio/mail/${id}/readers?${query({ after })}`),
};

/** The doors of mail with one person. */
export const conversation = {
  written: (after: string | null) => call<WrittenPage>("GET", `/api/desk/mail?${query({ after })}`),
  read: (id: string, after: string | null) => call<Conversation>("GET", `/api/desk/mail/${id}?${query({ after })}`),
  write: (id: string, input: { subject: string; body: string; clientId: string }) => call<{ sent: true }>("POST", `/api/desk/mail/${id}`, input),
};
