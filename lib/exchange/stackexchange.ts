import { db, transact } from "#lib/core/transact.ts";
import { Rejects } from "./rejects.ts";
import { readUsers, writeUsers } from "./stackexchange-people.ts";
import { type Dump, readDump } from "./stackexchange-read.ts";
import { toldOf } from "./history-rows.ts";
import { formerTexts } from "./stackexchange-history.ts";
import { linksOf, writeLinks } from "./stackexchange-links.ts";
import { tagsOf, writeTags } from "./stackexchange-tags.ts";
import { type Place, type Written, writeTopics, writeVotesElsewhere } from "./stackexchange-topics.ts";

export type StackExchangeReport = {
  site: string; rows: number; seconds: number; rowsPerSecond: number; stopped: boolean; dryRun: boolean; rejected: number; rejects: string | null;
  found: { users: number; questions: number; answers: number; comments: number; votes: number; accepted: number; tags: number; tagged: number; links: number; versions: number; closures: number };
  written: Written & { users: number; tags: number; links: number };
};
export type Options = { dir: string; name?: string | undefined; dryRun: boolean; rejects: string; progress: (done: number, all: number) => void; stopped: () => boolean };

const perBatch = 50;
const nothing = { topics: 0, answers: 0, comments: 0, votes: 0, accepted: 0, tags: 0, tagged: 0, links: 0, versions: 0, closures: 0 };

async function categoryOf(dump: Dump, name: string | undefined): Promise<number> {
  const slug = dump.site.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "") || "import";
  await db().query(`INSERT INTO category (slug, name, description, colour, position) VALUES ($1, $2, $3, 'steel', (SELECT coalesce(max(position), 0) + 1 FROM category)) ON CONFLICT (slug) DO NOTHING`,
    [slug, name ?? dump.site.replace(/\.stackexchange\.com$/, ""), `From ${dump.site}`]);
  const [row] = await db().query<{ id: number }>("SELECT id FROM category WHERE slug = $1", [slug]);
  if (!row) throw new Error("the category was not made");
  return row.id;
}

const refreshCategory = `
  UPDATE category SET topic_count = s.topics, post_count = s.posts, last_post_at = s.at
  FROM (SELECT count(*)::int AS topics, coalesce(sum(post_count), 0)::int AS posts, max(last_post_at) AS at FROM topic WHERE category_id = $1 AND deleted_at IS NULL) s WHERE id = $1`;

function moreIn(dump: Dump): Pick<StackExchangeReport["found"], "tags" | "tagged" | "links" | "versions" | "closures"> {
  const named = dump.topics.map(({ question }) => tagsOf(question.Tags));
  const history = [...dump.history.values()];
  return {
    tags: new Set([...dump.tags.map((tag) => tag.TagName), ...named.flat()]).size, tagged: named.flat().length, links: linksOf(dump).length,
    versions: history.reduce((sum, rows) => sum + formerTexts(rows, () => "").length, 0), closures: history.flat().filter((row) => toldOf(row) === "state").length,
  };
}

function foundIn(dump: Dump): StackExchangeReport["found"] {
  const said = dump.topics.flatMap((topic) => topic.said);
  const comments = said.filter((row) => "PostId" in row).length;
  const votes = [...dump.votes.values()].reduce((sum, list) => sum + list.length, dump.elsewhere.length);
  const accepted = dump.topics.filter((topic) => topic.said.some((row) => row.Id === topic.question.AcceptedAnswerId && !("PostId" in row))).length;
  return { users: dump.users.length, questions: dump.topics.length, answers: said.length - comments, comments, votes, accepted, ...moreIn(dump) };
}

async function write(dump: Dump, options: Options): Promise<{ written: StackExchangeReport["written"]; stopped: boolean }> {
  const users = await transact((tx) => writeUsers(tx, dump.site, dump.users));
  const place: Place = { dump, categoryId: await categoryOf(dump, options.name), people: await transact((tx) => readUsers(tx, dump.site)) };
  const written = { users, ...nothing, tags: await transact((tx) => writeTags(tx, dump)), votes: await transact((tx) => writeVotesElsewhere(tx, dump)) };
  let done = 0;
  for (; done < dump.topics.length && !options.stopped(); done += perBatch) {
    const part = await transact((tx) => writeTopics(tx, place, dump.topics.slice(done, done + perBatch)));
    for (const name of ["topics", "answers", "comments", "votes", "accepted", "tagged", "versions", "closures"] as const) written[name] += part[name];
    options.progress(Math.min(done + perBatch, dump.topics.length), dump.topics.length);
  }
  // A link joins two topics, so it comes when all of them are there.
  if (done >= dump.topics.length) written.links = await transact((tx) => writeLinks(tx, dump));
  await db().query(refreshCategory, [place.categoryId]);
  await db().query("SELECT pg_notify('pages', '')");
  return { written, stopped: done < dump.topics.length };
}

/**
 * Imports a Stack Exchange dump: users, questions as topics with their tags, links and closures, answers and comments as posts with
 * what they said before, votes and acceptances, with their dates, and what each meant as interactions. A second run changes nothing; one that was stopped goes on.
 * Throws a SourceError, with nothing written, when a file is missing, broken or hostile.
 */
export async function importStackExchange(options: Options): Promise<StackExchangeReport> {
  const began = performance.now();
  const rejects = new Rejects(options.rejects);
  const dump = await readDump(options.dir, rejects);
  await rejects.close();
  const none = { users: 0, ...nothing };
  const { written, stopped } = options.dryRun ? { written: none, stopped: false } : await write(dump, options);
  const seconds = (performance.now() - began) / 1000;
  return {
    site: dump.site, rows: dump.rows, seconds: Number(seconds.toFixed(2)), rowsPerSecond: Math.round(dump.rows / seconds), stopped, dryRun: options.dryRun,
    rejected: rejects.count, rejects: rejects.count ? rejects.path : null, found: foundIn(dump), written,
  };
}
