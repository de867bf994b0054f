import type { Margin } from "#lib/relationship/types.ts";
import type { MyOrders, ShopKind, ShopList } from "#lib/catalogue/orders/types.ts";
import { call } from "./call.ts";

/** The doors of orders: one's own, and the shops that tell of them. */
export const orders = {
  mine: (after?: string | null) => call<MyOrders>("GET", `/api/me/orders${after ? `?after=${encodeURIComponent(after)}` : ""}`),
  shops: () => call<ShopList>("GET", "/api/shops"),
  addShop: (input: { kind: ShopKind; name: string }) => call<{ id: string }>("POST", "/api/shops", input),
  removeShop: (id: string) => call<{ id: string }>("DELETE", `/api/shops/${id}`),
  setSecret: (id: string, secret: string) => call<{ id: string }>("POST", `/api/shops/${id}/secrets`, { secret }),
  endSecret: (id: string, secret: string) => call<{ id: string }>("DELETE", `/api/shops/${id}/secrets/${secret}`),
  margins: () => call<{ margins: Margin[] }>("GET", "/api/margin"),
  setMargin: (input: { percent: number; note: string }) => call<{ version: number }>("PUT", "/api/margin", input),
};
