import { isbot } from "isbot";
import { LRUCache } from "lru-cache";

// Readers that fetch a page to show a card of it, and are not in everybody's list of bots.
const previews = /preview|unfurl|embed|card(?:yb|-)|snippet|linkexpand|fetcher|validator|monitor|archiver|facebookexternalhit|facebookcatalog|facebot|meta-external|whatsapp|telegrambot|slackbot|slack-img|discordbot|twitterbot|linkedinbot|pinterest(?:bot|\/0)|redditbot|skypeuripreview|msteams|teams-?link|viber|line-?poker|kakaotalk-scrap|snapchat|vkshare|okhttp|tumblr\/|mastodon|pleroma|akkoma|misskey|friendica|hubzilla|lemmy|bluesky|threads-?bot|quora link|flipboard|nuzzel|bitlybot|applebot|imessage|google(?:imageproxy|docs|-read-aloud|-pagerenderer|other)|yahoo ?(?:mailproxy|link)|outlook|office ?(?:existence|protocol)|ms-office|zoom ?bot|zoom\.|mattermost|rocket\.?chat|matrix|synapse|zulip|signal|wire\/|threema|notion|trello|asana|evernote|ghost|wordpress|xing|headless|phantom|lighthouse|pagespeed|prerender|scrap|crawl|spider|python|curl|wget|java\/|go-http|node(?:\.js|-fetch)?\/|axios|undici|libwww|ruby|php\/|perl|httpclient|cfnetwork\/[\d.]+ darwin/i;
// What a reader's own browser inside an app adds to its name, which is no preview.
const inApp = /\[?(?:FBAN|FBAV|FB_IAB|FBIOS)|\bInstagram \d|\bLine\/\d|KAKAOTALK \d|\bSnapchat\/\d.*Mobile|\[Pinterest\/|\bLinkedInApp\b|\bMicroMessenger\//;

/** What of a request tells who knocks, by lower-case header names. */
export type Knocking = { method: string; header: (name: string) => string | undefined };
export type NotCounted = "method" | "prefetch" | "no-page" | "agent" | "declined" | "unasked";

const prefetching = (header: Knocking["header"]): boolean => ["purpose", "sec-purpose", "x-purpose", "x-moz"].some((name) => /prefetch|prerender|preview|instant/i.test(header(name) ?? ""));

// A person's browser asks for a page to show, and says which languages its person reads.
function asksForPage(header: Knocking["header"]): boolean {
  const [mode, dest] = [header("sec-fetch-mode"), header("sec-fetch-dest")];
  if ((mode !== undefined && mode !== "navigate") || (dest !== undefined && dest !== "document")) return false;
  return /text\/html/.test(header("accept") ?? "") && Boolean(header("accept-language")) && header("next-router-prefetch") === undefined && header("rsc") === undefined;
}

// Few browsers visit most: what was found of each is remembered, for the list is long.
const judged = new LRUCache<string, boolean>({ max: 2000 });

/** Whether an agent is a bot, or reads a page only to show a card of it. */
export function isAgent(agent: string): boolean {
  if (agent.length < 20) return true;
  const known = judged.get(agent);
  if (known !== undefined) return known;
  const found = isbot(agent) || (previews.test(agent) && !inApp.test(agent));
  if (agent.length < 500) judged.set(agent, found);
  return found;
}

/** Whether a browser says for its visitor, by Do Not Track or Global Privacy Control, that they want not to be remembered. */
export const refusesTraces = (header: Knocking["header"]): boolean => header("dnt") === "1" || header("sec-gpc") === "1";

/** Whether a visitor may be remembered: not when their browser says no or they did; in `ask` only when they said yes, and whoever said nothing is still to be asked. */
export function mayRemember(header: Knocking["header"], cookie: "inform" | "ask"): "yes" | "no" | "unasked" {
  if (refusesTraces(header)) return "no";
  const said = /(?:^|;\s*)rapport_consent=(yes|no)(?:;|$)/.exec(header("cookie") ?? "")?.[1];
  return said === "yes" || said === "no" ? said : cookie === "ask" ? "unasked" : "yes";
}

/** Why a visit through a link is not counted, or undefined when it is a person's who may be remembered. */
export function notCounted(knocking: Knocking, cookie: "inform" | "ask"): NotCounted | undefined {
  if (knocking.method !== "GET") return "method";
  if (prefetching(knocking.header)) return "prefetch";
  if (isAgent(knocking.header("user-agent") ?? "")) return "agent";
  if (!asksForPage(knocking.header)) return "no-page";
  const may = mayRemember(knocking.header, cookie);
  return may === "no" ? "declined" : may === "unasked" ? "unasked" : undefined;
}
