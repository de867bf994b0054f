import type { Tx } from "#lib/core/transact.ts";
import { read } from "#lib/markdown/cook.ts";
import { keepPolls } from "#lib/forum/polls/polls.ts";
import type { Fact } from "./facts.ts";
import { mulberry32 } from "./random.ts";

type Voter = { id: string; joinedDaysAgo: number; role: string };
type Held = { id: number; source: string; at: Date };
const day = 86_400_000;

/** Keeps the polls of the demo's posts, and lets some of its people vote in them. */
export async function insertPolls(tx: Tx, posts: Held[], { voters, now }: { voters: Voter[]; now: Date }): Promise<Fact[]> {
  const random = mulberry32(77);
  const facts: Fact[] = [];
  for (const post of posts.filter((one) => one.source.includes("::: poll"))) {
    const { polls } = read(post.source);
    await keepPolls(tx, post.id, { polls, had: false });
    const kept = await tx.query<{ id: number; place: number; kind: string; most: number }>("SELECT id, place, kind, most FROM poll WHERE post_id = $1 ORDER BY place", [post.id]);
    for (const poll of kept) {
      const options = polls[poll.place - 1]?.options.length ?? 2;
      const willing = voters.filter((one) => one.joinedDaysAgo * day > now.getTime() - post.at.getTime() && random() < 0.3);
      const votes = willing.map((voter) => {
        const order = Array.from({ length: options }, (_, at) => at + 1).map((place) => ({ place, wish: random() / place })).sort((one, other) => other.wish - one.wish).map((one) => one.place);
        const choices = poll.kind === "single" ? order.slice(0, 1) : poll.kind === "multiple" ? order.slice(0, Math.max(1, Math.ceil(random() * poll.most))).sort((one, other) => one - other) : order;
        return { voter, choices, at: new Date(Math.min(now.getTime() - 60_000, post.at.getTime() + random() * 3 * day)) };
      });
      for (const vote of votes) {
        await tx.query("INSERT INTO poll_vote (poll_id, account_id, choices, created_at) VALUES ($1, $2, $3, $4)", [poll.id, vote.voter.id, vote.choices, vote.at]);
        if (vote.voter.role === "customer") facts.push({ customerId: vote.voter.id, kind: "poll.voted", at: vote.at, subject: ["poll", String(poll.id)], key: `demo:poll:${poll.id}:${vote.voter.id}` });
      }
      await tx.query("UPDATE poll SET voters = $2 WHERE id = $1", [poll.id, votes.length]);
      await tx.query(`UPDATE poll_option o SET votes = (SELECT count(*) FROM poll_vote v WHERE v.poll_id = o.poll_id AND o.place = ANY(CASE WHEN $2 THEN v.choices[1:1] ELSE v.choices END)) WHERE o.poll_id = $1`, [poll.id, poll.kind === "ranked"]);
    }
  }
  return facts;
}
