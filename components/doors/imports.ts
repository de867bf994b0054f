import type { ImportView, Mapping } from "#lib/exchange/types.ts";
import { call } from "./call.ts";

const at = "/api/studio/order-imports";

/** The doors of order books. */
export const imports = {
  list: () => call<{ imports: ImportView[]; currency: string }>("GET", at),
  read: (id: string) => call<ImportView>("GET", `${at}/${id}`),
  bring: (by: { id: string; name: string; source: string }, file: Blob) => call<ImportView>("POST", `${at}?${new URLSearchParams(by).toString()}`, file),
  name: (id: string, mapping: Mapping) => call<ImportView>("PUT", `${at}/${id}/columns`, { mapping }),
  start: (id: string) => call<ImportView>("POST", `${at}/${id}/started`),
  stop: (id: string) => call<ImportView | Record<string, never>>("DELETE", `${at}/${id}`),
};
