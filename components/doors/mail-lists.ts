import type { MailList } from "#lib/outreach/lists/types.ts";
import { call } from "./call.ts";

/** The doors of categories as mailing lists. */
export const mailLists = {
  mine: () => call<{ lists: MailList[] }>("GET", "/api/me/mail/lists"),
  set: (categoryId: number, on: boolean) => call<{ lists: MailList[] }>("PUT", "/api/me/mail/lists", { categoryId, on }),
};
