import type { ChangeInput } from "#lib/outreach/schema.ts";
import type { MailChoices } from "#lib/outreach/types.ts";
import { call } from "./call.ts";

/** The doors of what one gets by mail: with the token of a letter, or signed in. */
export const mail = {
  open: (token: string | null) => (token ? call<MailChoices>("POST", "/api/mail/choices", { token }) : call<MailChoices>("GET", "/api/me/mail")),
  change: (token: string | null, change: ChangeInput) => (token ? call<MailChoices>("PUT", "/api/mail/choices", { token, ...change }) : call<MailChoices>("PUT", "/api/me/mail", change)),
};
