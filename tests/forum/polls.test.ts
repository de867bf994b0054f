import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { refused } from "#lib/core/errors.ts";
import { counter, db } from "#lib/core/transact.ts";
import { type Ballots, runOff } from "#lib/forum/polls/ranked.ts";
import type { PollView } from "#lib/forum/polls/types.ts";
import { vote, withdrawVote } from "#lib/forum/polls/votes.ts";
import { deletePost, editPost } from "#lib/forum/posts.ts";
import { resetLimits } from "#lib/limits/limiter.ts";
import { type Answer, category, door, type Opened, person, type Somebody, topic } from "#tests/world/people.ts";

let who: Somebody;
let room: { slug: string };
beforeEach(async () => { resetLimits(); who = await person({ role: "moderator" }); room = await category(); });
const text = (head: string, options = ["Tall", "Wide", "None"]): string => `Vote!\n\n::: poll ${head}\nWhich cup?\n${options.map((option) => `- ${option}`).join("\n")}\n:::`;
const open = (head: string, options?: string[]): Promise<Opened> => topic(who, room.slug, { body: text(head, options) });
const see = async (at: Opened, as?: Somebody): Promise<PollView> => {
  const answer = await door(`/api/topics/${at.id}/polls`, { as });
  const [poll] = (answer.body as { polls: PollView[] }).polls;
  if (!poll) throw new Error("no poll");
  return poll;
};
const cast = (poll: { id: number }, as: Somebody, choices: number[]): Promise<Answer> => door(`/api/polls/${poll.id}/vote`, { as, method: "PUT", body: { choices } });
const votesOf = (poll: PollView): (number | null)[] => poll.options.map((option) => option.votes);
const live = async (id: string): Promise<number> => (await db().query<{ n: number }>("SELECT count(*)::int AS n FROM interaction i WHERE customer_id = $1 AND kind = 'poll.voted' AND reverses IS NULL AND NOT EXISTS (SELECT 1 FROM interaction_reversal r WHERE r.reverses = i.id)", [id]))[0]?.n ?? 0;

/** Instant run-off said slowly: a whole list of ballots, each its own, redistributed by hand. */
function slowly(ballots: Ballots, options: number): number | null {
  const all = ballots.flatMap((one) => Array.from({ length: one.count }, () => [...one.choices]));
  let standing = Array.from({ length: options }, (_, at) => at + 1);
  const history: Map<number, number>[] = [];
  for (;;) {
    const tops = all.map((ballot) => ballot.filter((place) => standing.includes(place))[0]).filter((place) => place !== undefined);
    if (tops.length === 0) return null;
    const tally = new Map(standing.map((place) => [place, tops.filter((top) => top === place).length]));
    history.push(tally);
    for (const [place, votes] of tally) if (votes > tops.length / 2) return place;
    const key = (place: number): number[] => [...history.toReversed().map((round) => round.get(place) ?? 0), -place];
    const [last] = standing.toSorted((one, other) => { const [a, b] = [key(one), key(other)]; for (let at = 0; at < a.length; at += 1) { const by = (a[at] ?? 0) - (b[at] ?? 0); if (by !== 0) return by; } return 0; });
    standing = standing.filter((place) => place !== last);
  }
}

describe("a ranked poll", () => {
  const ballot = fc.record({ choices: fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 }), count: fc.integer({ min: 1, max: 4 }) });
  it("is decided as the slow way decides it", () => {
    fc.assert(fc.property(fc.array(ballot, { maxLength: 12 }), (ballots) => { expect(runOff(ballots, 5).winner).toBe(slowly(ballots, 5)); }), { numRuns: 1000 });
  });

  it("moves votes of the weakest to their next choice, round by round", () => {
    const outcome = runOff([{ choices: [1], count: 4 }, { choices: [2, 3], count: 3 }, { choices: [3, 2], count: 2 }], 3);
    expect(outcome).toEqual({ rounds: [[4, 3, 2], [4, 5, null]], winner: 2 });
    expect(runOff([], 3)).toEqual({ rounds: [[0, 0, 0]], winner: null });
  });
});

describe("counts", () => {
  it("are the votes, whatever is cast, changed and withdrawn, and each voter counts once", async () => {
    const people = await Promise.all(Array.from({ length: 4 }, () => person()));
    const step = fc.record({ who: fc.integer({ min: 0, max: 3 }), choices: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }), { nil: undefined }) });
    for (const head of ["", "multiple=2", "ranked"]) {
      await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), async (steps) => {
        const poll = await see(await open(head));
        for (const { who: at, choices } of steps) {
          const actor = people[at]?.actor;
          if (actor) await (choices ? vote(actor, poll.id, choices) : withdrawVote(actor, poll.id));
        }
        const [right] = await db().query<{ ok: boolean }>(`SELECT p.voters = (SELECT count(*) FROM poll_vote v WHERE v.poll_id = p.id) AND NOT EXISTS (SELECT 1 FROM poll_option o WHERE o.poll_id = p.id
          AND o.votes <> (SELECT count(*) FROM poll_vote v WHERE v.poll_id = p.id AND o.place = ANY(CASE WHEN p.kind = 'ranked' THEN v.choices[1:1] ELSE v.choices END))) AS ok FROM poll p WHERE p.id = $1`, [poll.id]);
        expect(right?.ok).toBe(true);
      }), { numRuns: 6 });
    }
    for (const one of people) expect(await live(one.id)).toBe((await db().query("SELECT 1 FROM poll_vote WHERE account_id = $1", [one.id])).length);
  });

  it("stay right when many vote at once", async () => {
    const poll = await see(await open(""));
    const people = await Promise.all(Array.from({ length: 12 }, () => person()));
    await Promise.all(people.flatMap((one, at) => [vote(one.actor, poll.id, [(at % 3) + 1]), vote(one.actor, poll.id, [(at % 3) + 1])]));
    const [row] = await db().query<{ voters: number }>("SELECT voters FROM poll WHERE id = $1", [poll.id]);
    expect(row?.voters).toBe(12);
  });
});

describe("a vote", () => {
  it("is what the poll takes, once per person, and taken back with what it gave", async () => {
    const at = await open("");
    const poll = await see(at);
    const voter = await person();
    for (const wrong of [[], [1, 2], [4], [0], [1, 1]]) expect((await cast(poll, voter, wrong)).status).toBe(422);
    expect((await cast(poll, voter, [2])).status).toBe(200);
    await cast(poll, voter, [2]);
    await cast(poll, voter, [3]);
    expect(await live(voter.id)).toBe(1);
    expect(await see(at, voter)).toMatchObject({ voters: 1, mine: [3], options: [{ votes: 0 }, { votes: 0 }, { votes: 1 }] });
    await door(`/api/polls/${poll.id}/vote`, { as: voter, method: "DELETE" });
    await door(`/api/polls/${poll.id}/vote`, { as: voter, method: "DELETE" });
    expect([await live(voter.id), (await see(at, voter)).voters]).toEqual([0, 0]);
    await cast(poll, voter, [1]);
    expect(await live(voter.id)).toBe(1);
  });

  it("is not taken when the poll is closed, its post removed, or its room not theirs", async () => {
    const closed = await see(await open("closes=2020-01-01T00:00Z"));
    expect((await cast(closed, await person(), [1])).status).toBe(409);
    const gone = await open("");
    const poll = await see(gone);
    await deletePost(who.actor, gone.postId);
    expect((await cast(poll, await person(), [1])).status).toBe(404);
  });
});

describe("who sees the results", () => {
  it("everybody, who voted, or nobody until it closes; and never who voted, unless it is open, and then members only", async () => {
    const [voter, other] = [await person({ name: "Vera Voter" }), await person()];
    for (const [head, before, mine, others, after] of [["open", 0, 1, 1, 1], ["results=voted", null, 1, null, 1], ["results=closed closes=2999-01-01T00:00Z", null, null, null, 1]] as const) {
      const at = await open(head);
      const poll = await see(at);
      expect(votesOf(await see(at, voter))[0], head).toBe(before);
      await cast(poll, voter, [1]);
      expect(votesOf(await see(at, voter))[0], head).toBe(mine);
      expect(votesOf(await see(at, other))[0], head).toBe(others);
      expect(votesOf(await see(at))[0], head).toBe(others);
      const shown = head === "open";
      expect(JSON.stringify(await see(at, other)).includes("Vera Voter"), head).toBe(shown);
      expect(JSON.stringify(await see(at))).not.toContain("Vera Voter");
      await db().query("UPDATE poll SET closes_at = now() WHERE id = $1", [poll.id]);
      expect(votesOf(await see(at))[0], head).toBe(after);
    }
  });

  it("costs at most four queries after the session's", async () => {
    const at = await open("ranked open");
    await cast(await see(at), who, [1, 2]);
    const before = counter.count;
    const poll = await see(at, who);
    expect(counter.count - before).toBeLessThanOrEqual(5);
    expect(poll).toMatchObject({ winner: 1, rounds: [[1, 0, 0]], mine: [1, 2] });
  });
});

describe("a poll whose post is edited", () => {
  it("changes freely until someone votes; then only its question and closing do", async () => {
    const at = await open("");
    const edit = async (body: string) => {
      const [row] = await db().query<{ version: number }>("SELECT version FROM post WHERE id = $1", [at.postId]);
      return editPost(who.actor, at.postId, { body, version: row?.version ?? 1 });
    };
    expect(refused(await edit(text("multiple=2", ["A", "B"])))).toBe(false);
    expect(await see(at)).toMatchObject({ kind: "multiple", options: [{ text: "A" }, { text: "B" }] });
    const poll = await see(at);
    await cast(poll, await person(), [1, 2]);
    for (const body of [text("multiple=2", ["A", "C"]), text("", ["A", "B"]), text("multiple=2 open", ["A", "B"]), "No poll."]) expect(refused(await edit(body)), body).toBe(true);
    expect(refused(await edit(text("multiple=2 closes=2999-01-01T00:00Z", ["A", "B"]).replace("Which cup?", "Which one?")))).toBe(false);
    expect(await see(at)).toMatchObject({ id: poll.id, voters: 1, question: "Which one?", closesAt: "2999-01-01T00:00:00.000Z" });
  });

  it("that nobody voted in goes with its text", async () => {
    const at = await open("");
    await editPost(who.actor, at.postId, { body: "No poll.", version: 1 });
    expect((await door(`/api/topics/${at.id}/polls`)).body).toEqual({ polls: [] });
  });
});
