import type { History, CustomerList, NoteVersion, NoteView, OrderRow, PersonView, Timeline, ViewRow, ViewSetting } from "#lib/analytics/customers/types.ts";
import type { Counted, Rule, SegmentRow, SegmentView, Vocabulary } from "#lib/analytics/segments/types.ts";
import { call } from "./call.ts";

type Nothing = Record<string, never>;
type Saved = { id: string; version: number };
export type ListAsked = Omit<ViewSetting, "columns">;
const query = (given: Record<string, string | null | undefined>): string => new URLSearchParams(Object.entries(given).flatMap(([name, value]) => (value ? [[name, value]] : []))).toString();
/** A list's question as a URL says it. */
export const listQuery = ({ sort, dir, q, where }: ListAsked, more: Record<string, string | null> = {}): string => query({ sort, dir, q, where: where && JSON.stringify(where), ...more });

/** The doors of customers: lists, views, one's page, notes. */
export const customers = {
  list: (by: ListAsked, after: string | null) => call<CustomerList>("GET", `/api/studio/customers?${listQuery(by, { after })}`),
  views: () => call<{ views: ViewRow[] }>("GET", "/api/studio/views"),
  saveView: (input: { id: string; name: string; shared: boolean; setting: ViewSetting }) => call<Saved>("POST", "/api/studio/views", input),
  changeView: (id: string, input: { name: string; shared: boolean; setting: ViewSetting; version: number }) => call<Saved>("PUT", `/api/studio/views/${id}`, input),
  removeView: (id: string) => call<Nothing>("DELETE", `/api/studio/views/${id}`),
  person: (id: string) => call<PersonView>("GET", `/api/studio/customers/${id}`),
  history: (id: string) => call<History>("GET", `/api/studio/customers/${id}/history`),
  timeline: (id: string, by: { kind: string; after: string | null }) => call<Timeline>("GET", `/api/studio/customers/${id}/timeline?${query(by)}`),
  orders: (id: string, after: string | null) => call<{ rows: OrderRow[]; next: string | null }>("GET", `/api/studio/customers/${id}/orders?${query({ after })}`),
  grantTier: (id: string, input: { level: number; reason: string; until: string | null }) => call<{ level: number }>("PUT", `/api/studio/customers/${id}/tier`, input),
  endGrant: (id: string) => call<{ level: number }>("DELETE", `/api/studio/customers/${id}/tier`),
  writeNote: (customerId: string, input: { id: string; body: string }) => call<NoteView>("POST", `/api/studio/customers/${customerId}/notes`, input),
  changeNote: (id: string, input: { body: string; version: number }) => call<NoteView>("PATCH", `/api/studio/notes/${id}`, input),
  removeNote: (id: string, removed: boolean) => call<Nothing>("PUT", `/api/studio/notes/${id}/removed`, { removed }),
  noteHistory: (id: string) => call<{ versions: NoteVersion[] }>("GET", `/api/studio/notes/${id}/versions`),
};

/** The doors of segments. */
export const segments = {
  list: (archived: boolean) => call<{ segments: SegmentRow[] }>("GET", `/api/studio/segments${archived ? "?archived=1" : ""}`),
  read: (id: string) => call<SegmentView>("GET", `/api/studio/segments/${id}`),
  vocabulary: () => call<Vocabulary>("GET", "/api/studio/segments/vocabulary"),
  count: (rule: Rule) => call<Counted>("POST", "/api/studio/segments/count", { rule }),
  countSaved: (id: string) => call<Counted>("GET", `/api/studio/segments/${id}/count`),
  save: (input: { name: string; description: string; rule: Rule; clientId: string }) => call<Saved>("POST", "/api/studio/segments", input),
  change: (id: string, input: { name: string; description: string; rule: Rule; version: number }) => call<Saved>("PUT", `/api/studio/segments/${id}`, input),
  restore: (id: string, version: number, from: number) => call<Saved>("POST", `/api/studio/segments/${id}/versions/${version}`, { version: from }),
  archive: (id: string, archived: boolean) => call<Nothing>("PUT", `/api/studio/segments/${id}/archived`, { archived }),
  members: (id: string, after: string | null) => call<CustomerList>("GET", `/api/studio/segments/${id}/members?${query({ after, sort: "rf" })}`),
};
