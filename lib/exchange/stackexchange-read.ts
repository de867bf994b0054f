import { basename, join } from "node:path";
import type { z } from "zod";
import type { Rejects } from "./rejects.ts";
import { findSource, SourceError } from "./source.ts";
import { type Comment, commentRow, type History, historyRow, type Link, linkRow, type Post, postRow, type Tag, tagRow, type User, userRow, type Vote, voteRow } from "./stackexchange-rows.ts";
import { toldOf } from "./history-rows.ts";
import { xmlRows } from "./xml-rows.ts";

/** A topic of the dump: its question, and everything said under it in the order it was said. */
export type DumpTopic = { question: Post; said: (Post | Comment)[] };
export type Dump = { site: string; users: User[]; topics: DumpTopic[]; votes: Map<string, Vote[]>; elsewhere: Vote[]; accepted: Map<string, Date>; rows: number } & More;
/** What not every dump has: tags with the texts that say what they are about, links, what posts said before, and closed questions. `topicOf` leads from a post to its question. */
type More = { tags: Tag[]; excerpts: Map<string, string>; links: Link[]; history: Map<string, History[]>; closed: Map<string, Date>; topicOf: ReadonlyMap<string, string> };

type Shape<T> = { name: string; schema: z.ZodType<T>; optional?: boolean };

async function readRows<T>(dir: string, { name, schema, optional }: Shape<T>, take: (row: T, line: number) => string | undefined): Promise<{ rows: number; rejected: [number, string][] }> {
  const path = findSource(join(dir, name));
  if (!path && optional) return { rows: 0, rejected: [] };
  if (!path) throw new SourceError(`${dir} has no ${name}, plain or gzip: it is not a Stack Exchange dump.`);
  let rows = 0;
  const rejected: [number, string][] = [];
  for await (const { line, values } of xmlRows(path)) {
    rows += 1;
    const parsed = schema.safeParse(values);
    const issue = parsed.error?.issues[0];
    const reason = parsed.success ? take(parsed.data, line) : `${issue?.path.join(".")} ${issue?.message}`;
    if (reason) rejected.push([line, reason]);
  }
  return { rows, rejected };
}

const when = (row: { CreationDate: Date; Id: string }): number => row.CreationDate.getTime() * 1000 + (Number(row.Id) % 1000);

type Reading = { read: <T>(shape: Shape<T>, take: (row: T) => string | undefined) => Promise<void>; once: (id: string) => string | undefined };

/** The files that not every dump has, read to their ends like the others. */
async function readMore(dump: Dump, { read, once }: Reading): Promise<void> {
  const take = <T extends { Id: string }>(kind: string, keep: (row: T) => void) => (row: T): string | undefined => {
    const twice = once(`${kind} ${row.Id}`);
    if (!twice) keep(row);
    return twice;
  };
  await read({ name: "Tags.xml", schema: tagRow, optional: true }, take<Tag>("tag", (row) => dump.tags.push(row)));
  await read({ name: "PostLinks.xml", schema: linkRow, optional: true }, take<Link>("link", (row) => dump.links.push(row)));
  await read({ name: "PostHistory.xml", schema: historyRow, optional: true }, take<History>("history", (row) => {
    if (!dump.topicOf.has(row.PostId) || !toldOf(row)) return;
    const rows = dump.history.get(row.PostId) ?? [];
    rows.push(row);
    dump.history.set(row.PostId, rows);
  }));
}

/** Reads a whole dump into order, before anything is written. Throws a SourceError when a file is missing, broken or hostile. */
export async function readDump(dir: string, rejects: Rejects): Promise<Dump> {
  const dump: Dump = { site: basename(dir), users: [], topics: [], votes: new Map(), elsewhere: [], accepted: new Map(), rows: 0, tags: [], excerpts: new Map(), links: [], history: new Map(), closed: new Map(), topicOf: new Map() };
  const read = async <T>(shape: Shape<T>, take: (row: T) => string | undefined): Promise<void> => {
    const { rows, rejected } = await readRows(dir, shape, take);
    dump.rows += rows;
    for (const [line, reason] of rejected) rejects.add({ file: shape.name, line, reason });
  };
  const seen = new Set<string>();
  const once = (id: string): string | undefined => {
    if (seen.has(id)) return `Id ${id} stands there twice`;
    seen.add(id);
    return undefined;
  };
  await read({ name: "Users.xml", schema: userRow }, (row) => {
    const twice = once(`user ${row.Id}`);
    if (!twice) dump.users.push(row);
    return twice;
  });
  const topics = new Map<string, DumpTopic>();
  const answers: Post[] = [];
  await read({ name: "Posts.xml", schema: postRow }, (row) => {
    const twice = once(`post ${row.Id}`);
    if (twice) return twice;
    if (row.ClosedDate) dump.closed.set(row.Id, row.ClosedDate);
    if (row.PostTypeId === "4") dump.excerpts.set(row.Id, row.Body);
    if (row.PostTypeId === "1") topics.set(row.Id, { question: row, said: [] });
    else if (row.PostTypeId === "2") answers.push(row);
    return undefined;
  });
  const topicOf = new Map([...topics.keys()].map((id) => [id, id]));
  for (const answer of answers) {
    const topic = topics.get(answer.ParentId ?? "");
    if (!topic) rejects.add({ file: "Posts.xml", line: 0, reason: `answer ${answer.Id} has no question` });
    topic?.said.push(answer);
    if (topic) topicOf.set(answer.Id, topic.question.Id);
  }
  await read({ name: "Comments.xml", schema: commentRow }, (row) => {
    const topic = topics.get(topicOf.get(row.PostId) ?? "");
    if (!topic) return `comment ${row.Id} is on post ${row.PostId}, which is no question or answer here`;
    const twice = once(`comment ${row.Id}`);
    if (!twice) topic.said.push(row);
    return twice;
  });
  await read({ name: "Votes.xml", schema: voteRow }, (row) => {
    const twice = once(`vote ${row.Id}`);
    if (twice) return twice;
    if (row.VoteTypeId === "1") dump.accepted.set(row.PostId, row.CreationDate);
    const votes = topicOf.has(row.PostId) ? (dump.votes.get(row.PostId) ?? []) : dump.elsewhere;
    votes.push(row);
    if (votes !== dump.elsewhere) dump.votes.set(row.PostId, votes);
    return undefined;
  });
  dump.topicOf = topicOf;
  await readMore(dump, { read, once });
  for (const topic of topics.values()) topic.said.sort((a, b) => when(a) - when(b));
  dump.topics = [...topics.values()].sort((a, b) => when(a.question) - when(b.question));
  return dump;
}
