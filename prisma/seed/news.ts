import { createHash } from "node:crypto";
import { insertRows } from "#lib/core/insert-rows.ts";
import type { Tx } from "#lib/core/transact.ts";
import { sizeFor } from "#lib/outreach/newsletters/judging.ts";
import { lettersFor, prepare, type Recipient, type Source } from "#lib/outreach/newsletters/letters.ts";
import type { Arm } from "#lib/outreach/newsletters/types.ts";
import { letterText } from "#lib/mail/letter-text.ts";
import { mulberry32, seedId } from "./random.ts";
import type { Resident } from "./talk.ts";

const day = 86_400_000;
const issues = [
  {
    subject: "Three ways to keep a hand grinder quiet", preview: "Felt, oil and a slower hand", daysAgo: 33, actionLabel: "Say what keeps yours quiet", actionPath: "/c/coffee",
    body: `{{greeting}}

Half the letters of this month were about noise: grinders at five in the morning, and people asleep behind thin walls. So we took four of them apart.

### Felt under the foot

A disc of wool felt, three millimetres thick, takes more than half of what a table top adds. Cork is nearly as good and smells better.

### A drop of oil, in one place

Not on the burrs. The upper bearing, once a year, with an oil that may touch food. If it squeaks again after a week, the shaft is bent, and we would like to see it.

### A slower hand

Sixty turns a minute in place of ninety. It takes twenty seconds longer, and the grind is more even: the beans have time to fall.

> I tried all three. My neighbour asked whether I had stopped drinking coffee.

{{topics}}`,
  },
  {
    subject: "What forty kettles taught us about limescale", preview: "Hard water, soft water, and one kettle that never scaled", daysAgo: 5, actionLabel: "Ask Priya about your water", actionPath: "/tag/water",
    body: `{{greeting}}

Forty of you let us look into your kettles. Thirty-one were white inside, eight were clean, and one was green, about which we say no more.

### What we found

- Scale follows **temperature** more than hardness: kettles that stop at 80 °C had a third of it.
- Filters help for as long as they are changed. Most were not.
- Vinegar is not better than citric acid; it is only older.

### What we do from now on

Each kettle that leaves the workshop carries a small card with the hardness of three cities, and what to do in each. *It is also on our pages, for those who have a kettle already.*

{{topics}}

{{tier}}`,
  },
] as const;

type Reader = Recipient & { arm: Arm; tested: boolean };
type Sent = { mailing: Source; at: Date; clicks: (arm: Arm) => number };

async function insertLetters(tx: Tx, { mailing, at, clicks }: Sent, readers: readonly Reader[]): Promise<void> {
  const random = mulberry32(mailing.number + 4100);
  const prepared = await prepare(tx, mailing);
  const letters = await lettersFor(tx, prepared, readers);
  const rows = letters.map((letter, place) => {
    const sent = new Date(at.getTime() + 20_000 + place * 900);
    const [clicked, bounced] = [random() < clicks(readers[place]?.arm ?? "a"), place === 11];
    return { id: seedId(random, sent), letter, sent, clickedAt: clicked && !bounced ? new Date(sent.getTime() + random() * 2 * day) : null, bounced };
  });
  await insertRows(tx, { table: "mail", columns: ["id:uuid", "recipient:text", "subject:text", "body:text", "content:jsonb", "account_id:uuid", "locale:text", "stream:text", "letter:text", "key:text", "list_id:text", "leave_url:text", "state:text", "created_at:timestamptz", "due_at:timestamptz", "sent_at:timestamptz", "bounced_at:timestamptz", "clicked_at:timestamptz", "answers_type:text", "answers_id:bigint"] },
    rows.map(({ id, letter, sent, clickedAt, bounced }) => [id, letter.to, letter.subject, letter.content ? letterText(letter.content, letter.locale ?? "en") : "", JSON.stringify(letter.content), letter.account, letter.locale, letter.stream, letter.letter, letter.key, letter.listId, letter.leave, bounced ? "failed" : "sent", at, at, bounced ? null : sent, bounced ? sent : null, clickedAt, "newsletter", mailing.number]));
  await insertRows(tx, { table: "mailing_letter", columns: ["mailing_id:uuid", "account_id:uuid", "arm:text", "tested:boolean", "queued_at:timestamptz", "mail_id:uuid"] },
    rows.map(({ id, letter }, place) => [mailing.id, letter.account, readers[place]?.arm ?? "a", readers[place]?.tested ?? false, at, id]));
}

const answers = [
  { days: 4.6, said: "Ours is number forty-one, then: white to the spout, and it whistles a third too high. Is citric acid safe for the seal?", answered: "It is, as long as it is rinsed twice. Half an hour, never overnight. And thank you for the third too high, we hung that up." },
  { days: 3.2, said: "The card with three cities is a good thought. Could there be one for well water?", answered: null },
  { days: 1.1, said: "I read these over breakfast. More of them, please, and rather short than often.", answered: null },
] as const;

/** What readers answered to an issue by mail; the house has answered one of them. */
async function insertAnswers(tx: Tx, { number, readers, now }: { number: number; readers: readonly Resident[]; now: Date }): Promise<void> {
  const random = mulberry32(4200);
  const ago = (days: number): Date => new Date(now.getTime() - days * day);
  const written = answers.flatMap((answer, at) => { const who = readers[at * 3]; return who ? [{ ...answer, who, subject: `Re: ${issues[1].subject}` }] : []; });
  await insertRows(tx, { table: "incoming_mail", columns: ["content_hash:bytea", "recipient:text", "return_path:text", "door:text", "vouched:boolean", "bytes:int", "at:timestamptz", "state:text", "handled_at:timestamptz", "account_id:uuid", "from_address:citext", "from_name:text", "subject:text", "text:text", "route_type:text", "route_id:bigint"] },
    written.map(({ who, subject, said, days }) => [createHash("sha256").update(said).digest(), "reply@rapport.invalid", who.email, "smtp", true, said.length, ago(days), "kept", ago(days), who.id, who.email, who.name, subject, said, "newsletter", number]));
  for (const { who, subject, answered, days } of written) {
    if (!answered) continue;
    const [id, at] = [seedId(random, ago(days - 0.2)), ago(days - 0.2)];
    await tx.query("INSERT INTO mail (id, recipient, subject, body, account_id, locale, stream, letter, state, created_at, due_at, sent_at, answers_type, answers_id) VALUES ($1, $2, $3, $4, $5, 'en', 'conversation', 'conversation', 'sent', $6, $6, $6, 'newsletter', 0)", [id, who.email, subject, `${answered}\n`, who.id, at]);
    await tx.query("INSERT INTO conversation_letter (mail_id, account_id, by_id, written_at) SELECT $1, $2, id, $3 FROM account WHERE email = 'concierge@demo.invalid'", [id, who.id, at]);
  }
}

/** A newsletter with two issues that were sent, who reads it, and who took its way. */
export async function insertNews(tx: Tx, { people, now }: { people: readonly Resident[]; now: Date }): Promise<void> {
  const random = mulberry32(4100);
  const began = new Date(now.getTime() - 60 * day);
  const id = seedId(random, began);
  const marketer = people.find((one) => one.role === "marketer");
  await tx.query("INSERT INTO newsletter (id, slug, name, description, made_by, created_at) VALUES ($1, 'the-workshop-letter', 'The workshop letter', 'Once a month: what we found out, from those who make the things.', $2, $3)", [id, marketer?.id ?? null, began]);
  const readers = people.filter((one) => one.role === "customer" && one.joinedDaysAgo > 60 && random() < 0.7);
  await insertRows(tx, { table: "newsletter_subscription", columns: ["newsletter_id:uuid", "account_id:uuid", "since:timestamptz"] }, readers.map((one) => [id, one.id, began]));
  for (const issue of issues) {
    const at = new Date(now.getTime() - issue.daysAgo * day);
    const mailing = seedId(random, at);
    const slug = issue.subject.toLowerCase().replaceAll(" ", "-");
    const [row] = await tx.query<{ number: number }>(`INSERT INTO mailing (id, kind, newsletter_id, slug, subject, preview, body, action_label, action_path, state, send_at, started_at, gathered_at, finished_at, audience, letters, made_by, created_at, changed_at)
      VALUES ($1, 'issue', $2, $3, $4, $5, $6, $7, $8, 'sent', $9, $9, $9, $9, $10, $10, $11, $9, $9) RETURNING number::float8 AS number`,
      [mailing, id, slug, issue.subject, issue.preview, issue.body, issue.actionLabel, issue.actionPath, at, readers.length, marketer?.id ?? null]);
    const source: Source = { id: mailing, number: row?.number ?? 0, kind: "issue", locale: "en", varies: "none", subjectB: "", bodyB: "", newsletterId: id, newsletterName: "The workshop letter", newsletterSlug: "the-workshop-letter", slug, subject: issue.subject, preview: issue.preview, body: issue.body, actionLabel: issue.actionLabel, actionPath: issue.actionPath };
    await insertLetters(tx, { mailing: source, at, clicks: () => 0.34 }, readers.map((one) => ({ id: one.id, email: one.email, name: one.name, tier: one.tier, arm: "a", tested: false })));
    if (issue === issues[1]) await insertAnswers(tx, { number: source.number, readers, now });
  }
}

/** A campaign that is being written, to a segment: two subjects, of which one is to be chosen. */
export async function insertCampaign(tx: Tx, { id, segmentId, by }: { id: string; segmentId: string; by: string }): Promise<void> {
  await tx.query(`INSERT INTO mailing (id, kind, segment_id, subject, preview, body, action_label, action_path, varies, subject_b, made_by, base, difference)
    VALUES ($1, 'campaign', $2, 'Your grinder can be serviced before the winter', 'An hour at the bench, and it is as new', $4, 'Ask for an hour', '/c/coffee', 'subject', 'Bring your grinder in before the winter', $3, 0.1, 0.1)`,
    [id, segmentId, by, "{{greeting}}\n\nBurrs that have seen two winters grind unevenly, and one hears it. In November the bench has hours to spare: we take yours apart, clean it, and say honestly whether it needs new ones.\n\n{{tier}}"]);
}

const tested = { subject: "The walnut boards are back", subjectB: "Twelve walnut boards, and where the tree stood", preview: "From one tree, felled by the storm in March", base: 0.15, difference: 0.2, actionLabel: "See the boards", actionPath: "/products",
  body: "{{greeting}}\n\nThe tree stood behind the workshop for ninety years and fell in one night. Twelve boards came out of it that are good enough to carry our mark; the rest is in the stove.\n\nEach has its number and its place in the trunk. Whoever wants the knot should write soon." };

/** A campaign of last month: two subjects were tried on a part, the better one was found, and the rest got it. */
export async function insertTested(tx: Tx, { id, segmentId, by, now }: { id: string; segmentId: string; by: string; now: Date }): Promise<void> {
  const { subject, subjectB, preview, base, difference, actionLabel, actionPath, body } = tested;
  const people = await tx.query<Recipient>(`
    SELECT a.id, a.email::text AS email, a.name, a.tier FROM account a JOIN purchase p ON p.customer_id = a.id
    WHERE a.role = 'customer' AND a.confirmed_at IS NOT NULL AND a.email IS NOT NULL AND a.created_at < $1 GROUP BY a.id HAVING count(*) >= 2 ORDER BY a.id LIMIT 240`, [new Date(now.getTime() - 24 * day)]);
  const [size, at] = [sizeFor(base, difference), new Date(now.getTime() - 24 * day)];
  const readers = people.map((one, place): Reader => ({ ...one, tested: place < 2 * size + 10, arm: place < 2 * size + 10 && place % 2 === 0 ? "a" : "b" }));
  const [row] = await tx.query<{ number: number }>(`
    INSERT INTO mailing (id, kind, segment_id, subject, subject_b, varies, preview, body, action_label, action_path, base, difference, test_size, state, part, winner, chosen_by, made_by, send_at, started_at, gathered_at, tested_at, finished_at, audience, letters, created_at, changed_at)
    VALUES ($1, 'campaign', $2, $3, $4, 'subject', $5, $6, $7, $8, $9, $10, $11, 'sent', 'rest', 'b', $12, $12, $13, $13, $13, $13, $13::timestamptz + interval '2 days', $14, $14, $13, $13) RETURNING number::float8 AS number`,
    [id, segmentId, subject, subjectB, preview, body, actionLabel, actionPath, base, difference, size, by, at, readers.length]);
  const mailing: Source = { id, number: row?.number ?? 0, kind: "campaign", locale: "en", varies: "subject", subject, subjectB, bodyB: "", preview, body, actionLabel, actionPath, newsletterId: null, newsletterName: null, newsletterSlug: null, slug: null };
  await insertLetters(tx, { mailing, at, clicks: (arm) => (arm === "a" ? 0.12 : 0.38) }, readers);
}
