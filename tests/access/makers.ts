import { Readable } from "node:stream";
import { newId } from "#lib/core/ids.ts";
import { disk } from "#lib/storage/disk.ts";
import { stage } from "#lib/storage/staging.ts";
import { db } from "#lib/core/transact.ts";
import type { Audience } from "#lib/forum/types.ts";
import { answer, person, type Somebody, topic } from "#tests/world/people.ts";
import type { ActorName, Cast } from "./actors.ts";
import type { Thing } from "./rules/expect.ts";
import { aRoom, aSession } from "./rooms.ts";
import { aConsent, aMacro, aPreference, aRequest, aService, aWork, beside } from "./requests.ts";
import { aMailing, aNewsletter } from "./news.ts";
import { aQuestion, aReview, product, takeAway } from "./shelf.ts";
import { aClaim, aNomination, anInvitation, aPrivilege } from "./space.ts";

export type World = { cast: Cast; author: Somebody; categories: Map<Audience, { id: number; slug: string }> };
/** What a door is asked about: the id its path names, and what its body may need. */
export type Made = { id: number | string; postId: number; slug: string };
type Maker = (at: World, who: ActorName, thing: Exclude<Thing, "nothing">) => Promise<Made>;

const thread: Maker = async (at, who, thing) => {
  const slug = at.categories.get(thing.audience)?.slug ?? "";
  const opened = await topic(at.author, slug, { kind: "question" });
  const said = await answer(at.author, opened.id);
  const self = at.cast[who].id;
  if (thing.own && self) {
    await db().query("UPDATE topic SET author_id = $2 WHERE id = $1", [opened.id, self]);
    await db().query("UPDATE post SET author_id = $2 WHERE topic_id = $1", [opened.id, self]);
  }
  if (thing.removed) await db().query("UPDATE post SET deleted_at = now() WHERE id = $1", [said.id]);
  return { id: opened.id, postId: said.id, slug };
};

/** A file of one byte where files are kept: its key. */
async function aFile(): Promise<string> {
  const staged = await stage(Readable.from([Buffer.from("x")]), 1);
  if (!staged) throw new Error("nothing was staged");
  await disk.put(staged.key, staged.path);
  return staged.key;
}

const idOf = async (sql: string, values: unknown[]): Promise<number> => (await db().query<{ id: number }>(sql, values))[0]?.id ?? 0;
const idText = async (sql: string, values: unknown[]): Promise<string> => (await db().query<{ id: string }>(sql, values))[0]?.id ?? "";
const flagged: Maker = async (at, who, thing) => {
  const made = await thread(at, who, thing);
  const by = (await person()).id;
  await db().query("UPDATE post SET author_id = $2 WHERE id = $1", [made.postId, by]);
  return { ...made, id: await idOf("INSERT INTO queue_item (kind, subject_type, subject_id, author_id, reasons, flags) VALUES ('report', 'post', $1, $2, '{rude}', 1) RETURNING id", [String(made.postId), by]) };
};

const ownerOf = (at: World, who: ActorName, thing: Exclude<Thing, "nothing">): string => (thing.own && at.cast[who].id) || at.author.id;
const aWholeRequest: Maker = async (at, who, thing) => {
  const owner = ownerOf(at, who, thing);
  const id = await aRequest(owner);
  const { other, handle } = await beside(owner, id);
  return { id, postId: other, slug: handle };
};

/** How each kind of thing comes about. What does not exist has an id that nothing has. */
export const makers = {
  item: flagged,
  decision: async (at, who, thing) => {
    const made = await flagged(at, who, thing);
    await db().query("UPDATE queue_item SET state = 'decided' WHERE id = $1", [made.id]);
    return { ...made, id: await idOf("INSERT INTO decision (item_id, account_id, act, by_id, undo) SELECT id, author_id, 'dismiss', $2, '{\"rulings\":[]}' FROM queue_item WHERE id = $1 RETURNING id", [made.id, at.cast[who].id ?? at.author.id]) };
  },
  filter: async () => ({ id: await idOf("INSERT INTO filter (kind, value) VALUES ('word', $1) RETURNING id", [newId()]), postId: 0, slug: "" }),
  cannedReply: async () => ({ id: await idOf("INSERT INTO canned_reply (name, text) VALUES ($1, 'Be kind.') RETURNING id", [newId()]), postId: 0, slug: "" }),
  sanction: async (at) => ({ id: await idOf("INSERT INTO ruling (kind, account_id, reason, by_id) VALUES ('warning', $1, 'rude', $2) RETURNING id", [(await person()).id, at.author.id]), postId: 0, slug: "" }),
  account: async () => ({ id: (await person()).id, postId: 0, slug: (await person()).id }),
  merge: async (at) => {
    const [from, into] = [await person(), await person()];
    return { id: await idOf("INSERT INTO account_merge (from_id, into_id, by_id, moved) VALUES ($1, $2, $3, $4::jsonb) RETURNING id", [from.id, into.id, at.author.id, JSON.stringify({ account: { email: from.email }, moved: [], reactions: [] })]), postId: 0, slug: "" };
  },
  held: async (at, who, thing) => ({ id: await idOf("INSERT INTO held (kind, author_id, input, text, reasons, client_id) VALUES ('reply', $1, '{\"body\":\"Said.\"}', 'Said.', '{}', $2) RETURNING id", [thing.own ? at.cast[who].id : at.author.id, newId()]), postId: 0, slug: "" }),
  topic: thread,
  somebody: async () => { const { id, actor } = await person(); return { id, postId: 0, slug: actor.handle }; },
  room: async (at, who, thing) => { const { id, messageId } = await aRoom(at.author, thing.audience, (thing.own && at.cast[who].id) || at.author.id); return { id, postId: messageId, slug: "" }; },
  session: async (at, _, thing) => { const { id } = await aSession(at.author, thing.audience); return { id, postId: 0, slug: "" }; },
  liveQuestion: async (at, who, thing) => { const { questionId } = await aSession(at.author, thing.audience, (thing.own && at.cast[who].id) || at.author.id); return { id: questionId, postId: 0, slug: "" }; },
  message: async (at, who, thing) => {
    const { messageId } = await aRoom(at.author, thing.audience, (thing.own && at.cast[who].id) || at.author.id);
    if (thing.removed) await db().query("UPDATE message SET deleted_at = now(), removed_by = $2 WHERE id = $1", [messageId, at.author.id]);
    return { id: messageId, postId: messageId, slug: "" };
  },
  poll: async (at, who, thing) => {
    const made = await thread(at, who, thing);
    const [poll] = await db().query<{ id: number }>("INSERT INTO poll (post_id, place, question, kind, most, anonymous, results) VALUES ($1, 1, '', 'single', 1, true, 'always') RETURNING id", [made.postId]);
    await db().query("INSERT INTO poll_option (poll_id, place, text) VALUES ($1, 1, 'Tea'), ($1, 2, 'Coffee')", [poll?.id]);
    return { ...made, id: poll?.id ?? 0 };
  },
  media: async (at, who, thing) => {
    const made = await thread(at, who, thing);
    const id = newId();
    await db().query("INSERT INTO media (id, owner_id, kind, name, type, bytes, key, loose_since) VALUES ($1, $2, 'image', 'picture.webp', 'image/webp', 1, $3, NULL)", [id, at.author.id, await aFile()]);
    await db().query("INSERT INTO media_use (media_id, subject_type, subject_id) VALUES ($1, 'post', $2)", [id, made.postId]);
    return { ...made, id };
  },
  post: async (at, who, thing) => { const made = await thread(at, who, thing); return { ...made, id: made.postId }; },
  tag: async (_at, _, thing) => {
    const slug = `matrix-${thing.audience}`;
    const [made] = await db().query<{ id: number }>("INSERT INTO tag (slug, name) VALUES ($1, $1) ON CONFLICT (slug) DO UPDATE SET name = tag.name RETURNING id", [slug]);
    return { id: made?.id ?? 0, postId: 0, slug };
  },
  product: async () => { const { id, code } = await product(); return { id, postId: 0, slug: code }; },
  review: async (at, who, thing) => ({ id: await aReview((thing.own && at.cast[who].id) || at.author.id, { removedBy: thing.removed ? at.author.id : undefined }), postId: 0, slug: "" }),
  question: async (at, who, thing) => {
    const { id, answerId } = await aQuestion((thing.own && at.cast[who].id) || at.author.id, at.author.id);
    if (thing.removed) await takeAway("product_question", id, at.author);
    return { id, postId: answerId, slug: "" };
  },
  answer: async (at, who, thing) => {
    const { answerId } = await aQuestion(at.author.id, (thing.own && at.cast[who].id) || at.author.id);
    if (thing.removed) await takeAway("product_answer", answerId, at.author);
    return { id: answerId, postId: answerId, slug: "" };
  },
  order: async (at) => ({ id: await idText("INSERT INTO purchase (id, source, number, customer_id, placed_at, net_cents) VALUES ($1, 'matrix', $3, $2, now(), 1000) RETURNING id", [newId(), at.author.id, newId()]), postId: 0, slug: "" }),
  shop: async (at) => {
    const id = await idText("INSERT INTO shop (id, kind, name, made_by) VALUES ($1, 'shopify', 'A shop', $2) RETURNING id", [newId(), at.author.id]);
    return { id, postId: 0, slug: await idText("INSERT INTO shop_secret (id, shop_id, sealed) VALUES ($1, $2, '') RETURNING id", [newId(), id]) };
  },
  apiKey: async (at) => ({ id: await idText("INSERT INTO api_key (id, name, prefix, secret_hash, scopes, made_by) VALUES ($1, 'A key', 'rk_', decode(md5($3), 'hex'), '{orders:read}', $2) RETURNING id", [newId(), at.author.id, newId()]), postId: 0, slug: "" }),
  customerView: async (at, who, thing) => {
    const id = newId();
    await db().query("INSERT INTO customer_view (id, owner_id, name, shared, setting) VALUES ($1, $2, 'A view', true, '{}')", [id, (thing.own && at.cast[who].id) || at.author.id]);
    return { id, postId: 0, slug: "" };
  },
  customerNote: async (at) => {
    const id = newId();
    await db().query("INSERT INTO customer_note (id, customer_id, author_id, body) VALUES ($1, $2, $3, 'Asked for a call.')", [id, (await person()).id, at.author.id]);
    return { id, postId: 0, slug: "" };
  },
  webhook: async (at) => ({ id: await idText("INSERT INTO webhook_endpoint (id, name, url, events, made_by) VALUES ($1, 'A listener', 'https://listener.example', '{}', $2) RETURNING id", [newId(), at.author.id]), postId: 0, slug: "" }),
  programme: async (at) => ({ id: await idText("INSERT INTO referral_programme (id, name, reward_on, referrer_points, newcomer_points, starts_at, ends_at, made_by) VALUES ($1, 'A programme', 'join', 1, 1, now() - interval '2 days', now() - interval '1 day', $2) RETURNING id", [newId(), at.author.id]), postId: 0, slug: "" }),
  referral: async (at) => ({ id: await idText("INSERT INTO referral (id, newcomer_id, referrer_id, by, joined_at, verdict, risk) VALUES ($1, $2, $3, 'code', now(), 'held', 60) RETURNING id", [newId(), (await person()).id, at.author.id]), postId: 0, slug: "" }),
  newsletter: async (at) => ({ id: await aNewsletter(at.author.id), postId: 0, slug: "" }),
  draft: async (at) => ({ id: await aMailing(at.author.id, "draft"), postId: 0, slug: "" }),
  sentMailing: async (at) => ({ id: await aMailing(at.author.id, "sent"), postId: 0, slug: "" }),
  segment: async (at) => {
    const id = newId();
    await db().query("INSERT INTO segment (id, name, rule, made_by) VALUES ($1, 'Some', '{\"field\":\"tier\",\"op\":\"gte\",\"value\":1}', $2)", [id, at.author.id]);
    await db().query("INSERT INTO segment_version (segment_id, version, name, description, rule, made_by) SELECT id, 1, name, '', rule, made_by FROM segment WHERE id = $1", [id]);
    return { id, postId: 0, slug: "" };
  },
  incomingMail: async (at, who, thing) => ({ id: await idOf("INSERT INTO incoming_mail (content_hash, recipient, door, bytes, raw, state, handled_at, account_id, route_type, route_id) VALUES (decode(md5($1), 'hex'), 'reply@rapport.invalid', 'smtp', 1, $2, 'done', now(), $3, 'topic', 1) RETURNING id",
    [newId(), Buffer.from("From: a@example.org\r\nSubject: s\r\n\r\nSaid.\r\n"), ownerOf(at, who, thing)]), postId: 0, slug: "" }),
  request: (at, who, thing) => aWholeRequest(at, who, thing),
  doneRequest: async (at, who, thing) => ({ id: await aRequest(ownerOf(at, who, thing), "fulfilled"), postId: 0, slug: "" }),
  requestOption: async (at, who, thing) => { const owner = ownerOf(at, who, thing); return { id: (await beside(owner, await aRequest(owner))).option, postId: 0, slug: "" }; },
  requestPreference: async (at, who, thing) => ({ id: await aPreference(ownerOf(at, who, thing)), postId: 0, slug: "" }),
  requestConsent: async (at, who, thing) => ({ id: await aConsent(ownerOf(at, who, thing)), postId: 0, slug: "" }),
  requestWork: async (at, who, thing) => ({ id: await aWork(ownerOf(at, who, thing)), postId: 0, slug: "" }),
  requestMacro: async () => ({ id: await aMacro(), postId: 0, slug: "" }),
  spaceMember: async () => ({ id: (await person({ tier: 2 })).id, postId: 0, slug: "" }),
  service: async () => ({ id: await aService(), postId: 0, slug: "" }),
  privilege: async () => ({ id: await aPrivilege(), postId: 0, slug: "" }),
  invitation: async () => ({ id: await anInvitation(), postId: 0, slug: "" }),
  place: async (at, who, thing) => ({ id: await anInvitation(ownerOf(at, who, thing)), postId: 0, slug: "" }),
  nomination: async () => ({ id: await aNomination(), postId: 0, slug: "" }),
  privilegeClaim: async (at, who, thing) => { const { id, code } = await aClaim(ownerOf(at, who, thing)); return { id, postId: 0, slug: code }; },
  usedClaim: async (at, who, thing) => ({ id: (await aClaim(ownerOf(at, who, thing), at.author.id)).id, postId: 0, slug: "" }),
  category: async (at, _, thing) => { const { id, slug } = at.categories.get(thing.audience) ?? { id: 0, slug: "" }; return { id, postId: 0, slug }; },
} as const satisfies Record<string, Maker>;

export const nothing: Made = { id: 2_000_000_000, postId: 2_000_000_000, slug: "there-is-none" };

/** Tables whose number of rows a denied request must not change, beside those of the thing itself. */
export const counted = [
  "topic", "post", "reaction", "session", "interaction", "mail", "mail_address", "mail_suppression", "mail_preference", "newsletter", "newsletter_subscription", "mailing", "mailing_letter", "conversation_letter", "incoming_mail", "category_mail",
  "privilege", "privilege_version", "privilege_balance", "privilege_claim", "privilege_entry", "invitation", "invitation_place", "nomination", "topic_voice",
  "notice", "notice_preference",
  "category", "tag", "topic_tag", "topic_vote", "topic_event", "staff_act",
  "media", "media_use", "mention", "poll", "poll_vote",
  "held", "flag", "queue_item", "ruling",
  "thread", "message", "message_version", "message_reaction", "message_mention", "room", "room_member", "chat_preference", "chat_block", "live_session", "live_question", "live_vote",
  "follow", "topic_read", "bookmark",
  "api_key", "shop", "shop_secret", "purchase", "order_event", "idempotency",
  "product", "product_image", "product_variant", "product_category", "review", "review_version", "review_vote", "review_reply", "product_question", "product_answer", "answer_vote", "review_invitation", "review_preference",
  "service", "service_version", "request", "request_target", "request_need", "request_option", "request_preference", "request_reader", "request_note", "request_work", "request_link", "request_act", "request_macro", "request_capacity", "request_consent", "cost_entry", "customer_stage", "stage_change",
  "point_lot", "point_entry", "referral_code", "share_link", "touch", "referral", "referral_reward", "referral_programme", "referral_coupon", "referral_setting", "friend_mailed", "webhook_endpoint", "webhook_secret", "webhook_delivery",
  "order_import", "studio_task", "email_change", "customer_note", "customer_note_version", "customer_view", "customer_selection", "segment", "segment_version", "personal_read",
];
