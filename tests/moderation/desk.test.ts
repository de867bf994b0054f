import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { refused } from "#lib/core/errors.ts";
import { counter, db } from "#lib/core/transact.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { relayModeration } from "#lib/moderation/effects.ts";
import { standingLink } from "#lib/moderation/standing-link.ts";
import { examine } from "#lib/relationship/doctor.ts";
import { relayRelationship } from "#lib/relationship/effects.ts";
import { forgetRules } from "#lib/screening/rules.ts";
import { answer, category, door, person, type Somebody, topic } from "#tests/world/people.ts";
import { caughtUp } from "#tests/world/ledger.ts";

beforeEach(() => { resetLimits(); forgetRules(); });
type Said = { decision: string; message?: string; days?: number };
const decide = (as: Somebody, id: number, said: Said) => door(`/api/desk/items/${id}/decision`, { as, body: said });
const undo = async (as: Somebody, decided: { body: unknown }) => door(`/api/desk/decisions/${(decided.body as { id: number }).id}/undo`, { as, method: "POST" });
const relay = (): Promise<void> => caughtUp({ moderation: relayModeration, relationship: relayRelationship });

/** Everything that a decision may move, in words: what is seen, counted, ruled and scored. */
async function stateOf(accountId: string): Promise<unknown> {
  const [row] = await db().query(`SELECT
    (SELECT json_agg(json_build_array(id, deleted_at IS NULL, score) ORDER BY id) FROM post WHERE author_id = $1) AS posts, (SELECT json_agg(json_build_array(id, deleted_at IS NULL, post_count, score) ORDER BY id) FROM topic) AS topics,
    (SELECT json_agg(json_build_array(id, topic_count, post_count) ORDER BY id) FROM category) AS categories, (SELECT json_agg(json_build_array(post_id, kind) ORDER BY post_id) FROM reaction WHERE account_id = $1) AS reactions,
    (SELECT json_build_array(name, bio, encode(avatar, 'hex'), suspended_at IS NULL, silenced_until IS NULL) FROM account WHERE id = $1) AS account, (SELECT json_agg(json_build_array(id, state) ORDER BY id) FROM held WHERE author_id = $1) AS held,
    (SELECT json_agg(json_build_array(id, state) ORDER BY id) FROM queue_item) AS items, (SELECT json_agg(json_build_array(id, state) ORDER BY id) FROM flag) AS flags, (SELECT json_agg(json_build_array(kind, open) ORDER BY kind) FROM queue_count) AS counts,
    (SELECT json_agg(json_build_array(kind, n) ORDER BY kind) FROM (SELECT kind, sum(CASE WHEN reverses IS NULL THEN 1 ELSE -1 END)::int AS n FROM interaction WHERE customer_id = $1 AND kind NOT IN ('sanction.given', 'held.decided', 'flag.resolved') GROUP BY 1) told) AS ledger,
    (SELECT json_build_array(ham, spam, (SELECT count(*) FROM jsonb_object_keys(coalesce(state->2->'spam', '{}')))) FROM spam_model) AS model`, [accountId]);
  return row;
}

async function reported(reason = "rude"): Promise<{ author: Somebody; reporter: Somebody; postId: number; topicId: number; item: number }> {
  const { slug } = await category();
  const [author, reporter] = [await person(), await person()];
  const opened = await topic(await person(), slug);
  const post = await answer(author, opened.id, "You are all fools.");
  await door("/api/flags", { as: reporter, body: { subjectType: "post", subjectId: String(post.id), reason } });
  const [row] = await db().query<{ id: number }>("SELECT id FROM queue_item WHERE subject_type = 'post' AND subject_id = $1", [String(post.id)]);
  return { author, reporter, postId: post.id, topicId: opened.id, item: row?.id ?? 0 };
}

describe("deciding", () => {
  it("twenty at once decide an item once, and everyone else is told so", async () => {
    const { item, author } = await reported();
    const desk = await Promise.all(Array.from({ length: 20 }, () => person({ role: "moderator" })));
    const answers = await Promise.all(desk.map((as, at) => decide(as, item, { decision: at % 2 ? "remove" : "silence" })));
    expect(answers.map((one) => one.status).filter((status) => status === 200)).toHaveLength(1);
    expect(answers.filter((one) => one.status === 409)).toHaveLength(19);
    const [row] = await db().query("SELECT (SELECT count(*) FROM decision WHERE item_id = $1) AS decisions, (SELECT count(*) FROM ruling WHERE account_id = $2 AND kind = 'removal') AS removals", [item, author.id]);
    expect(row).toEqual({ decisions: 1, removals: 1 });
  });

  it("shows the thing in its place, who reported, the person and a suggestion, within ten statements", async () => {
    const { item, author, reporter, topicId } = await reported();
    await answer(await person(), topicId, "What comes after it.");
    const moderator = await person({ role: "moderator" });
    const before = counter.count;
    const shown = await door(`/api/desk/items/${item}`, { as: moderator });
    expect(counter.count - before).toBeLessThanOrEqual(10);
    expect(shown.body).toMatchObject({ kind: "report", text: "You are all fools.", person: { id: author.id }, before: [{ number: 1 }], after: [{ number: 3 }], reporters: [{ name: reporter.actor.name, reason: "rude", ruled: 0 }], suggestion: { act: "approve" } });
    const seen: number[] = [];
    for (let after: string | null = ""; after !== null;) {
      const page = (await door(`/api/desk/queue${after ? `?after=${after}` : ""}`, { as: moderator })).body as { items: { id: number }[]; next: string | null };
      seen.push(...page.items.map((one) => one.id));
      after = page.next;
    }
    const open = await db().query<{ id: number }>("SELECT id FROM queue_item WHERE state = 'open' ORDER BY at, id");
    expect(seen).toEqual(open.map((row) => row.id));
  });

  it("what one holds another cannot decide, until the claim has run out", async () => {
    const { item } = await reported();
    const [one, other] = [await person({ role: "moderator" }), await person({ role: "moderator" })];
    expect((await door(`/api/desk/items/${item}/claim`, { as: one, method: "PUT" })).status).toBe(200);
    expect([(await door(`/api/desk/items/${item}/claim`, { as: other, method: "PUT" })).status, (await decide(other, item, { decision: "approve" })).status]).toEqual([409, 409]);
    await db().query("UPDATE queue_item SET claimed_until = now() - interval '1 second' WHERE id = $1", [item]);
    expect((await decide(other, item, { decision: "approve" })).status).toBe(200);
  });

});

describe("undoing and holding", () => {
  it.each(["approve", "remove", "warn", "silence", "spam", "dismiss"])("undoing “%s” leaves everything as it was", async (decision) => {
    const { item, author, postId, topicId } = await reported();
    const moderator = await person({ role: "moderator" });
    await db().query("UPDATE account SET bio = 'I sell things.', avatar = '\\x0102' WHERE id = $1", [author.id]);
    const own = await topic(author, (await category()).slug, { title: "Opened by the author" });
    await answer(await person(), own.id, "And answered by another.");
    for (const id of [own.postId, postId]) await door(`/api/posts/${id}/reaction`, { as: await person(), method: "PUT" });
    const liked = await answer(await person(), topicId, "Something to like.");
    await door(`/api/posts/${liked.id}/reaction`, { as: author, method: "PUT" });
    await relay();
    const before = await stateOf(author.id);
    const decided = await decide(moderator, item, { decision, message: "Because." });
    expect(decided.status, decided.text).toBe(200);
    await relay();
    expect(await stateOf(author.id)).not.toEqual(before);
    const undone = await undo(moderator, decided);
    expect(undone.status, undone.text).toBe(200);
    await relay();
    expect(await stateOf(author.id)).toEqual(before);
    expect((await undo(moderator, decided)).status).toBe(404);
    expect((await examine()).filter((check) => !check.ok)).toEqual([]);
  });

  it("what was held is written as its author when it is approved, and waits again when that is undone", async () => {
    const { slug } = await category();
    const moderator = await person({ role: "moderator" });
    const opened = await topic(moderator, slug);
    const newcomer = await person({ newcomer: true });
    expect((await door(`/api/topics/${opened.id}/replies`, { as: newcomer, body: { body: "Mine is at https://shop.example/kettle", clientId: randomUUID() } })).status).toBe(202);
    const [item] = await db().query<{ id: number }>("SELECT id FROM queue_item WHERE author_id = $1", [newcomer.id]);
    const mine = async (): Promise<{ number: number; gone: boolean }[]> => db().query("SELECT number, deleted_at IS NOT NULL AS gone FROM post WHERE author_id = $1", [newcomer.id]);
    const approved = await decide(moderator, item?.id ?? 0, { decision: "approve" });
    expect(await mine()).toEqual([{ number: 2, gone: false }]);
    expect((await door("/api/me/held", { as: newcomer })).body).toMatchObject({ held: [{ state: "approved", path: expect.stringContaining(`/t/${opened.id}`) }] });
    expect((await undo(moderator, approved)).status).toBe(200);
    expect(await mine()).toEqual([{ number: 2, gone: true }]);
    expect((await decide(moderator, item?.id ?? 0, { decision: "approve" })).status).toBe(200);
    expect(await mine()).toEqual([{ number: 2, gone: false }]);
  });

  it("nobody decides about what is theirs, and about staff only an admin", async () => {
    const { slug } = await category();
    const moderator = await person({ role: "moderator" });
    const opened = await topic(moderator, slug);
    await door("/api/flags", { as: await person(), body: { subjectType: "post", subjectId: String(opened.postId), reason: "rude" } });
    const [item] = await db().query<{ id: number }>("SELECT id FROM queue_item WHERE author_id = $1", [moderator.id]);
    const statuses: number[] = [];
    for (const as of [moderator, await person({ role: "moderator" }), await person({ role: "admin" })]) statuses.push((await decide(as, item?.id ?? 0, { decision: "dismiss" })).status);
    expect(statuses).toEqual([403, 403, 200]);
  });
});

describe("sanctions and appeals", () => {
  it("a silence and a suspension end by the clock alone", async () => {
    const one = await person({ password: "four plain words here" });
    const moderator = await person({ role: "moderator" });
    const sanction = (kind: string) => door(`/api/accounts/${one.id}/sanctions`, { as: moderator, body: { kind, reason: "rude", message: "Enough.", days: 2 } });
    const { slug } = await category();
    const opened = await topic(moderator, slug);
    const write = async () => (await door(`/api/topics/${opened.id}/replies`, { as: one, body: { body: "I say something.", clientId: randomUUID() } })).status;
    expect((await sanction("silence")).status).toBe(200);
    expect(await write()).toBe(403);
    await db().query("UPDATE account SET silenced_until = now() - interval '1 second' WHERE id = $1", [one.id]);
    expect(await write()).toBe(201);
    expect((await sanction("suspension")).status).toBe(200);
    expect(await write()).toBe(401);
    // What is kept of their page is made anew when it ends.
    const waiting = "SELECT round(extract(epoch FROM run_at - now()) / 86400)::int AS days FROM graphile_worker.jobs WHERE key = 'person.back:' || (SELECT max(id) FROM ruling WHERE account_id = $1 AND kind = 'suspension')";
    expect(await db().query(waiting, [one.id])).toEqual([{ days: 2 }]);
    const signIn = async () => (await door("/api/sign-in", { body: { email: one.email, password: "four plain words here" } })).status;
    expect(await signIn()).toBe(422);
    await db().query("UPDATE account SET suspended_until = now() - interval '1 second' WHERE id = $1", [one.id]);
    expect(await signIn()).toBe(200);
  });

  it("who is suspended reads why by the mailed link, appeals once, and somebody else hears it", async () => {
    const { author, item } = await reported();
    const [first, second] = [await person({ role: "moderator" }), await person({ role: "moderator" })];
    expect((await decide(first, item, { decision: "spam", message: "This was advertising." })).status).toBe(200);
    const [mail] = await db().query<{ body: string }>("SELECT body FROM mail WHERE recipient = $1", [author.email]);
    const token = /#token=(\S+)/.exec(mail?.body ?? "")?.[1] ?? "";
    const standing = await door("/api/standing", { body: { token } });
    expect(standing.body).toMatchObject({ suspended: true, rulings: [{ kind: "suspension", message: "This was advertising.", active: true }] });
    expect(standing.text).not.toContain("by");
    expect([(await door("/api/standing", { body: { token: token.replace(/.$/, "x") } })).status, (await door("/api/standing", { body: { token: standingLink(first.id, "en").split("token=")[1]?.replace(first.id, author.id) } })).status]).toEqual([404, 404]);
    const rulingId = (standing.body as { rulings: { id: number }[] }).rulings[0]?.id ?? 0;
    const appeal = () => door("/api/appeals", { body: { rulingId, text: "It was a question, not an advert.", token } });
    expect([(await appeal()).status, (await appeal()).status]).toEqual([200, 409]);
    const [open] = await db().query<{ id: number }>("SELECT id FROM queue_item WHERE kind = 'appeal' AND author_id = $1", [author.id]);
    expect((await decide(first, open?.id ?? 0, { decision: "approve" })).status).toBe(409);
    expect((await decide(second, open?.id ?? 0, { decision: "approve", message: "You are right." })).status).toBe(200);
    expect((await door("/api/standing", { body: { token } })).body).toMatchObject({ suspended: false, rulings: [{ active: false, appeal: { state: "granted", answer: "You are right." } }] });
  });

  it("an author reads why their post was removed, cannot bring it back, and gets it back by an appeal", async () => {
    const { author, reporter, item, postId } = await reported();
    const [first, second] = [await person({ role: "moderator" }), await person({ role: "moderator" })];
    await decide(first, item, { decision: "remove", message: "We do not call people fools." });
    const why = await door(`/api/me/removals/${postId}`, { as: author });
    expect(why.body).toMatchObject({ kind: "removal", reason: "rude", message: "We do not call people fools." });
    expect([(await door(`/api/me/removals/${postId}`, { as: reporter })).status, (await door(`/api/posts/${postId}/restore`, { as: author, method: "POST" })).status]).toEqual([404, 403]);
    await door("/api/appeals", { as: author, body: { rulingId: (why.body as { id: number }).id, text: "It was meant as a joke among friends." } });
    const [open] = await db().query<{ id: number }>("SELECT id FROM queue_item WHERE kind = 'appeal' AND author_id = $1", [author.id]);
    expect((await decide(second, open?.id ?? 0, { decision: "approve" })).status).toBe(200);
    const [post] = await db().query("SELECT deleted_at FROM post WHERE id = $1", [postId]);
    expect(post).toEqual({ deleted_at: null });
    const told = await db().query("SELECT kind, customer_id = $1 AS reporter FROM interaction WHERE kind IN ('flag.resolved', 'sanction.given') AND customer_id = ANY($2::uuid[]) AND reverses IS NULL ORDER BY kind", [reporter.id, [reporter.id, author.id]]);
    expect(told).toEqual([{ kind: "flag.resolved", reporter: true }, { kind: "sanction.given", reporter: false }]);
  });

  it("every act of the desk is noted", async () => {
    const acts = await db().query<{ act: string }>("SELECT DISTINCT act FROM staff_act ORDER BY act");
    expect(acts.map((row) => row.act)).toEqual(expect.arrayContaining(["item.approve", "item.remove", "item.silence", "item.spam", "item.undone", "person.silence", "person.suspension"]));
    expect(refused(await (await import("#lib/moderation/queue.ts")).listQueue((await person()).actor, {}))).toBe(true);
  });
});

describe("the log of staff", () => {
  it("is narrowed by the database to one group of acts, a name, or the number of what it was done to", async () => {
    const [moderator, other] = [await person({ role: "moderator", name: "Ondine 100% Vale" }), await person({ role: "moderator" })];
    const [first, second] = [await reported(), await reported()];
    await decide(moderator, first.item, { decision: "dismiss" });
    await decide(other, second.item, { decision: "dismiss" });
    const log = async (query: string): Promise<{ by: string; act: string; subjectId: string }[]> => ((await door(`/api/desk/log?${query}`, { as: moderator })).body as { acts: { by: string; act: string; subjectId: string }[] }).acts;
    expect(await log("like=100%25")).toMatchObject([{ by: "Ondine 100% Vale", act: "item.dismiss" }]);
    expect((await log("group=item")).every((one) => one.act.startsWith("item."))).toBe(true);
    const [done] = await log("like=ondine&group=item");
    expect((await log(`like=${done?.subjectId}`)).every((one) => one.subjectId === done?.subjectId)).toBe(true);
    expect(await log("group=tag&like=ondine")).toEqual([]);
  });
});
