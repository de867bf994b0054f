import type { EndpointView, EventName } from "#lib/webhooks/types.ts";
import { call } from "./call.ts";

/** The doors of outgoing webhooks. */
export const webhooks = {
  list: () => call<{ endpoints: EndpointView[] }>("GET", "/api/webhooks"),
  add: (input: { name: string; url: string; events: EventName[] }) => call<{ id: string; secret: string }>("POST", "/api/webhooks", input),
  remove: (id: string) => call<{ id: string }>("DELETE", `/api/webhooks/${id}`),
  secret: (id: string) => call<{ id: string; secret: string }>("POST", `/api/webhooks/${id}/secret`),
  pause: (id: string, paused: boolean) => call<{ id: string }>("PUT", `/api/webhooks/${id}/pause`, { paused }),
  replay: (id: string, delivery?: number) => call<{ count: number }>("POST", `/api/webhooks/${id}/replay`, delivery === undefined ? {} : { delivery }),
};
