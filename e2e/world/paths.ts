import type { Role } from "./people.ts";

/** Every page there is, as somebody who has something to see on it. tests/laws sees that none is missing. */
export const pages: { as: Role | "visitor"; paths: string[] }[] = [
  { as: "visitor", paths: ["", "?sort=top", "?sort=unanswered", "/c/coffee", "/c/knives-and-care", "?kind=idea&sort=votes", "/tag/water", "/ideas", "/ideas?status=planned", "/t/1", "/sign-in", "/sign-in/confirm#token=incomplete", "/me/email#token=incomplete-and-never-right", "/me/email/undo", "/sign-up", "/reset", "/me/relationship", "/me/settings", "/new", "/search?q=coffee", "/search?q=kettel+kind:topic", "/search?q=nothingiscalledthis+kind:post", "/dev/mail", "/unread", "/products", "/products?category=coffee&sort=rated", "/products/finch-hand-grinder", "/products/finch-hand-grinder?rating=5&sort=newest", "/products/finch-hand-grinder/review", "/me/reviews", "/no-invitations", "/mail", "/admin/products", "/nowhere"] },
  { as: "premium", paths: ["", "/t/1", "/c/members-lounge", "/new?category=coffee", "/me/relationship", "/me/settings"] },
  { as: "customer", paths: ["/unread", "/me/bookmarks", "/me/drafts", "/me/following", "/me/notices", "/me/settings/notices"] },
  { as: "customer", paths: ["/mail"] },
  { as: "customer", paths: ["/me/held", "/me/standing"] },
  { as: "admin", paths: ["/admin/categories", "/admin/tags"] },
  { as: "customer", paths: ["/products/finch-hand-grinder", "/products/heron-kettle-0-9-l/review", "/me/reviews"] },
  { as: "admin", paths: ["/admin/products", "/products/finch-hand-grinder"] },
  { as: "moderator", paths: ["/t/1", "/me/relationship"] },
  { as: "moderator", paths: ["/desk", "/desk/health", "/desk/filters", "/desk/log", "/desk/people/none", "/moderation-log"] },
  { as: "marketer", paths: ["/studio", "/studio/concentration", "/studio/portfolio", "/studio/churn", "/studio/handovers", "/studio/validity", "/studio/tiers", "/studio/cohorts", "/studio/orders", "/studio/indicators"] }, { as: "concierge", paths: ["/studio", "/studio/handovers", "/studio/concentration", "/studio/cohorts"] },
  { as: "visitor", paths: ["/u/marta.quill", "/members", "/members?q=nobody-at-all", "/members/staff", "/badges"] },
  { as: "customer", paths: ["/chat", "/chat/1", "/chat/1?info=members"] },
  { as: "visitor", paths: ["/chat", "/chat/1"] },
  { as: "customer", paths: ["/u/tomasz.wren?tab=posts", "/u/tomasz.wren?tab=reviews", "/u/fern.abbot", "/me/settings"] },
  { as: "customer", paths: ["/me/orders", "/me/relationship"] },
  { as: "visitor", paths: ["/invited", "/share?thing=topic&id=1", "/share?thing=product&id=finch-hand-grinder"] },
  { as: "customer", paths: ["/me/invite", "/share?thing=topic&id=1"] },
  { as: "premium", paths: ["/premium/requests", "/premium/requests/none", "/premium/new"] }, { as: "concierge", paths: ["/desk/requests", "/desk/requests/none"] },
  { as: "admin", paths: ["/admin/services", "/admin/services/new", "/admin/services/2", "/admin/services/none"] },
  { as: "admin", paths: ["/admin/keys", "/admin/shops", "/admin/programmes", "/admin/webhooks"] },
  { as: "marketer", paths: ["/studio/customers", "/studio/customers?sort=name&dir=asc&columns=name,segment,tier,value,alive,loss", "/studio/customers/none", "/studio/segments", "/studio/segments/new"] },
  { as: "marketer", paths: ["/studio/referrals", "/studio/referrals?split=referrer&days=365", "/studio/referrals/growth", "/studio/referrals/tree", "/studio/referrals/people", "/studio/referrals/things", "/studio/referrals/review", "/studio/referrals/review?state=decided", "/studio/referrals/programmes"] },
  { as: "concierge", paths: ["/studio/referrals", "/studio/referrals/growth", "/studio/referrals/things"] },
];
