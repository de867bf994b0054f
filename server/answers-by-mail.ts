import { isStaff } from "#lib/core/actor.ts";
import { missing, Refusal, refused } from "#lib/core/errors.ts";
import { db, transact } from "#lib/core/transact.ts";
import { sendMessage } from "#lib/chat/sending.ts";
import { reply } from "#lib/forum/posts.ts";
import { pageStart } from "#lib/forum/queries.ts";
import { replyInput, topicInput } from "#lib/forum/schema.ts";
import { openTopic } from "#lib/forum/topics.ts";
import type { TopicKind } from "#lib/forum/types.ts";
import { spend } from "#lib/limits/limiter.ts";
import type { Became, MailHandler, MailRoute, SaidByMail } from "#lib/mail/in/answering.ts";
import { sayInRequest } from "#lib/privilege/requests/dialogue.ts";
import { forwardRequest } from "#lib/privilege/requests/forwarding.ts";
import { sendInput } from "#lib/threads/schema.ts";

const spendPost = async ({ actor }: SaidByMail): Promise<Refusal | undefined> => (isStaff(actor) ? undefined : spend(actor.newcomer ? "posts-newcomer" : "posts", actor.id));
const withFiles = ({ text, files }: SaidByMail): string => [text, ...files.map((file) => file.markdown)].filter(Boolean).join("\n\n");
const idsOf = ({ files }: SaidByMail): string[] => files.map((file) => file.id);
type Unparsed = { error: { issues: readonly { message: string }[] } };
const unfit = ({ error }: Unparsed): Refusal => new Refusal("invalid", error.issues[0]?.message ?? "This is not valid.");

/** What opened something is its first post or message. */
async function became(type: Became["type"], first: string, id: number): Promise<{ became?: Became }> {
  // In the transaction it was opened in: nobody else sees it yet.
  const [row] = await transact((tx) => tx.query<{ id: number }>(first, [id]));
  return row ? { became: { type, id: row.id } } : {};
}

async function toTopic(said: SaidByMail): ReturnType<MailHandler["handle"]> {
  const input = replyInput.safeParse({ body: withFiles(said), clientId: said.clientId });
  if (!input.success) return unfit(input);
  const made = (await spendPost(said)) ?? (await reply(said.actor, said.id, input.data));
  if (refused(made)) return made;
  if ("held" in made) return { held: true };
  const [topic] = await db().query<{ slug: string }>("SELECT slug FROM topic WHERE id = $1", [said.id]);
  const from = pageStart(made.number);
  return { path: `/t/${said.id}/${topic?.slug ?? ""}${from > 1 ? `?from=${from}` : ""}#post-${made.number}`, became: { type: "post", id: made.id } };
}

async function toCategory(said: SaidByMail): ReturnType<MailHandler["handle"]> {
  const [category] = await db().query<{ slug: string; kinds: TopicKind[] }>("SELECT slug, kinds FROM category WHERE id = $1", [said.id]);
  const kind = (["discussion", "question", "idea"] as const).find((one) => category?.kinds.includes(one)) ?? "discussion";
  const title = said.subject.replace(/^(?:(?:re|fwd?|aw|wg|tr|rép?)\s?:\s*)+/i, "");
  const input = topicInput.safeParse({ categorySlug: category?.slug ?? "", title, body: withFiles(said), kind, clientId: said.clientId });
  if (!input.success) return unfit(input);
  const made = (await spendPost(said)) ?? (await openTopic(said.actor, input.data));
  if (refused(made)) return made;
  return "held" in made ? { held: true } : { path: `/t/${made.id}/${made.slug}`, ...(await became("post", "SELECT id FROM post WHERE topic_id = $1 AND number = 1", made.id)) };
}

async function toMessage(said: SaidByMail): ReturnType<MailHandler["handle"]> {
  const [room] = await db().query<{ id: number }>("SELECT r.id FROM message m JOIN room r ON r.thread_id = m.thread_id WHERE m.id = $1", [said.id]);
  if (!room) return missing();
  const input = sendInput.safeParse({ body: said.text, media: idsOf(said), clientId: said.clientId });
  if (!input.success) return unfit(input);
  const made = (await spend("chat", said.actor.id)) ?? (await sendMessage(said.actor, room.id, input.data));
  return refused(made) ? made : "message" in made ? { path: `/chat/${room.id}?at=${made.message.seq}`, became: { type: "message", id: made.message.id } } : { held: true };
}

async function toRequest(said: SaidByMail): ReturnType<MailHandler["handle"]> {
  const made = (await spend("requests", said.actor.id)) ?? (await sayInRequest(said.actor, said.id, { body: said.text, media: idsOf(said), clientId: said.clientId }));
  return refused(made) ? made : { path: `${isStaff(said.actor) ? "/desk" : "/premium"}/requests/${said.id}`, became: { type: "message", id: made.id } };
}

async function toDesk(said: SaidByMail): ReturnType<MailHandler["handle"]> {
  // A need is one text: its subject says what it is about, unless the text begins with it.
  const wish = said.subject && !said.text.startsWith(said.subject) ? `${said.subject}\n\n${said.text}` : said.text;
  const made = (await spend("requests-made", said.actor.id)) ?? (await forwardRequest(said.actor, { wish, media: idsOf(said), origin: "mail", clientId: said.clientId }, { source: "mail" }));
  return refused(made) ? made : { path: `/premium/requests/${made.id}`, ...(await became("message", "SELECT m.id FROM request r JOIN message m ON m.thread_id = r.thread_id WHERE r.id = $1 ORDER BY m.seq LIMIT 1", made.id)) };
}

/** What a mail becomes in each room: by the command its pages use, with its rules, its screening and its limits. */
export const mailRooms: Partial<Record<MailRoute, MailHandler>> = {
  topic: { joins: true, handle: toTopic }, category: { joins: true, handle: toCategory }, request: { joins: true, handle: toRequest }, needs: { joins: true, handle: toDesk },
  // Rooms write what many say at once in transactions of their own; the client id makes it once.
  message: { joins: false, handle: toMessage },
};
