import type { KeyView } from "#lib/identity/types.ts";
import { call } from "./call.ts";

/** The doors at which keys of other systems are looked after. */
export const keys = {
  list: () => call<{ keys: KeyView[] }>("GET", "/api/keys"),
  make: (input: { name: string; scopes: KeyView["scopes"] }) => call<{ key: KeyView; secret: string }>("POST", "/api/keys", input),
  revoke: (id: string) => call<{ id: string }>("DELETE", `/api/keys/${id}`),
};
