export type NoticeKind = "moderation" | "request" | "space" | "message" | "mention" | "reply" | "accepted" | "reminder" | "idea" | "review" | "followed" | "topic" | "tier" | "referral" | "badge" | "reaction";
/** How someone can hear of something: on the page, by mail, on their device. */
export type Channel = "app" | "mail" | "push";
export type Choice = Record<Channel, boolean>;

export type NoticeActor = { id: string; name: string; handle: string };
/**
 * One line of someone's notices. `actors` are the last few of `actorCount`; `acts` is how often it happened. `event` is the
 * interaction it comes from; `path` is where it leads, without the language.
 */
export type NoticeView = {
  id: number; kind: NoticeKind; event: string; subject: { type: string; id: string }; actors: NoticeActor[]; actorCount: number; acts: number;
  topic: { id: number; slug: string; title: string; category: string; colour: string } | null; number: number | null; path: string | null; excerpt: string; at: string; read: boolean;
};
export type NoticeList = { notices: NoticeView[]; next: string | null; unread: number };
/** What someone has chosen: a row per kind, quiet hours in minutes after midnight, and the time zone they are told in. */
export type NoticeSettings = { kinds: (Choice & { kind: NoticeKind; fixed: boolean })[]; quiet: { from: number; to: number } | null; timezone: string | null };
/** Counted up to here and no further: more is shown as this many and more. */
export type Unread = { unread: number };
