import type { AskedMail, CameByMail, IncomingPage, WholeMail } from "#lib/outreach/incoming/types.ts";
import { call } from "./call.ts";

/** The doors of mail that was written to us. */
export const incoming = {
  asked: (token: string) => call<AskedMail>("POST", "/api/mail/asked", { token }),
  answer: (token: string, mine: boolean) => call<AskedMail>("PUT", "/api/mail/asked", { token, mine }),
  mine: (after?: string | null) => call<IncomingPage>("GET", `/api/me/mails${after ? `?after=${encodeURIComponent(after)}` : ""}`),
  of: (type: "post" | "message", ids: readonly number[]) => call<{ mails: CameByMail[] }>("GET", `/api/me/mails/of?type=${type}&ids=${ids.join(",")}`),
  whole: (id: number) => call<WholeMail>("GET", `/api/mails/${id}`),
};
