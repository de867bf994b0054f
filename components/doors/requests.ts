import type { ConsentInput, ForwardInput, NeedAnswer, OptionAnswer, OptionInput, RateInput, SayInput, SplitInput, WorkInput } from "#lib/privilege/requests/schema.ts";
import type { Consent, Macro, Preference, Queue, QueueOrder, QueueView, RequestList, RequestView, Workload } from "#lib/privilege/requests/types.ts";
import type { ServiceInput } from "#lib/privilege/services/schema.ts";
import type { KeptService, ServiceOffer, ServiceVersion } from "#lib/privilege/services/types.ts";
import { call } from "./call.ts";

type Nothing = Record<string, never>;
const one = (id: number, rest = ""): string => `/api/requests/${id}${rest}`;
const query = (asked: Record<string, string | number | undefined>): string => {
  const params = new URLSearchParams(Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
  return params.size ? `?${params}` : "";
};
export type QueueAsk = { view?: QueueView; order?: QueueOrder; tier?: number | undefined; service?: number | undefined; after?: string | undefined };

/** The doors of requests, for their members. */
export const requests = {
  mine: (asked: { after?: string | undefined; state?: "open" | "closed" } = {}) => call<RequestList>("GET", `/api/me/requests${query(asked)}`),
  forward: (input: ForwardInput) => call<{ id: number; expectedAt: string; place: number | null }>("POST", "/api/requests", input),
  open: (id: number) => call<RequestView>("GET", one(id)),
  say: (id: number, input: SayInput) => call<{ id: number; seq: number }>("POST", one(id, "/messages"), input),
  read: (id: number, seq: number) => call<Nothing>("PUT", one(id, "/read"), { seq }),
  answerNeed: (id: number, version: number, input: NeedAnswer) => call<Nothing>("PUT", one(id, `/needs/${version}`), input),
  answerOption: (optionId: number, input: OptionAnswer) => call<Nothing>("PUT", `/api/request-options/${optionId}/answer`, input),
  withdraw: (id: number, reason: string) => call<Nothing>("POST", one(id, "/withdraw"), { reason }),
  rate: (id: number, input: RateInput) => call<Nothing>("PUT", one(id, "/rating"), input),
  reopen: (id: number, reason: string) => call<Nothing>("POST", one(id, "/reopen"), { reason }),
  share: (id: number, handles: string[]) => call<{ added: number }>("POST", one(id, "/readers"), { handles }),
  unshare: (id: number, accountId: string) => call<Nothing>("DELETE", one(id, `/readers/${accountId}`)),
  services: () => call<{ services: ServiceOffer[]; currency: string }>("GET", "/api/services"),
  preferences: () => call<{ preferences: Preference[] }>("GET", "/api/me/request-preferences"),
  addPreference: (text: string, clientId: string) => call<{ id: number }>("POST", "/api/me/request-preferences", { text, clientId }),
  editPreference: (id: number, text: string, version: number) => call<{ version: number }>("PATCH", `/api/me/request-preferences/${id}`, { text, version }),
  forgetPreference: (id: number) => call<Nothing>("DELETE", `/api/me/request-preferences/${id}`),
  consents: () => call<{ consents: Consent[] }>("GET", "/api/me/request-consents"),
  answerConsent: (id: number, agreed: boolean) => call<{ requestId: number | null }>("PUT", `/api/me/request-consents/${id}`, { agreed }),
};

/** The doors of the desk of requests. */
export const requestDesk = {
  queue: (asked: QueueAsk) => call<Queue>("GET", `/api/desk/requests${query(asked)}`),
  workload: () => call<{ people: Workload[] }>("GET", "/api/desk/requests/workload"),
  macros: () => call<{ macros: Macro[] }>("GET", "/api/desk/requests/macros"),
  saveMacro: (name: string, text: string) => call<{ id: number }>("PUT", "/api/desk/requests/macros", { name, text }),
  removeMacro: (id: number) => call<Nothing>("DELETE", `/api/desk/requests/macros/${id}`),
  setCapacity: (accountId: string, cases: number) => call<Nothing>("PUT", `/api/desk/requests/capacity/${accountId}`, { cases }),
  askConsent: (input: ConsentInput) => call<{ id: number }>("POST", "/api/desk/requests/consents", input),
  understand: (id: number, text: string) => call<{ version: number }>("POST", one(id, "/needs"), { text }),
  propose: (id: number, input: OptionInput) => call<{ id: number }>("POST", one(id, "/options"), input),
  withdrawOption: (optionId: number) => call<Nothing>("DELETE", `/api/request-options/${optionId}`),
  fulfil: (id: number, outcome: string) => call<Nothing>("POST", one(id, "/fulfil"), { outcome }),
  decline: (id: number, reason: string, alternative: string) => call<Nothing>("POST", one(id, "/decline"), { reason, alternative }),
  note: (id: number, text: string, clientId: string) => call<Nothing>("POST", one(id, "/notes"), { text, clientId }),
  dropWork: (workId: number) => call<Nothing>("DELETE", `/api/request-work/${workId}`),
  work: (id: number, input: WorkInput) => call<{ id: number; cents: number }>("POST", one(id, "/work"), input),
  hand: (id: number, conciergeId: string | null, note: string) => call<Nothing>("PUT", one(id, "/concierge"), { conciergeId, note }),
  snooze: (id: number, until: string | null) => call<Nothing>("PUT", one(id, "/snooze"), { until }),
  merge: (id: number, into: number) => call<Nothing>("POST", one(id, "/merge"), { into }),
  split: (id: number, input: SplitInput) => call<{ id: number }>("POST", one(id, "/split"), input),
  link: (id: number, other: number, on: boolean) => call<Nothing>("PUT", one(id, "/links"), { other, on }),
  called: (id: number) => call<Nothing>("PUT", one(id, "/called")),
  complaint: (id: number, on: boolean) => call<Nothing>(on ? "PUT" : "DELETE", one(id, "/complaint")),
};

/** The doors by which admins keep the service catalogue. */
export const services = {
  kept: () => call<{ services: KeptService[]; currency: string }>("GET", "/api/services/kept"),
  save: (id: number | null, input: ServiceInput) => call<{ id: number; version: number }>(id === null ? "POST" : "PUT", id === null ? "/api/services" : `/api/services/${id}`, input),
  versions: (id: number) => call<{ versions: ServiceVersion[] }>("GET", `/api/services/${id}/versions`),
};
