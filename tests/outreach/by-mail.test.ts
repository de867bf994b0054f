import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/core/transact.ts";
import { nudgeWhenUnread } from "#lib/chat/nudges.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { replyAddress } from "#lib/mail/reply-token.ts";
import { mailNotices } from "#lib/outreach/notice-letters.ts";
import "#server/wiring.ts";
import { phoneReply } from "#tests/mail/phone-reply.ts";
import { relayed } from "#tests/notices/relayed.ts";
import { answer, category, door, person, type Somebody, topic } from "#tests/world/people.ts";
import { answerTo, comes, house } from "./mails.ts";

type Letter = { id: string; subject: string; body: string; answersType: string | null; answersId: number | null };
const lettersTo = (who: Somebody): Promise<Letter[]> => db().query<Letter>(`SELECT id, subject, body, answers_type AS "answersType", answers_id AS "answersId" FROM mail WHERE account_id = $1 AND stream = 'conversation' ORDER BY id`, [who.id]);
const says = (by: Somebody, roomId: number, body: string) => door(`/api/chat/rooms/${roomId}/messages`, { as: by, body: { body, clientId: randomUUID() } });
const roomOf = async (one: Somebody, other: Somebody): Promise<number> => ((await door("/api/chat/direct", { as: one, body: { handles: [other.actor.handle] } })).body as { id: number }).id;
/** Half a minute later, what somebody did not read of a room is told by mail. */
async function told(who: Somebody, roomId: number): Promise<Letter[]> {
  await nudgeWhenUnread({ roomId, accountId: who.id });
  await relayed();
  await db().query("UPDATE notice_mail SET due_at = now() WHERE account_id = $1 AND sent_at IS NULL", [who.id]);
  await mailNotices();
  return lettersTo(who);
}

beforeAll(() => { process.env.MAIL_AUTH_HOST = "mx.house.example"; });
beforeEach(() => resetLimits());

describe("what is said in a room, by mail", () => {
  it("says itself, and is answered from a telephone: the answer is a message of the room, and of nothing else", async () => {
    const [mine, theirs] = [await person({ name: "Wren Alder" }), await person({ name: "Juniper Hale" })];
    const roomId = await roomOf(theirs, mine);
    for (const body of ["The **lid** came today.", "It does not fit the small one.\n\n[bill.pdf](/media/abc/bill.pdf)"]) await says(theirs, roomId, body);
    const [letter, ...more] = await told(mine, roomId);
    expect([letter?.subject, letter?.answersType, more]).toEqual(["Juniper Hale wrote to you", "message", []]);
    expect(letter?.body).toContain("The **lid** came today.\n\nIt does not fit the small one.\n\n[bill.pdf]\n");
    const to = replyAddress({ type: "message", id: letter?.answersId ?? 0, accountId: mine.id });
    const mail = phoneReply({ from: mine.email, name: "Wren Alder", to, subject: `Re: ${letter?.subject}`, answers: `<${letter?.id}@rapport.invalid>`, text: "Then keep it for the large one." });
    const came = await comes({ from: mine.email, to }, mail);
    expect(came).toMatchObject({ state: "done", path: `/chat/${roomId}?at=3`, text: "Then keep it for the large one." });
    // Delivered again, it was said once; and who said it has read what they answered.
    await comes({ from: mine.email, to }, `Received: from relay.example\r\n${mail}`);
    const said = await db().query<{ source: string; author: string }>("SELECT m.source, m.author_id AS author FROM message m JOIN room r ON r.thread_id = m.thread_id WHERE r.id = $1 AND m.kind = 'text' ORDER BY m.seq", [roomId]);
    expect(said.slice(2)).toEqual([{ source: "Then keep it for the large one.", author: mine.id }]);
    expect(await told(mine, roomId)).toHaveLength(1);
  }, 120_000);

  it("goes to nobody who may not read it any more, was blocked, or has read it; a call in a room says where", async () => {
    const [mine, theirs, staff] = [await person({ tier: 2 }), await person({ tier: 2, name: "Juniper Hale" }), await person({ role: "admin" })];
    const direct = await roomOf(theirs, mine);
    await says(theirs, direct, "Read me on the page.");
    const [last] = await db().query<{ seq: number }>("SELECT t.last_seq AS seq FROM room r JOIN thread t ON t.id = r.thread_id WHERE r.id = $1", [direct]);
    await nudgeWhenUnread({ roomId: direct, accountId: mine.id });
    await db().query("UPDATE room_member SET read_seq = $3 WHERE room_id = $1 AND account_id = $2", [direct, mine.id, last?.seq ?? 0]);
    expect(await told(mine, direct)).toEqual([]);
    await says(theirs, direct, "And this one comes from a blocked one.");
    await nudgeWhenUnread({ roomId: direct, accountId: mine.id });
    await db().query("INSERT INTO chat_block (account_id, blocked_id) VALUES ($1, $2)", [mine.id, theirs.id]);
    expect(await told(mine, direct)).toEqual([]);
    const made = await door("/api/chat/rooms", { as: staff, body: { name: "The tasting table", audience: "premier", clientId: randomUUID() } });
    const roomId = (made.body as { id: number }).id;
    await says(staff, roomId, `@${theirs.actor.handle} which one was it?`);
    const [letter] = await told(theirs, roomId);
    expect([letter?.subject, letter?.body.includes("which one was it?")]).toEqual([expect.stringContaining("mentioned you · The tasting table"), true]);
    await says(staff, roomId, `@${theirs.actor.handle} and since when?`);
    await nudgeWhenUnread({ roomId, accountId: theirs.id });
    await relayed();
    await db().query("UPDATE account SET tier = 0 WHERE id = $1", [theirs.id]);
    expect(await told(theirs, roomId)).toHaveLength(1);
  }, 120_000);
});

describe("all of a mail, from what it became", () => {
  const of = async (who: Somebody | undefined, type: "post" | "message", ids: number[]) => { const { status, body } = await door(`/api/me/mails/of?type=${type}&ids=${ids.join(",")}`, { as: who }); return status === 200 ? (body as { mails: { of: number; id: number }[] }).mails : status; };

  it("is found under a post by its author and who looks after the place, and told to nobody else", async () => {
    const [mine, other, moderator, concierge, marketer] = [await person(), await person(), await person({ role: "moderator" }), await person({ role: "concierge" }), await person({ role: "marketer" })];
    const opened = await topic(other, (await category()).slug);
    const plain = await answer(mine, opened.id, "Written on the page.");
    const to = answerTo(mine, "topic", opened.id);
    const came = await comes({ from: mine.email, to }, phoneReply({ from: mine.email, name: "Somebody", to, subject: "Re: x", answers: "<none@demo.invalid>", text: "Written on the way." }));
    const [post] = await db().query<{ id: number }>("SELECT id FROM post WHERE topic_id = $1 AND source = 'Written on the way.'", [opened.id]);
    const asked = [opened.postId, plain.id, post?.id ?? 0];
    for (const who of [mine, moderator]) {
      expect(await of(who, "post", asked)).toEqual([{ of: post?.id, id: came.id }]);
      expect((await door(`/api/mails/${came.id}`, { as: who })).body).toMatchObject({ text: expect.stringContaining("Sent from my iPhone") });
    }
    for (const who of [other, concierge, marketer]) expect([await of(who, "post", asked), (await door(`/api/mails/${came.id}`, { as: who })).status]).toEqual([[], 404]);
    expect([await of(undefined, "post", asked), await of(mine, "message", asked), await of(mine, "post", [])]).toEqual([401, [], 422]);
    // Once the original is let go, there is nothing to lead to.
    await db().query("UPDATE incoming_mail SET raw = NULL WHERE id = $1", [came.id]);
    expect(await of(mine, "post", asked)).toEqual([]);
  }, 120_000);

  it("of a topic, a request and what was said in a room: each to who may read it", async () => {
    const [mine, theirs, moderator, concierge] = [await person({ tier: 2 }), await person(), await person({ role: "moderator" }), await person({ role: "concierge" })];
    const proven = [`Authentication-Results: mx.house.example; dmarc=pass header.from=${mine.email.split("@")[1]}`];
    const place = await category();
    const topics = await comes({ from: mine.email, to: house(place.slug), subject: "Which lid fits a 20 cm pan?", text: "I have three pans.", headers: proven });
    const [first] = await db().query<{ id: number }>("SELECT id FROM post WHERE topic_id = $1 AND number = 1", [Number(topics.path?.split("/")[2])]);
    expect([await of(mine, "post", [first?.id ?? 0]), await of(theirs, "post", [first?.id ?? 0])]).toEqual([[{ of: first?.id, id: topics.id }], []]);
    const wish = await comes({ from: mine.email, to: house("needs"), subject: "A gift for a judge", text: "Something small.", headers: proven });
    const roomId = await roomOf(theirs, mine);
    const hello = (await says(theirs, roomId, "Hello there.")).body as { id: number };
    const spoken = await comes({ from: mine.email, to: answerTo(mine, "message", hello.id), text: "Hello back." });
    const messageOf = async (mailId: number): Promise<number> => (await db().query<{ id: number }>("SELECT became_id AS id FROM incoming_mail WHERE id = $1 AND became_type = 'message'", [mailId]))[0]?.id ?? 0;
    const [asked, said] = [await messageOf(wish.id), await messageOf(spoken.id)];
    const both = [{ of: asked, id: wish.id }, { of: said, id: spoken.id }];
    // A request is the desk's, a conversation its author's alone.
    expect([await of(mine, "message", [asked, said]), await of(concierge, "message", [asked, said]), await of(moderator, "message", [asked, said]), await of(theirs, "message", [asked, said])]).toEqual([both, both.slice(0, 1), [], []]);
  }, 120_000);
});
