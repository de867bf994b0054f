import { db } from "#lib/core/transact.ts";
import { noteBounce, noteComplaint } from "#lib/mail/bounces.ts";
import { letterNamed, type OurAddress } from "#lib/mail/in/addresses.ts";
import type { MailReport } from "#lib/mail/in/reports.ts";
import type { Stream } from "#lib/mail/types.ts";

type Letter = { recipient: string; stream: Stream };

/**
 * Notes what other servers say of letters of ours. Only a report that names a letter we sent is heard, by the address it came back
 * to or by the id of the letter, and it is taken for whom that letter went to: nobody ends a stranger's mail by inventing a report. Nothing is ever answered.
 */
export async function takeReports(reports: readonly MailReport[], to: OurAddress): Promise<string> {
  for (const report of reports) {
    const mailId = to.kind === "bounce" ? to.mailId : report.original && letterNamed(report.original);
    const [letter] = mailId ? await db().query<Letter>("SELECT recipient, stream FROM mail WHERE id = $1 AND (sent_at IS NOT NULL OR handed_at IS NOT NULL)", [mailId]) : [];
    if (!mailId || !letter) continue;
    if (report.kind === "complaint") await noteComplaint({ address: letter.recipient, stream: letter.stream, mailId });
    else await noteBounce({ address: letter.recipient, hard: report.hard, response: report.response, mailId });
    return report.kind;
  }
  return "report of no letter of ours";
}
