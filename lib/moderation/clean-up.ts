import type { Member } from "#lib/core/actor.ts";
import { type Refusal, refused } from "#lib/core/errors.ts";
import type { Tx } from "#lib/core/transact.ts";
import { spokenBy } from "#lib/chat/moderated.ts";
import { giveReactions, standingOf, takeReactions } from "#lib/forum/clean-up.ts";
import { giveVotes, reviewedBy, takeVotes } from "#lib/reviews/clean-up.ts";
import { learnSpam, unlearnSpam } from "#lib/screening/spam.ts";
import { untold } from "./events.ts";
import { answerFlags } from "./flags.ts";
import { removeSubject, restoreSubject, takeAway, type Thing } from "./removing.ts";

export type Profile = { name: string; bio: string; avatar: string | null };
/** Everything that was taken away from someone in one act. */
export type Cleaned = { accountId: string; things: Thing[]; reactions: Awaited<ReturnType<typeof takeReactions>>; votes?: Awaited<ReturnType<typeof takeVotes>>; held: number[]; items: number[]; flags: number[]; told: string[]; profile: Profile; texts: string[] };

const ids = (rows: { id: number }[]): number[] => rows.map((row) => row.id);

/** Empties a profile: the name becomes the handle, the words and the picture go. Resolves to what stood there. */
export async function clearProfile(tx: Tx, accountId: string): Promise<Profile> {
  const [before] = await tx.query<Profile>("SELECT name, bio, encode(avatar, 'base64') AS avatar FROM account WHERE id = $1 FOR UPDATE", [accountId]);
  await tx.query("UPDATE account SET name = handle, bio = '', avatar = NULL WHERE id = $1", [accountId]);
  return before ?? { name: "", bio: "", avatar: null };
}

/** Puts a profile back as it was. */
export async function restoreProfile(tx: Tx, accountId: string, was: Profile): Promise<void> {
  await tx.query("UPDATE account SET name = $2, bio = $3, avatar = decode($4, 'base64') WHERE id = $1", [accountId, was.name, was.bio, was.avatar]);
}

/** Takes away everything of a spammer: topics, posts, reviews, questions, answers, messages, reactions, votes, what waits, the profile; and learns what it looked like. What the files show goes with what showed them. */
export async function cleanUp(tx: Tx, actor: Member, accountId: string): Promise<Cleaned | Refusal> {
  const [stands, reviewed] = [await standingOf(tx, accountId), await reviewedBy(tx, accountId)];
  const things: Thing[] = [];
  const all = [...reviewed.things, ...stands.posts.map((id) => ({ type: "post", id: String(id) })), ...stands.topics.map((id) => ({ type: "topic", id: String(id) }))];
  for (const thing of all) {
    const done = await removeSubject(tx, actor, thing);
    if (refused(done)) return done;
    things.push(done);
  }
  const spoken = await spokenBy(tx, accountId);
  for (const id of spoken.ids) {
    const thing = { type: "message", id: String(id) };
    const done = await takeAway(tx, actor, thing);
    if (done !== true) return done;
    things.push(thing);
  }
  const [reactions, votes] = [await takeReactions(tx, accountId), await takeVotes(tx, accountId)];
  const held = await tx.query<{ id: number; text: string }>("UPDATE held SET state = 'refused', decided_at = now(), decided_by = $2 WHERE author_id = $1 AND state = 'waiting' RETURNING id, text", [accountId, actor.id]);
  const items = await tx.query<{ id: number }>("UPDATE queue_item SET state = 'decided', decision = 'spam', decided_at = now(), decided_by = $2 WHERE author_id = $1 AND state = 'open' RETURNING id", [accountId, actor.id]);
  const { flags, told } = await answerFlags(tx, actor, { authorId: accountId, upheld: true });
  const texts = [...stands.texts, ...reviewed.texts, ...spoken.texts, ...held.map((row) => row.text)].slice(0, 60);
  await learnSpam(tx, texts.map((text) => ({ text, spam: true })));
  return { accountId, things, reactions, votes, held: ids(held), items: ids(items), flags, told, profile: await clearProfile(tx, accountId), texts };
}

/** Brings back everything that one clean-up took. */
export async function bringBack(tx: Tx, actor: Member, cleaned: Cleaned): Promise<true | Refusal> {
  for (const thing of cleaned.things.toReversed()) {
    const done = await restoreSubject(tx, actor, thing);
    if (done !== true) return done;
  }
  await giveReactions(tx, cleaned.accountId, cleaned.reactions);
  await giveVotes(tx, cleaned.accountId, cleaned.votes ?? { reviews: [], answers: [] });
  await tx.query("UPDATE held SET state = 'waiting', decided_at = NULL, decided_by = NULL WHERE id = ANY($1::bigint[])", [cleaned.held]);
  await reopen(tx, cleaned.items);
  await tx.query("UPDATE flag SET state = 'open', resolved_at = NULL, resolved_by = NULL WHERE id = ANY($1::bigint[])", [cleaned.flags]);
  for (const key of cleaned.told) await untold(tx, key);
  await restoreProfile(tx, cleaned.accountId, cleaned.profile);
  await unlearnSpam(tx, cleaned.texts.map((text) => ({ text, spam: true })));
  return true;
}

/** Opens items again that were decided, unless something new is open about the same thing. */
export async function reopen(tx: Tx, itemIds: readonly number[]): Promise<void> {
  await tx.query(`UPDATE queue_item i SET state = 'open', decision = NULL, decided_at = NULL, decided_by = NULL, claimed_by = NULL, claimed_until = NULL WHERE i.id = ANY($1::bigint[]) AND i.state = 'decided'
    AND NOT EXISTS (SELECT 1 FROM queue_item o WHERE o.subject_type = i.subject_type AND o.subject_id = i.subject_id AND o.state = 'open')`, [itemIds]);
}
