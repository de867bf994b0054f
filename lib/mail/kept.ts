import { db } from "#lib/core/transact.ts";
import { letterHtml } from "./letter-html.ts";
import { contentOf } from "./letter-text.ts";
import { keptMailPath } from "./outbox.ts";
import type { Content } from "./types.ts";

/** What a letter's own page may do: show itself. */
export const letterPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

/** One letter of the local outbox as HTML; nothing wherever mail is really sent. */
export async function keptLetter(id: string): Promise<string | undefined> {
  if (!keptMailPath("en")) return undefined;
  const [row] = await db().query<{ subject: string; body: string; content: Content | null; locale: string }>("SELECT subject, body, content, locale FROM mail WHERE id = $1", [id]);
  return row && letterHtml(row.content ?? contentOf(row.subject, row.body), row.locale).replace("<head>", '<head><base target="_blank"/>');
}
