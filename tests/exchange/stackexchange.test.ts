import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { visitor } from "#lib/core/actor.ts";
import { refused } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { SourceError } from "#lib/exchange/source.ts";
import { importStackExchange } from "#lib/exchange/stackexchange.ts";
import { readLinks } from "#lib/forum/links.ts";
import { listTopics } from "#lib/forum/topic-list.ts";
import { readTopic } from "#lib/forum/queries.ts";
import { examine } from "#lib/relationship/doctor.ts";
import { relayRelationship } from "#lib/relationship/effects.ts";
import { files, folder, xml } from "./dump.ts";
import { caughtUp } from "#tests/world/ledger.ts";

const run = (dir: string, more: { dryRun?: boolean; stopped?: () => boolean } = {}) =>
  importStackExchange({ dir, dryRun: more.dryRun ?? false, rejects: join(dir, "rejects.csv"), progress: () => {}, stopped: more.stopped ?? (() => false) });
const counts = async (): Promise<Record<string, number>> => {
  const [row] = await db().query<Record<string, number>>(`SELECT (SELECT count(*) FROM account) AS accounts, (SELECT count(*) FROM topic) AS topics, (SELECT count(*) FROM post) AS posts,
    (SELECT count(*) FROM imported_vote) AS votes, (SELECT count(*) FROM interaction) AS interactions, (SELECT count(*) FROM category) AS categories`);
  return row ?? {};
};
const nothing = { accounts: 0, topics: 0, posts: 0, votes: 0, interactions: 0, categories: 0 };

describe("a Stack Exchange dump", () => {
  const broken: [string, Record<string, string | Buffer>, RegExp][] = [
    ["that is not well-formed", { "Posts.xml": files()["Posts.xml"]?.replace("/>", ">") ?? "" }, /Posts\.xml, line \d+/],
    ["that is cut off", { "Votes.xml": files()["Votes.xml"]?.slice(0, 200) ?? "" }, /Votes\.xml.*(cut off|unclosed|ends)/i],
    ["whose gzip is cut off", { "Users.xml": "", "Users.xml.gz": gzipSync(files()["Users.xml"] ?? "").subarray(0, 60) }, /cut off|too early/],
    ["that is no gzip", { "Users.xml": "", "Users.xml.gz": "plain" }, /not a gzip|too early/],
    ["that declares entities", { "Comments.xml": '<!DOCTYPE c [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><comments><row Id="1" PostId="10" CreationDate="2020-01-01T10:00:00" Text="&b;"/></comments>' }, /Comments\.xml.*document type/],
    ["that uses an unknown entity", { "Comments.xml": '<comments><row Id="1" PostId="10" CreationDate="2020-01-01T10:00:00" Text="&bomb;"/></comments>' }, /Comments\.xml, line 1/],
    ["that nests", { "Posts.xml": "<posts><row><row/></row></posts>" }, /nested/],
    ["that is not UTF-8", { "Users.xml": Buffer.from([0x3c, 0x75, 0xff, 0xfe, 0x3e]) }, /UTF-8/],
    ["whose history is not well-formed", { "PostHistory.xml": "<posthistory><row Id=\"1\"" }, /PostHistory\.xml/],
    ["whose links nest", { "PostLinks.xml": "<postlinks><row><row/></row></postlinks>" }, /nested/],
    ["that is empty", { "Users.xml": "" }, /cut off|ends too early|document must contain/i],
  ];
  it.each(broken)("%s is refused in a sentence, and nothing is written", async (_, change, sentence) => {
    const content = { ...files(), ...change };
    if ("Users.xml.gz" in change) delete (content as Record<string, unknown>)["Users.xml"];
    const error = await run(folder(content)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SourceError);
    expect((error as Error).message).toMatch(sentence);
    expect(await counts()).toEqual(nothing);
  });

  it("without one of its files is no dump", async () => {
    const { "Votes.xml": _, ...rest } = files();
    await expect(run(folder(rest))).rejects.toThrow(/no Votes\.xml/);
    expect(await counts()).toEqual(nothing);
  });
});

describe("a whole Stack Exchange dump", () => {
  it("can be read without being written", async () => {
    expect((await run(folder(files()), { dryRun: true })).found).toEqual({ users: 4, questions: 2, answers: 2, comments: 2, votes: 5, accepted: 1, tags: 2, tagged: 3, links: 1, versions: 2, closures: 2 });
    expect(await counts()).toEqual(nothing);
  });

  it("is stopped between two batches, and goes on with the next run", async () => {
    const stopped = await run(folder(files()), { stopped: () => true });
    expect(stopped.stopped).toBe(true);
    expect(await counts()).toMatchObject({ accounts: 5, topics: 0, posts: 0 });
  });

  it("arrives whole, in the order it was said, with what it meant", async () => {
    const report = await run(folder(files()));
    expect(report.written).toEqual({ users: 0, topics: 2, answers: 2, comments: 2, votes: 4, accepted: 1, tags: 0, tagged: 3, links: 1, versions: 2, closures: 2 });
    const [row] = await db().query<{ id: number }>("SELECT id FROM topic WHERE origin = 'se:tea.stackexchange.com:post:10'");
    const topic = await readTopic(visitor, row?.id ?? 0, {});
    if (refused(topic)) throw new Error(topic.detail);
    expect(topic.posts.map((post) => [post.number, post.author?.name, post.score, post.accepted, post.replyTo])).toEqual([
      [1, "Ada Wren", 0, false, null], [2, "Bo Finch", 0, false, null], [3, "Bo Finch", -1, false, null], [4, "Bo Finch", 2, true, null], [5, "Ada Wren", 0, false, 4]]);
    expect(topic.posts[0]?.html).toContain("<em>fizzes</em>");
    expect(topic.posts[0]?.html).toContain("<math");
    expect(topic.createdAt).toBe("2020-01-01T10:03:00.000Z");
    const kinds = await db().query<{ kind: string; count: number }>("SELECT kind, count(*) FROM interaction GROUP BY 1 ORDER BY 1");
    expect(kinds).toEqual([{ kind: "answer.accepted", count: 1 }, { kind: "post.created", count: 4 }, { kind: "reaction.received", count: 2 }, { kind: "topic.created", count: 2 }]);
    const [orphan] = await db().query<{ html: string; name: string }>("SELECT p.html, a.name FROM post p JOIN account a ON a.id = p.author_id WHERE p.origin = 'se:tea.stackexchange.com:post:11'");
    expect(orphan?.name).toBe("Former member");
    expect(orphan?.html).not.toContain("<script");
    await caughtUp({ relationship: relayRelationship });
    expect((await examine()).filter((check) => !check.ok)).toEqual([]);
  });

  it("brings tags with what they are about, links both ways, what posts said before, and closed questions", async () => {
    const [row] = await db().query<{ id: number; other: number; closed: Date | null; postId: number }>(`SELECT t.id, o.id AS other, o.closed_at AS closed, p.id AS "postId" FROM topic t JOIN post p ON p.topic_id = t.id AND p.number = 4, topic o WHERE t.origin LIKE '%:post:10' AND o.origin LIKE '%:post:11'`);
    expect((await listTopics(visitor, { sort: "latest", tagSlug: "gas" })).topics.map((topic) => topic.id).sort()).toEqual([row?.id, row?.other].sort());
    expect(await db().query("SELECT slug, description FROM tag ORDER BY slug")).toEqual([{ slug: "fizz", description: "" }, { slug: "gas", description: "About gas & air." }]);
    expect([await readLinks(visitor, row?.id ?? 0), await readLinks(visitor, row?.other ?? 0)]).toMatchObject([[{ id: row?.other, kind: "repeated" }], [{ id: row?.id, kind: "duplicate" }]]);
    expect(row?.closed).toEqual(new Date("2020-01-01T10:11:00Z"));
    expect(await db().query("SELECT kind, after_number FROM topic_event ORDER BY at")).toEqual([{ kind: "closed", after_number: 1 }, { kind: "reopened", after_number: 1 }]);
    expect(await db().query(`SELECT v.version, v.source, a.name, p.version AS now FROM post_version v JOIN account a ON a.id = v.editor_id JOIN post p ON p.id = v.post_id WHERE p.id = $1 ORDER BY 1`, [row?.postId])).toEqual([
      { version: 1, source: "Gass.", name: "Bo Finch", now: 3 }, { version: 2, source: "Gas!", name: "Former member", now: 3 }]);
    // A title beside another is shown to who may see it only.
    await db().query("UPDATE topic SET deleted_at = now() WHERE id = $1", [row?.other]);
    expect(await readLinks(visitor, row?.id ?? 0)).toEqual([]);
    await db().query("UPDATE topic SET deleted_at = NULL WHERE id = $1", [row?.other]);
  });

  it("changes nothing when it comes again, and adds only what is new", async () => {
    const before = await counts();
    expect((await run(folder(files()))).written).toEqual({ users: 0, topics: 0, answers: 0, comments: 0, votes: 0, accepted: 0, tags: 0, tagged: 0, links: 0, versions: 0, closures: 0 });
    expect(await counts()).toEqual(before);
    const later = { ...files(), "Comments.xml": xml("comments", [{ Id: 22, PostId: 11, Text: "I do.", CreationDate: "2020-02-01T10:00:00", UserId: 2 }]) };
    expect((await run(folder(later))).written).toMatchObject({ comments: 1, topics: 0 });
    const [row] = await db().query<{ postCount: number; lastNumber: number }>(`SELECT post_count AS "postCount", last_number AS "lastNumber" FROM topic WHERE origin LIKE '%:post:11'`);
    expect(row).toEqual({ postCount: 2, lastNumber: 2 });
  });

  it("says line and reason of each row it could not take, and takes the rest", async () => {
    const bad = { ...files(), "Comments.xml": xml("comments", [{ Id: "x", PostId: 10, Text: "a", CreationDate: "2020-01-01T10:00:00" }, { Id: 40, PostId: 99, Text: "b", CreationDate: "2020-01-01T10:00:00" }, { Id: 41, PostId: 10, Text: "c", CreationDate: "soon" }, { Id: 42, PostId: 10, Text: "d", CreationDate: "2020-01-01T11:00:00", UserId: 1 }]) };
    const report = await run(folder(bad, "coffee.stackexchange.com"));
    expect(report.rejected).toBe(3);
    expect(report.written.comments).toBe(1);
  });
});
