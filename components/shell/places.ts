import type { Me } from "#lib/identity/types.ts";

/** A place of the house: where it is (after the language), its words (`shell.places.<key>`) and whose it is. */
export type Place = { path: string; key: "products" | "desk" | "health" | "categories" | "tags" | "studio" | "keys" | "shops" | "programmes" | "webhooks" | "requests" | "privileges" | "voice" | "services" | "mail"; roles: readonly Me["role"][] };

// One list for the user menu and the command menu.
const places: readonly Place[] = [
  { path: "/studio", key: "studio", roles: ["marketer", "admin", "concierge"] },
  { path: "/desk/requests", key: "requests", roles: ["concierge", "admin"] },
  { path: "/desk/mail", key: "mail", roles: ["concierge", "marketer", "admin"] },
  { path: "/admin/services", key: "services", roles: ["admin"] },
  { path: "/admin/products", key: "products", roles: ["admin"] },
  { path: "/desk", key: "desk", roles: ["moderator", "admin"] },
  { path: "/desk/health", key: "health", roles: ["moderator", "admin"] },
  { path: "/admin/categories", key: "categories", roles: ["admin"] },
  { path: "/admin/tags", key: "tags", roles: ["admin"] },
  { path: "/admin/shops", key: "shops", roles: ["admin", "marketer"] },
  { path: "/admin/programmes", key: "programmes", roles: ["admin", "marketer"] },
  { path: "/desk/voice", key: "voice", roles: ["concierge", "admin"] },
  { path: "/admin/privileges", key: "privileges", roles: ["admin"] },
  { path: "/admin/keys", key: "keys", roles: ["admin"] },
  { path: "/admin/webhooks", key: "webhooks", roles: ["admin"] },
];

/** The places of the house that are open to somebody. */
export function placesOf(me: Pick<Me, "role"> | null | undefined): readonly Place[] {
  return me ? places.filter((place) => place.roles.includes(me.role)) : [];
}

const everyones = [["chat", "/chat"], ["unread", "/unread"], ["bookmarks", "/me/bookmarks"], ["drafts", "/me/drafts"], ["following", "/me/following"], ["invite", "/me/invite"], ["orders", "/me/orders"], ["reviews", "/me/reviews"]] as const;

/** What a member has of their own: its words (`shell.mine.<key>`) and where it is. The space is there from the tier that opens it. */
export const mineOf = (me: Pick<Me, "role" | "tier">): readonly (readonly ["space" | "requests" | (typeof everyones)[number][0], string])[] =>
  me.role === "customer" && me.tier >= 2 ? [["space", "/premium"], ["requests", "/premium/requests"], ...everyones] : everyones;
