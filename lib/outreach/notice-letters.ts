import { type Unheard, unheardSince } from "#lib/chat/unheard.ts";
import { publicUrl } from "#lib/core/env.ts";
import { db, type Tx, transact } from "#lib/core/transact.ts";
import { memberById } from "#lib/identity/stand-in.ts";
import { queueMail } from "#lib/mail/outbox.ts";
import type { Answerable } from "#lib/mail/reply-token.ts";
import type { Block, Letter } from "#lib/mail/types.ts";
import { noticesToMail } from "#lib/notices/queries.ts";
import type { NoticeView } from "#lib/notices/types.ts";
import { choicesLink, oneClick } from "./leave-token.ts";
import { type Locale, localeOf, namesOf, sentenceOf, textOf, wordsOf } from "./words.ts";

export type Reader = { id: string; email: string; name: string; locale: string };
/** The most that one letter lists; what is more stands behind its one action. */
const mostListed = 12;

const saidBy = (locale: Locale, notice: NoticeView): string => sentenceOf(locale, notice, { names: namesOf(locale, notice.actors, notice.actorCount), acts: notice.acts, many: notice.actorCount > 1 });

// What an answer by mail would go to: where something is written back, and there alone.
function answersOf(notice: NoticeView): { type: Answerable; id: number } | undefined {
  if (notice.kind === "message" || (notice.kind === "mention" && notice.subject.type === "message")) return { type: "message", id: Number(notice.subject.id) };
  if (notice.subject.type === "request" && notice.kind === "request") return { type: "request", id: Number(notice.subject.id) };
  return notice.topic && ["mention", "reply", "followed", "topic", "accepted", "reaction"].includes(notice.kind) ? { type: "topic", id: notice.topic.id } : undefined;
}

const urlOf = (locale: Locale, notice: NoticeView): string => `${publicUrl()}/${locale}${notice.path ?? "/me/notices"}`;

function one(to: Reader, notice: NoticeView): Letter {
  const locale = localeOf(to.locale);
  const said = wordsOf(locale);
  const answers = answersOf(notice);
  const sentence = saidBy(locale, notice);
  const leaving = { what: "kind", of: notice.kind, accountId: to.id } as const;
  const about = notice.topic?.title ?? "";
  const text = textOf(locale, notice);
  const how = answers && { topic: said.answer, message: said.answerMessage, request: said.answerRequest, newsletter: "" }[answers.type];
  // Leaving this one conversation stands beside leaving all of its kind.
  const foot = [...(how ? [how] : []), ...(notice.topic ? [`${said.leaveTopic}${said.colon} ${choicesLink({ what: "topic", of: String(notice.topic.id), accountId: to.id }, locale)}`] : [])];
  return {
    to: to.email, account: to.id, locale, stream: "conversation", letter: "notice", subject: about ? `${sentence} · ${about}` : sentence, leave: oneClick(leaving), ...(answers ? { answers } : {}),
    content: {
      title: sentence, preview: text ?? (notice.excerpt || about), action: { label: answers?.type === "topic" ? said.read : said.opens[notice.kind] ?? said.open, url: urlOf(locale, notice) }, foot, leave: { label: said.leave, url: choicesLink(leaving, locale) },
      blocks: text ? [{ kind: "text", text }] : about || notice.excerpt ? [{ kind: "item", title: about || notice.excerpt, ...(about && notice.excerpt ? { text: notice.excerpt } : {}) }] : [],
    },
  };
}

/** What one person should hear of, as one letter in their language: a single thing with a way to answer it, several as a list. */
export function noticeLetter(to: Reader, notices: readonly NoticeView[]): Letter | undefined {
  const [first, ...more] = notices;
  if (!first) return undefined;
  if (more.length === 0) return one(to, first);
  const locale = localeOf(to.locale);
  const said = wordsOf(locale);
  const leaving = { what: "choices", of: "", accountId: to.id } as const;
  const blocks = notices.slice(0, mostListed).map((notice): Block => ({ kind: "item", title: notice.topic?.title ?? saidBy(locale, notice), ...(notice.topic ? { meta: saidBy(locale, notice) } : {}), ...(notice.excerpt ? { text: notice.excerpt } : {}), url: urlOf(locale, notice) }));
  return {
    to: to.email, account: to.id, locale, stream: "conversation", letter: "notices", subject: `${said.several(notices.length)} · ${first.topic?.title ?? saidBy(locale, first)}`, leave: oneClick({ what: "kind", of: first.kind, accountId: to.id }),
    content: { title: said.several(notices.length), preview: saidBy(locale, first), blocks, action: { label: said.openAll, url: `${publicUrl()}/${locale}/me/notices` }, leave: { label: said.leave, url: choicesLink(leaving, locale) } },
  };
}

const take = `UPDATE notice_mail SET sent_at = now() WHERE id IN (SELECT id FROM notice_mail WHERE account_id = $1 AND sent_at IS NULL AND due_at <= now() ORDER BY id FOR UPDATE SKIP LOCKED) RETURNING notice_id AS "noticeId"`;
const reader = "SELECT id, email::text AS email, name, locale FROM account WHERE id = $1 AND email IS NOT NULL AND confirmed_at IS NOT NULL";

// What the desk wrote last, to whose request it is alone: a dialogue by mail needs no page.
const lastWord = `SELECT m.source FROM request r JOIN message m ON m.thread_id = r.thread_id WHERE r.id = $1 AND r.customer_id = $2 AND m.author_id <> r.customer_id AND m.deleted_at IS NULL ORDER BY m.seq DESC LIMIT 1`;

/** The desk's word in a request as a letter that can be answered there. */
export function deskLetter(to: Reader, notice: NoticeView, source: string): Letter {
  const letter = one(to, notice);
  return source && letter.content ? { ...letter, content: { ...letter.content, preview: source.slice(0, 120), blocks: [{ kind: "text", text: source }] } } : letter;
}

async function requestLetter(tx: Tx, to: Reader, notice: NoticeView): Promise<Letter> {
  const [said] = await tx.query<{ source: string }>(lastWord, [Number(notice.subject.id), to.id]);
  return deskLetter(to, notice, said?.source ?? "");
}

/** The most of one message that a letter carries; the rest stands in the room. */
const mostOfMessage = 2000;
// Files stand in the room; the letter names them.
const worded = (source: string): string => source.replace(/!?\[([^\]\n]{0,200})\]\(\/media\/[^)\s]{1,300}\)/g, "[$1]").slice(0, mostOfMessage).toWellFormed();

/** What was said to somebody in a room as a letter that can be answered there: a conversation by mail needs no page. */
export function chatLetter(to: Reader, notice: NoticeView, { room, said, more }: Unheard): Letter {
  const locale = localeOf(to.locale);
  const words = wordsOf(locale);
  const letter = one(to, notice);
  const single = new Set(said.map((message) => message.name)).size === 1;
  const blocks = said.map(({ name, source }): Block => (single ? { kind: "text", text: worded(source) } : { kind: "item", title: name.replace(/\s+/g, " "), text: worded(source) }));
  const content = letter.content ?? { title: letter.subject, blocks: [] };
  return { ...letter, subject: room ? `${letter.subject} · ${room.replace(/\s+/g, " ")}` : letter.subject, content: { ...content, preview: worded(said[0]?.source ?? "").slice(0, 120), blocks: [...blocks, ...(more > 0 ? [{ kind: "text" as const, text: words.more(more) }] : [])] } };
}

async function spokenLetter(tx: Tx, to: Reader, notice: NoticeView): Promise<Letter | undefined> {
  const actor = await memberById(tx, to.id);
  const unheard = actor && (await unheardSince(tx, actor, Number(notice.subject.id)));
  return unheard && chatLetter(to, notice, unheard);
}

async function tellOne(tx: Tx, accountId: string): Promise<number> {
  const rows = await tx.query<{ noticeId: number }>(take, [accountId]);
  const [to] = await tx.query<Reader>(reader, [accountId]);
  if (!to) return 0;
  const notices = await noticesToMail(tx, rows.map((row) => row.noticeId));
  // An answer to a request, and what was said in a room, are letters of their own, which can be answered themselves; everything else is put together.
  const [answered, spoken] = [notices.filter((notice) => notice.event === "request.answered" && notice.subject.type === "request"), notices.filter((notice) => notice.subject.type === "message")];
  const together = noticeLetter(to, notices.filter((notice) => !answered.includes(notice) && !spoken.includes(notice)));
  const own = [...(await Promise.all(answered.map((notice) => requestLetter(tx, to, notice)))), ...(await Promise.all(spoken.map((notice) => spokenLetter(tx, to, notice))))];
  const letters = [...own, together].flatMap((letter) => letter ?? []);
  for (const letter of letters) await queueMail(tx, letter);
  return letters.length;
}

/** Puts what is due by mail into letters, one for each person, and one for each answer to a request and each room where something was said; resolves to how many. What was read meanwhile makes none. */
export async function mailNotices(): Promise<number> {
  let letters = 0;
  const due = await db().query<{ id: string }>("SELECT DISTINCT account_id AS id FROM notice_mail WHERE sent_at IS NULL AND due_at <= now() LIMIT 1000");
  for (const { id } of due) letters += await transact((tx) => tellOne(tx, id));
  return letters;
}
