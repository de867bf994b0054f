// The law of imports, as dependency-cruiser reads it. STOREYS is the one place that says which room stands where.
const STOREYS = [
  ["core"],
  ["ledger", "realtime", "mail", "push", "jobs", "storage", "limits", "cache", "markdown", "outbound", "idempotency"],
  ["identity"],
  // What several content rooms share: files people bring, and above them products, message threads, and what every text is held against.
  ["media"],
  ["catalogue", "threads", "screening", "points", "webhooks"],
  ["forum", "chat", "reviews", "privilege", "buzz"],
  ["moderation", "relationship", "notices", "badges", "search"],
  ["outreach", "personal", "analytics", "exchange"],
];
const any = (names) => `(${names.join("|")})`;
const content = STOREYS.find((rooms) => rooms.includes("forum"));

const storeys = STOREYS.flatMap((rooms, storey) => rooms.map((room) => {
  const above = STOREYS.slice(storey).flat().filter((other) => other !== room);
  return { name: "storey", comment: `${room} imports lower storeys and itself`, severity: "error", from: { path: `^lib/${room}/` }, to: { path: `^lib/${any(above)}/` } };
}));

module.exports = {
  forbidden: [
    ...storeys,
    { name: "unknown-room", severity: "error", from: { path: "^(app|server|bin|lib|components)/" }, to: { path: "^lib/", pathNot: `^lib/${any(STOREYS.flat())}/` } },
    { name: "private", comment: "a room's policy, access, effects, jobs, api and rows are its own", severity: "error", from: { path: "^lib/([^/]+)/" }, to: { path: "^lib/.+/(policy|access|effects|jobs|api|rows)\\.ts$", pathNot: "^lib/$1/" } },
    { name: "ledger-only", comment: "figures come from the ledger", severity: "error", from: { path: "^lib/(relationship|analytics)/" }, to: { path: `^lib/${any(content)}/`, pathNot: "/events\\.ts$" } },
    { name: "lib-looks-up", severity: "error", from: { path: "^lib/" }, to: { path: "^(components|app|server|bin)/" } },
    { name: "hono", comment: "only doors touch Hono", severity: "error", from: { path: "^lib/", pathNot: "/(api|door|schema)\\.ts$" }, to: { path: "^node_modules/(hono|@hono)/" } },
    { name: "next-or-react", severity: "error", from: { path: "^lib/", pathNot: "^lib/(identity/(session|viewer)\\.ts|mail/)" }, to: { path: "^node_modules/(next|next-intl|react|react-dom|next-auth)/" } },
    { name: "prisma", comment: "only core sees the generated client", severity: "error", from: { pathNot: "^(lib/core|generated)/" }, to: { path: "^generated/" } },
    { name: "database-in-view", severity: "error", from: { path: "^(app|components)/" }, to: { path: "^(lib/core/(db|transact)\\.ts|node_modules/pg/|lib/ledger/)" } },
    { name: "ui-knows-no-room", severity: "error", from: { path: "^components/ui/" }, to: { path: "^(components/(?!ui/)|lib/|server/|app/)" } },
    { name: "rooms-meet-in-app", severity: "error", from: { path: "^components/([^/]+)/" }, to: { path: "^components/", pathNot: "^components/(ui|shell|doors|realtime|$1)/" } },
    { name: "view-of-lib", severity: "error", from: { path: "^components/" }, to: { path: "^lib/", pathNot: "^lib/.+/(schema|types|words)\\.ts$" } },
    { name: "components-look-up", severity: "error", from: { path: "^components/" }, to: { path: "^(app|server|bin)/" } },
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    { name: "not-found", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules|^generated" },
    exclude: { path: "\\.(css|json|woff2|sql)$|next-env" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: [".ts", ".tsx", ".mjs", ".cjs", ".js", ".json"], exportsFields: ["exports"], conditionNames: ["import", "node", "types", "default"] },
  },
};
