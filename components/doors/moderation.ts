import type { DecisionInput, FilterInput, FlagInput, SanctionInput } from "#lib/moderation/schema.ts";
import type { CannedReply, FiltersView, HealthView, ItemView, LogPage, MyDataView, PersonView, QueuePage, RulingView, StandingView } from "#lib/moderation/types.ts";
import type { Filter, HeldView, QueueKind } from "#lib/screening/types.ts";
import { call } from "./call.ts";

type Nothing = Record<string, never>;
type Change = Omit<FilterInput, "kind" | "value"> & { version: number };
const after = (cursor: string | null): string => (cursor ? `after=${encodeURIComponent(cursor)}` : "");

/** The moderation room's doors. */
export const moderation = {
  report: (input: FlagInput) => call<Nothing>("POST", "/api/flags", input),
  queue: (kind: QueueKind | null, cursor: string | null) => call<QueuePage>("GET", `/api/desk/queue?${[kind ? `kind=${kind}` : "", after(cursor)].filter(Boolean).join("&")}`),
  item: (id: number) => call<ItemView>("GET", `/api/desk/items/${id}`),
  claim: (id: number) => call<{ until: string }>("PUT", `/api/desk/items/${id}/claim`),
  release: (id: number) => call<Nothing>("DELETE", `/api/desk/items/${id}/claim`),
  note: (id: number, text: string) => call<Nothing>("POST", `/api/desk/items/${id}/notes`, { text }),
  decide: (id: number, input: DecisionInput) => call<{ id: number }>("POST", `/api/desk/items/${id}/decision`, input),
  undo: (id: number) => call<Nothing>("POST", `/api/desk/decisions/${id}/undo`),
  filters: () => call<FiltersView>("GET", "/api/desk/filters"),
  addFilter: (input: FilterInput) => call<Filter>("POST", "/api/desk/filters", input),
  changeFilter: (id: number, input: Change) => call<Filter>("PATCH", `/api/desk/filters/${id}`, input),
  removeFilter: (id: number) => call<Nothing>("DELETE", `/api/desk/filters/${id}`),
  keepReply: (input: { id?: number; name: string; text: string; version: number }) => call<CannedReply>("POST", "/api/desk/replies", input),
  removeReply: (id: number) => call<Nothing>("DELETE", `/api/desk/replies/${id}`),
  log: (cursor: string | null, only: { group: string; like: string }) => call<LogPage>("GET", `/api/desk/log?${new URLSearchParams(Object.entries({ after: cursor ?? "", ...only }).filter(([, value]) => value))}`),
  health: () => call<HealthView>("GET", "/api/desk/health"),
  person: (id: string) => call<PersonView>("GET", `/api/desk/people/${id}`),
  sanction: (id: string, input: SanctionInput) => call<{ id: number }>("POST", `/api/accounts/${id}/sanctions`, input),
  lift: (id: number) => call<Nothing>("DELETE", `/api/sanctions/${id}`),
  held: () => call<{ held: HeldView[] }>("GET", "/api/me/held"),
  changeHeld: (id: number, input: { text: string; version: number }) => call<{ version: number }>("PATCH", `/api/me/held/${id}`, input),
  withdraw: (id: number) => call<Nothing>("DELETE", `/api/me/held/${id}`),
  standing: () => call<StandingView>("GET", "/api/me/standing"),
  standingByLink: (token: string) => call<StandingView>("POST", "/api/standing", { token }),
  removal: (postId: number) => call<RulingView>("GET", `/api/me/removals/${postId}`),
  myData: () => call<MyDataView>("GET", "/api/me/data"),
  askExport: () => call<{ id: string }>("POST", "/api/me/exports"),
  askErasure: (words: boolean) => call<{ dueAt: string }>("PUT", "/api/me/erasure", { words }),
  stay: () => call<Nothing>("DELETE", "/api/me/erasure"),
  eraseFor: (id: string, words: boolean) => call<{ dueAt: string }>("PUT", `/api/accounts/${id}/erasure`, { words }),
  keepFor: (id: string) => call<Nothing>("DELETE", `/api/accounts/${id}/erasure`),
  merge: (into: string, from: string) => call<{ id: number }>("POST", `/api/accounts/${into}/merges`, { from }),
  unmerge: (id: number) => call<Nothing>("DELETE", `/api/merges/${id}`),
  appeal: (input: { rulingId: number; text: string; token?: string }) => call<{ id: number }>("POST", "/api/appeals", input),
};
