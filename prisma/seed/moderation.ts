import { insertRows } from "#lib/core/insert-rows.ts";
import type { Tx } from "#lib/core/transact.ts";
import { mulberry32, seedId } from "./random.ts";

const day = 86_400_000;
type Newcomer = [handle: string, name: string, email: string, bio: string, hoursAgo: number];
// Made-up people and firms; nobody and nothing of these names is meant.
const newcomers: Newcomer[] = [
  ["pim.quickly", "Pim Quickly", "pim.quickly@people.invalid", "", 3],
  ["bargain.dealo", "Dealo Bargains", "dealo@bargains.invalid", "Everything cheaper. Ask me how.", 5],
  ["tove.larch", "Tove Larch", "tove.larch@people.invalid", "", 2],
  ["kettle.rival", "Arno Brasswell", "arno@rival-kettles.invalid", "Product lead. Curious what people say.", 60],
  ["ludo.finch", "Ludo Marchwood", "ludo.marchwood@people.invalid", "", 8],
];

const replies: [string, string][] = [
  ["Please be kind", "We like plain words about pans and people alike. This one was about a person. Would you say it again, about the thing?"],
  ["Not the place for offers", "Offers and links to shops have no place in these conversations. If you make something yourself, Show and tell is where to show it."],
  ["Better placed elsewhere", "Thank you for this. It fits another category better, so we have moved it there; nothing of it is lost."],
  ["Restez courtois", "Nous aimons les mots francs sur les choses, et les mots doux sur les gens. Pourriez-vous le redire autrement ?"],
];
const filters: [kind: string, value: string, action: string, scope: string, note: string][] = [
  ["word", "cheap follow*", "hold", "newcomers", "Sellers of followers."], ["word", "casino", "hold", "newcomers", "Hardly ever about kitchens."],
  ["link", "bargains.invalid", "refuse", "everyone", "Came back under nine names last spring."], ["company", "rival-kettles.invalid", "flag", "newcomers", "A maker of kettles: welcome to read, good to know."],
];

async function insertNewcomers(tx: Tx, now: Date): Promise<Map<string, string>> {
  const random = mulberry32(606);
  const rows = newcomers.map(([handle, name, email, bio, ago]) => {
    const at = new Date(now.getTime() - ago * 3_600_000);
    return [seedId(random, at), email, name, handle, bio, at, at];
  });
  await insertRows(tx, { table: "account", columns: ["id:uuid", "email:text", "name:text", "handle:text", "bio:text", "confirmed_at:timestamptz", "created_at:timestamptz"] }, rows);
  return new Map(rows.map((row) => [String(row[3]), String(row[0])]));
}

type Waiting = { author: string; kind: "first" | "held" | "spam"; reasons: string[]; score: number | null; title: string; text: string; topic: number; ago: number };

async function insertHeld(tx: Tx, waiting: readonly Waiting[], now: Date): Promise<void> {
  const random = mulberry32(77);
  for (const one of waiting) {
    const at = new Date(now.getTime() - one.ago * 3_600_000);
    const clientId = seedId(random, at);
    const input = one.title ? { categorySlug: "coffee", title: one.title, body: one.text, kind: "discussion", clientId } : { body: one.text, clientId };
    const [row] = await tx.query<{ id: number }>("INSERT INTO held (kind, author_id, input, context, title, text, reasons, score, client_id, at) VALUES ($1, $2, $3::jsonb, $4::jsonb, $5, $6, $7, $8, $9, $10) RETURNING id",
      [one.title ? "topic" : "reply", one.author, JSON.stringify(input), JSON.stringify(one.title ? {} : { topicId: one.topic }), one.title, one.text, one.reasons, one.score, clientId, at]);
    await tx.query("INSERT INTO queue_item (kind, subject_type, subject_id, author_id, reasons, at) VALUES ($1, 'held', $2, $3, $4, $5)", [one.kind, String(row?.id), one.author, one.reasons, at]);
  }
}

type Pointed = { type: "post" | "account"; id: string; author: string; reason: string; notes: string[]; by: string[]; kind: "report" | "profile"; ago: number };

async function insertFlags(tx: Tx, pointed: readonly Pointed[], now: Date): Promise<void> {
  for (const one of pointed) {
    const at = new Date(now.getTime() - one.ago * 3_600_000);
    for (const [place, note] of one.notes.entries()) {
      await tx.query("INSERT INTO flag (subject_type, subject_id, author_id, reason, note, by_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7)", [one.type, one.id, one.author, one.reason, note, one.by[place] ?? null, at]);
    }
    await tx.query("INSERT INTO queue_item (kind, subject_type, subject_id, author_id, reasons, weight, flags, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", [one.kind, one.type, one.id, one.author, [one.reason], one.notes.length, one.notes.length, at]);
  }
}

async function insertAppeal(tx: Tx, of: { author: string; by: string }, now: Date): Promise<void> {
  const at = new Date(now.getTime() - 2 * day);
  const [ruling] = await tx.query<{ id: number }>("INSERT INTO ruling (kind, account_id, reason, message, by_id, at) VALUES ('warning', $1, 'rude', 'Calling someone’s grandmother’s skillet scrap iron was not kind.', $2, $3) RETURNING id", [of.author, of.by, at]);
  const [made] = await tx.query<{ id: number }>("INSERT INTO appeal (ruling_id, account_id, text, at) VALUES ($1, $2, 'She is my own grandmother and she laughed. We have called it that since I was six.', $3) RETURNING id", [ruling?.id, of.author, new Date(at.getTime() + 3_600_000)]);
  await tx.query("INSERT INTO queue_item (kind, subject_type, subject_id, author_id, at, not_for) VALUES ('appeal', 'appeal', $1, $2, $3, $4)", [String(made?.id), of.author, new Date(at.getTime() + 3_600_000), of.by]);
}

/** A small queue as it is on an ordinary morning, the rules behind it, and what moderators like to answer. */
export async function insertModeration(tx: Tx, now: Date): Promise<void> {
  const fresh = await insertNewcomers(tx, now);
  const people = new Map((await tx.query<{ handle: string; id: string }>("SELECT handle::text AS handle, id FROM account")).map((row) => [row.handle, row.id]));
  const of = (handle: string): string => fresh.get(handle) ?? people.get(handle) ?? "";
  const posts = await tx.query<{ id: number; topicId: number; author: string }>(
    `SELECT p.id, p.topic_id AS "topicId", p.author_id AS author FROM post p JOIN topic t ON t.id = p.topic_id JOIN category c ON c.id = t.category_id JOIN account a ON a.id = p.author_id
     WHERE c.audience = 'public' AND c.locale IS NULL AND p.number > 1 AND a.role = 'customer' AND a.handle::text NOT IN ('fern.abbot', 'ines.holloway') ORDER BY p.created_at DESC LIMIT 40`);
  const post = (place: number) => posts[place] ?? posts[0] ?? { id: 0, topicId: 0, author: "" };
  await insertRows(tx, { table: "canned_reply", columns: ["name:text", "text:text", "position:int"] }, replies.map((reply, place) => [...reply, place]));
  await insertRows(tx, { table: "filter", columns: ["kind:text", "value:text", "action:text", "scope:text", "note:text"] }, filters);
  await insertHeld(tx, [
    { author: of("pim.quickly"), kind: "first", reasons: ["newcomer:pimkitchen.invalid"], score: null, title: "", text: "I had the same rattle. What helped was a felt ring under the burr carrier, I wrote down how: https://pimkitchen.invalid/rattle", topic: post(3).topicId, ago: 2.5 },
    { author: of("bargain.dealo"), kind: "spam", reasons: ["spam:0.98", "newcomer:bargains.invalid"], score: 0.98, title: "BEST PRICE kettles and knives, only today!!!", text: "Hello friends!!! All brands 90% off, order before midnight at https://www.bargains.invalid/today and thank me later $$$", topic: 0, ago: 4 },
    { author: of("bargain.dealo"), kind: "spam", reasons: ["duplicate"], score: null, title: "", text: "Hello friends!!! All brands 90% off, order before midnight and thank me later, link in my profile $$$", topic: post(9).topicId, ago: 4.2 },
    { author: of("ludo.finch"), kind: "held", reasons: ["word:casino"], score: null, title: "", text: "We cook at the old casino on Thursdays, forty covers on six induction plates. The trick is to never let the big pan leave its ring.", topic: post(14).topicId, ago: 7 },
  ], now);
  await insertFlags(tx, [
    { type: "post", id: String(post(1).id), author: post(1).author, reason: "rude", notes: ["Third time this week in this tone.", "I asked a question and got a verdict."], by: [of("wilma.crane"), of("nell.fairway")], kind: "report", ago: 11 },
    { type: "post", id: String(post(6).id), author: post(6).author, reason: "off-topic", notes: ["This is about bicycles by now."], by: [of("rosa.tamm")], kind: "report", ago: 20 },
    { type: "post", id: String(post(12).id), author: post(12).author, reason: "private", notes: ["Has a street and a house number in it, I think."], by: [of("kofi.arden")], kind: "report", ago: 1.5 },
    { type: "account", id: of("kettle.rival"), author: of("kettle.rival"), reason: "company", notes: ["rival-kettles.invalid"], by: [], kind: "profile", ago: 30 },
    { type: "account", id: of("bargain.dealo"), author: of("bargain.dealo"), reason: "spam", notes: ["The profile alone says it."], by: [of("greta.ashdown")], kind: "profile", ago: 3 },
  ], now);
  await insertAppeal(tx, { author: of("hugo.tarn"), by: of("admin.alder") }, now);
  await tx.query("INSERT INTO trust (account_id, passed) SELECT author_id, count(*) FROM post GROUP BY author_id ON CONFLICT DO NOTHING");
}
