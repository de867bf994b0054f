import type { ReadInput, SettingsInput, UnreadInput } from "#lib/notices/schema.ts";
import type { NoticeKind, NoticeList, NoticeSettings, Unread } from "#lib/notices/types.ts";
import { call } from "./call.ts";

type Nothing = Record<string, never>;
type Filter = { after?: string | null; unread?: boolean; kind?: NoticeKind | undefined };

function query({ after, unread, kind }: Filter): string {
  const params = new URLSearchParams([...(after ? [["after", after]] : []), ...(unread ? [["unread", "1"]] : []), ...(kind ? [["kind", kind]] : [])]);
  return params.size ? `?${params}` : "";
}

/** The doors of one's own notices. */
export const notices = {
  list: (filter: Filter = {}) => call<NoticeList>("GET", `/api/me/notices${query(filter)}`),
  unread: () => call<Unread>("GET", "/api/me/notices/unread"),
  read: (input: ReadInput) => call<Unread & { readAt: string }>("POST", "/api/me/notices/read", input),
  unreadAgain: (input: UnreadInput) => call<Unread>("POST", "/api/me/notices/unread", input),
  seen: () => call<Nothing>("POST", "/api/me/notices/seen"),
  settings: () => call<NoticeSettings>("GET", "/api/me/notices/settings"),
  change: (input: SettingsInput) => call<NoticeSettings>("PUT", "/api/me/notices/settings", input),
};
