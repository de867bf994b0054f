import { insertRows } from "#lib/core/insert-rows.ts";
import type { Tx } from "#lib/core/transact.ts";
import { potOf } from "#lib/privilege/privileges/periods.ts";
import type { Fact } from "./facts.ts";
import { privileges } from "./privileges.ts";
import type { Residents } from "./talk.ts";
import { invitations, nominations } from "./voices.ts";

const day = 86_400_000;
type Claim = { handle: string; key: string; ago: number; state: "claimed" | "used" | "returned"; endedAgo?: number; code: string };
// What those who can sign in, and a few others, took lately.
const claims: Claim[] = [
  { handle: "ines.holloway", key: "sharpening", ago: 9, state: "used", endedAgo: 7, code: "KMTR-4F7Q" },
  { handle: "ines.holloway", key: "workshop", ago: 4, state: "claimed", code: "WZEH-28NB" },
  { handle: "ines.holloway", key: "loan", ago: 33, state: "returned", endedAgo: 31, code: "PACD-9X3V" },
  { handle: "ines.holloway", key: "beans", ago: 26, state: "used", endedAgo: 24, code: "BQRS-6M2T" },
  { handle: "marta.quill", key: "handle", ago: 41, state: "used", endedAgo: 30, code: "HNJK-5W8E" },
  { handle: "marta.quill", key: "repairs", ago: 12, state: "used", endedAgo: 11, code: "RRAB-7C4D" },
  { handle: "amara.sol", key: "sharpening", ago: 18, state: "claimed", code: "SMWX-3Y9Z" },
];
// Who of the house looked at whom: what a member reads of it.
const looks: [handle: string, role: string, what: string, ago: number][] = [
  ["ines.holloway", "concierge", "request", 2], ["ines.holloway", "marketer", "page", 9], ["ines.holloway", "marketer", "timeline", 9], ["ines.holloway", "admin", "page", 34], ["marta.quill", "concierge", "request", 6],
];

const insert = "INSERT INTO privilege (words, kind, grants, period, starts_at, ends_at, use_days, units, points, value_cents, cost_cents, position) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id";

async function insertPrivileges(tx: Tx, now: Date, admin: string | undefined): Promise<Map<string, number>> {
  const at = (days: number): Date => new Date(now.getTime() + days * day);
  const ids = new Map<string, number>();
  for (const [place, one] of privileges.entries()) {
    const [row] = await tx.query<{ id: number }>(insert, [JSON.stringify(one.words), one.kind, one.grants, one.period ?? "year", one.lasts ? at(one.lasts[0]) : null, one.lasts ? at(one.lasts[1]) : null, one.useDays ?? 90, one.units ?? 1, one.points ?? 0, one.value, one.cost, (place + 1) * 10]);
    ids.set(one.key, row?.id ?? 0);
  }
  await tx.query("INSERT INTO privilege_version (privilege_id, version, setting, note, made_by, made_at) SELECT id, 1, to_jsonb(p) - ARRAY['changed_at', 'version', 'client_id'], 'The first list.', $1, $2 FROM privilege p", [admin ?? null, at(-120)]);
  return ids;
}

const entries = `INSERT INTO privilege_entry (account_id, claim_id, kind, pot, period, units, points, cost_cents, at)
  SELECT account_id, id, 'claimed', pot, period, -units, -points, 0, claimed_at FROM privilege_claim UNION ALL
  SELECT account_id, id, state, pot, period, CASE WHEN state = 'returned' THEN units ELSE 0 END, 0, CASE WHEN state = 'used' THEN cost_cents ELSE 0 END, ended_at FROM privilege_claim WHERE state <> 'claimed'`;
const balances = `INSERT INTO privilege_balance (account_id, pot, period, granted, taken) SELECT account_id, pot, period, greatest(4, -sum(units)::int), -sum(units)::int FROM privilege_entry WHERE pot IS NOT NULL GROUP BY 1, 2, 3`;
const costs = `INSERT INTO cost_entry (id, customer_id, kind, cents, at, subject_type, subject_id, key) SELECT gen_random_uuid(), account_id, 'privilege', cost_cents, ended_at, 'privilege', privilege_id::text, 'privilege:' || id FROM privilege_claim WHERE state = 'used' AND cost_cents > 0`;

const invite = "INSERT INTO invitation (kind, words, questions, min_tier, places, taken, closes_at, outcome, outcome_at, outcome_by, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id";
// Every vote of the demo's Premier and Circle members weighs what it would have weighed when it was cast.
const voices = `INSERT INTO topic_voice (topic_id, account_id, extra) SELECT v.topic_id, v.account_id, a.tier - 1 FROM topic_vote v JOIN account a ON a.id = v.account_id WHERE a.role = 'customer' AND a.tier >= 2`;

async function insertVoice(tx: Tx, residents: Residents, at: (days: number) => Date): Promise<Fact[]> {
  const concierge = residents.all.find((person) => person.role === "concierge")?.id;
  const facts: Fact[] = [];
  for (const one of invitations) {
    const [row] = await tx.query<{ id: number }>(invite, [one.kind, JSON.stringify(one.words), JSON.stringify(one.questions), one.minTier, one.places, one.guests.length, at(-one.closesIn), one.outcome ? JSON.stringify(one.outcome.text) : null, one.outcome ? at(one.outcome.ago) : null, one.outcome ? concierge : null, concierge, at(one.madeAgo)]);
    const guests = one.guests.map(([handle, answers]) => ({ id: residents.of(handle).id, answers }));
    await insertRows(tx, { table: "invitation_place", columns: ["invitation_id:bigint", "account_id:uuid", "joined_at:timestamptz", "answers:jsonb", "answered_at:timestamptz"] }, guests.map(({ id, answers }) => [row?.id, id, at(one.madeAgo - 1), answers ? JSON.stringify(answers) : null, answers ? at(one.madeAgo - 2) : null]));
    facts.push(...guests.filter((guest) => guest.answers).map((guest): Fact => ({ customerId: guest.id, kind: "survey.answered", at: at(one.madeAgo - 2), subject: ["invitation", String(row?.id)], key: `demo:survey:${one.key}:${guest.id}` })));
  }
  await insertRows(tx, { table: "nomination", columns: ["customer_id:uuid", "nominee_id:uuid", "words:text", "state:text", "answer:text", "at:timestamptz", "decided_at:timestamptz", "decided_by:uuid"] },
    nominations.map(([by, whom, words, state, answer, ago, decidedAgo]) => [residents.of(by).id, residents.of(whom).id, words, state, answer, at(ago), decidedAgo === null ? null : at(decidedAgo), decidedAgo === null ? null : concierge]));
  await tx.query(voices);
  return facts;
}

/** The space of the demo's closest members: what they are given, what they took of it, and who looked at them. */
export async function insertSpace(tx: Tx, residents: Residents, now: Date): Promise<Fact[]> {
  const at = (days: number): Date => new Date(now.getTime() - days * day);
  const ids = await insertPrivileges(tx, now, residents.all.find((person) => person.role === "admin")?.id);
  await insertRows(tx, { table: "privilege_claim", columns: ["privilege_id:bigint", "account_id:uuid", "version:int", "pot:text", "period:date", "units:int", "value_cents:bigint", "cost_cents:bigint", "code:text", "state:text", "claimed_at:timestamptz", "expires_at:timestamptz", "ended_at:timestamptz"] },
    claims.flatMap((claim) => {
      const given = privileges.find((one) => one.key === claim.key);
      if (!given) return [];
      const pot = potOf({ id: ids.get(claim.key) ?? 0, kind: given.kind, period: given.period ?? "year", startsAt: given.lasts ? new Date(now.getTime() + given.lasts[0] * day) : null }, at(claim.ago));
      return [[ids.get(claim.key), residents.of(claim.handle).id, 1, pot?.pot ?? null, pot?.period ?? null, pot ? (given.units ?? 1) : 0, given.value, given.cost, claim.code, claim.state, at(claim.ago), at(claim.ago - (given.lasts?.[1] ?? given.useDays ?? 90)), claim.endedAgo === undefined ? null : at(claim.endedAgo)]];
    }));
  for (const statement of [entries, balances, costs]) await tx.query(statement);
  const house = (role: string): string | undefined => residents.all.find((person) => person.role === role)?.id;
  // Together with what the requests left: as it happened, one after the other.
  await insertRows(tx, { table: "personal_read", columns: ["account_id:uuid", "reader_id:uuid", "what:text", "at:timestamptz"] }, [...looks].reverse().map(([handle, role, what, ago]) => [residents.of(handle).id, house(role), what, at(ago + 0.1)]));
  await tx.query("WITH looks AS (DELETE FROM personal_read RETURNING account_id, reader_id, what, at) INSERT INTO personal_read (account_id, reader_id, what, at) SELECT account_id, reader_id, what, at FROM looks ORDER BY at, account_id");
  const asked = await insertVoice(tx, residents, at);
  return [...asked, ...claims.filter((claim) => claim.state === "used").map((claim): Fact => ({ customerId: residents.of(claim.handle).id, kind: "privilege.used", at: at(claim.endedAgo ?? 0), subject: ["privilege", String(ids.get(claim.key))], key: `demo:privilege:${claim.code}` }))];
}
