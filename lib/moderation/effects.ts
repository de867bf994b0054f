import type { Member } from "#lib/core/actor.ts";
import type { Tx } from "#lib/core/transact.ts";
import { memberById } from "#lib/identity/stand-in.ts";
import { consume, type Entry } from "#lib/ledger/relay.ts";
import { raiseFlag } from "#lib/screening/flags.ts";
import { findingsOf } from "#lib/screening/judge.ts";
import { domainFits } from "#lib/screening/matching.ts";
import { type Rules, rulesInForce, textsForStanding } from "#lib/screening/rules.ts";
import { spamScore } from "#lib/screening/spam.ts";
import type { SubjectType } from "#lib/screening/types.ts";
import { readSubject, type Subject } from "./subjects.ts";

const looked = new Set(["post.created", "topic.created", "review.published"]);
type Author = Member & { passed: number; ageHours: number; domain: string };

async function authorOf(tx: Tx, accountId: string): Promise<Author | undefined> {
  const member = await memberById(tx, accountId);
  if (member?.role !== "customer") return undefined;
  const [row] = await tx.query<{ passed: number; ageHours: number; domain: string | null }>(
    `SELECT coalesce(t.passed, 0) AS passed, extract(epoch FROM now() - a.created_at)::float8 / 3600 AS "ageHours", split_part(a.email::text, '@', 2) AS domain FROM account a LEFT JOIN trust t ON t.account_id = a.id WHERE a.id = $1`, [accountId]);
  return row && { ...member, passed: row.passed, ageHours: row.ageHours, domain: row.domain ?? "" };
}

const isTrusted = (author: Author): boolean => author.tier > 0 || (author.passed >= textsForStanding && author.ageHours >= 24);

/** Whether anything could be pointed out in what this author writes: if not, it need not be read. */
function worthALook(rules: Rules, author: Author): boolean {
  if (!isTrusted(author) || author.newcomer || rules.company.some((filter) => domainFits(filter.value, author.domain))) return true;
  return Object.values(rules).flat().some((filter) => filter.action === "flag" && filter.scope === "everyone" && filter.kind !== "company");
}

async function look(tx: Tx, { author, rules }: { author: Author; rules: Rules }, subject: Subject): Promise<void> {
  const at = { type: subject.type as SubjectType, id: subject.id, version: subject.version };
  const company = rules.company.find((filter) => domainFits(filter.value, author.domain));
  if (company) await raiseFlag(tx, { subject: { type: "account", id: author.id, version: 1 }, authorId: author.id, reason: "company", note: company.value, by: null, queue: "profile" });
  const trusted = isTrusted(author);
  const findings = findingsOf(rules, { text: subject.text, links: [], trusted, ageHours: author.ageHours, passed: author.passed, twice: false, recent: 0, score: trusted ? undefined : await spamScore(subject.text) });
  const finding = findings.find((one) => one.action === "flag");
  if (finding) await raiseFlag(tx, { subject: at, authorId: author.id, reason: finding.kind, note: finding.what, by: null, weight: 1, queue: finding.kind === "spam" ? "spam" : "report" });
  // A first post is looked at by somebody, also when no rule found anything in it.
  if (author.newcomer && author.passed <= 1) await raiseFlag(tx, { subject: at, authorId: author.id, reason: "first-post", note: "", by: null, weight: 0.5, queue: "first" });
}

async function apply(tx: Tx, entries: Entry[]): Promise<void> {
  const rules = await rulesInForce();
  const authors = new Map<string, Author | undefined>();
  for (const entry of entries) {
    // What was imported or moved between accounts is no news.
    if (entry.reverses || entry.source === "import" || entry.source === "job" || !looked.has(entry.kind)) continue;
    if (!authors.has(entry.customerId)) authors.set(entry.customerId, await authorOf(tx, entry.customerId));
    const author = authors.get(entry.customerId);
    if (!author || !worthALook(rules, author)) continue;
    const subject = await readSubject(author, { type: entry.subjectType, id: entry.subjectId }, tx);
    if (subject && !subject.removed) await look(tx, { author, rules }, subject);
  }
}

/** Looks at what members wrote, after it was written: rules that only point out, first posts, accounts of other companies. Exactly once each; resolves to how many interactions were taken. */
export function relayModeration(batch = 200): Promise<number> {
  return consume("moderation", apply, batch);
}
