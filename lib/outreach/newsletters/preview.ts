import type { Actor } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { db, transact } from "#lib/core/transact.ts";
import { letterHtml } from "#lib/mail/letter-html.ts";
import { letterText } from "#lib/mail/letter-text.ts";
import { queueMail } from "#lib/mail/outbox.ts";
import type { Letter } from "#lib/mail/types.ts";
import { newId } from "#lib/core/ids.ts";
import { segmentPage } from "./audiences.ts";
import { sourceOf } from "./checking.ts";
import { mailingOf } from "./drafts.ts";
import { lettersFor, prepare, type Recipient } from "./letters.ts";
import { mayWriteNews } from "./policy.ts";
import { said } from "./said.ts";
import type { LetterQuery } from "./schema.ts";
import type { Arm } from "./types.ts";

const nobody = "00000000-0000-0000-0000-000000000000";
const reader = "SELECT id, coalesce(email::text, '') AS email, name, tier FROM account WHERE id = $1 AND role <> 'bot'";

// Somebody of a segment: the next one each time, so that an editor sees what different people get.
async function sampleOf(me: { id: string }, { as, segment, skip = 0 }: { as?: string | undefined; segment?: string | undefined; skip?: number }): Promise<Recipient | undefined> {
  const some = segment ? await segmentPage(segment, nobody, skip + 1) : [];
  const id = segment ? (some[skip] ?? some[0]) : (as ?? me.id);
  return id ? (await db().query<Recipient>(reader, [id]))[0] : undefined;
}

async function letterFor(id: string, to: Recipient, arm: Arm): Promise<Letter | undefined> {
  const at = await mailingOf(db(), id);
  if (!at) return undefined;
  const [letter] = await lettersFor(db(), await prepare(db(), sourceOf(at)), [{ ...to, arm }]);
  return letter;
}

/** A mailing as one person would get it: oneself, a person, or somebody of a segment. Nothing in it can be pressed for them. */
export async function previewLetter(actor: Actor, id: string, query: LetterQuery): Promise<{ html: string; text: string; subject: string; name: string } | Refusal> {
  const me = mayWriteNews(actor);
  if (refused(me)) return me;
  const to = await sampleOf(me, query);
  const letter = to && (await letterFor(id, to, query.arm));
  if (!to || !letter?.content) return missing();
  // Their own way out is theirs: what is shown here leads to the page of choices, and says nothing of who they are.
  const { leave, ...content } = letter.content;
  const shown = { ...content, ...(leave ? { leave: { ...leave, url: leave.url.replace(/#token=.*$/, "") } } : {}) };
  return { html: letterHtml(shown, letter.locale ?? "en").replace("<head>", '<head><base target="_blank"/>'), text: letterText(shown, letter.locale ?? "en"), subject: letter.subject, name: to.name };
}

/** Sends a mailing as it stands to its editor alone. It is no letter of the mailing: it counts nowhere. */
export async function sendTest(actor: Actor, id: string, arm: Arm): Promise<{ to: string } | Refusal> {
  const me = mayWriteNews(actor);
  if (refused(me)) return me;
  const to = await sampleOf(me, {});
  const letter = to && (await letterFor(id, to, arm));
  if (!to?.email || !letter?.content) return missing();
  if (!letter.subject) return new Refusal("invalid", "A letter needs a subject.", { field: "subject" });
  const { answers: _, ...plain } = letter;
  await transact((tx) => queueMail(tx, { ...plain, subject: `[${said[letter.locale === "fr" ? "fr" : "en"].test}] ${letter.subject}`, stream: "transactional", letter: "test", key: `test:${newId()}` }));
  return { to: to.email };
}
