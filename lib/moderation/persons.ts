import type { Actor } from "#lib/core/actor.ts";
import { missing, type Refusal, refused } from "#lib/core/errors.ts";
import { db } from "#lib/core/transact.ts";
import { noteLook } from "#lib/identity/looks.ts";
import { domainFits } from "#lib/screening/matching.ts";
import { rulesInForce } from "#lib/screening/rules.ts";
import { mayDecide } from "./policy.ts";
import { listRulings } from "./standing.ts";
import type { PersonView } from "./types.ts";

type Raw = { id: string; name: string; handle: string; role: string; tier: number; joined: Date; posts: number; upheld: number; dismissed: number; silencedUntil: Date | null; suspended: boolean; suspendedUntil: Date | null; domain: string | null };
// Counted no further than anybody looks: the query costs the same for everyone.
const person = `
  SELECT a.id, a.name, a.handle::text AS handle, a.role, a.tier, a.created_at AS joined, split_part(a.email::text, '@', 2) AS domain,
    (SELECT count(*) FROM (SELECT 1 FROM post p WHERE p.author_id = a.id AND p.deleted_at IS NULL LIMIT 1000) few)::int AS posts,
    (SELECT count(*) FROM (SELECT 1 FROM flag f WHERE f.author_id = a.id AND f.state = 'upheld' LIMIT 100) few)::int AS upheld,
    (SELECT count(*) FROM (SELECT 1 FROM flag f WHERE f.author_id = a.id AND f.state = 'dismissed' LIMIT 100) few)::int AS dismissed,
    CASE WHEN a.silenced_until > now() THEN a.silenced_until END AS "silencedUntil", a.suspended_at IS NOT NULL AND coalesce(a.suspended_until > now(), true) AS suspended, a.suspended_until AS "suspendedUntil"
  FROM account a WHERE a.id = $1`;

/** Someone as the desk sees them: how long here, how much written, what was said of it before, what was decided, and notes. Four queries. */
export async function readPerson(accountId: string): Promise<PersonView | undefined> {
  const [[row], rulings, notes, rules] = await Promise.all([
    db().query<Raw>(person, [accountId]), listRulings(accountId, true),
    db().query<{ by: string; text: string; at: Date }>("SELECT b.name AS by, n.text, n.at FROM queue_note n JOIN account b ON b.id = n.by_id WHERE n.account_id = $1 ORDER BY n.id DESC LIMIT 20", [accountId]), rulesInForce(),
  ]);
  if (!row) return undefined;
  const { domain, ...known } = row;
  return {
    ...known, joined: row.joined.toISOString(), silencedUntil: row.silencedUntil?.toISOString() ?? null, suspendedUntil: row.suspendedUntil?.toISOString() ?? null,
    company: Boolean(domain) && rules.company.some((filter) => domainFits(filter.value, domain ?? "")), rulings, notes: notes.map((note) => ({ ...note, at: note.at.toISOString() })),
  };
}

/** The same for someone of the desk alone; that they looked is noted for the person. Five queries. */
export async function readDeskPerson(actor: Actor, accountId: string): Promise<PersonView | Refusal> {
  const me = mayDecide(actor);
  if (refused(me)) return me;
  const seen = await readPerson(accountId);
  if (!seen) return missing();
  await noteLook(db(), { accountId, readerId: me.id, what: "desk" });
  return seen;
}
