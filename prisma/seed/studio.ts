import type { Tx } from "#lib/core/transact.ts";
import { recordMany } from "#lib/ledger/record-many.ts";
import type { Rule } from "#lib/analytics/segments/types.ts";
import { mulberry32, seedId } from "./random.ts";
import { insertCampaign, insertTested } from "./news.ts";

const segments: readonly { name: string; description: string; rule: Rule; before?: Rule }[] = [
  { name: "Worth a call", description: "They bring much, and have gone quiet.", rule: { all: [{ field: "segment", op: "in", value: ["A", "B"] }, { not: { field: "did", kind: "visit", op: "gte", value: 1, days: 30 } }] }, before: { all: [{ field: "segment", op: "in", value: ["B"] }, { field: "lastActive", op: "before", value: 30 }] } },
  { name: "Advocates without an order this quarter", description: "Warm, present, and not buying: ask what is missing.", rule: { all: [{ field: "rf", op: "gte", value: 45 }, { not: { field: "lastOrder", op: "within", value: 90 } }] } },
  { name: "Ordered more than once", description: "They came back at least one time.", rule: { field: "orders", op: "gte", value: 2 } },
  { name: "Francophones actifs", description: "Pour l’infolettre en français.", rule: { all: [{ field: "language", op: "in", value: ["fr"] }, { any: [{ field: "lastActive", op: "within", value: 60 }, { field: "orders", op: "gte", value: 2 }] }] } },
];
const notes = [["greta.ashdown", "Called about the workshop in March; would come with two friends if it is on a Saturday."], ["tomasz.wren", "Answers others before we do. Thank him by hand, not with a voucher."]] as const;

const calls = { name: "repair-calls", label: "Calls to the repair desk", halfLife: 120, kappa: 2, weight: 5 };

// An indicator that was told of, in a version that nobody has adopted yet: there to be looked at.
async function insertIndicator(tx: Tx, marketer: string): Promise<void> {
  await tx.query(`INSERT INTO model_version (version, kappa, weights, indicators, status, metrics, note, made_by)
    SELECT max(version) + 1, (array_agg(kappa ORDER BY version DESC))[1], (array_agg(weights ORDER BY version DESC))[1], $1::jsonb, 'draft', '{}', 'With what the repair desk hears', $2 FROM model_version`, [JSON.stringify([calls]), marketer]);
  const random = mulberry32(4408);
  const customers = await tx.query<{ id: string }>("SELECT customer_id AS id FROM portfolio ORDER BY customer_id LIMIT 60");
  await recordMany(tx, customers.filter(() => random() < 0.6).flatMap(({ id }, at) => Array.from({ length: 1 + Math.floor(random() * 3) }, (_, call) => (
    { customerId: id, kind: `indicator.${calls.name}`, occurredAt: new Date(Date.now() - Math.floor(3 + random() * 150) * 86_400_000), value: 1000, subject: { type: "account", id: marketer }, source: "import" as const, key: `indicator:demo:${at}:${call}` }))));
}

/** What the studio of the demo world has of its own: a few segments, one of them changed once, a view for everybody, two notes. */
export async function insertStudio(tx: Tx): Promise<void> {
  const [marketer] = await tx.query<{ id: string }>("SELECT id FROM account WHERE email = 'marketer@demo.invalid'");
  if (!marketer) return;
  const random = mulberry32(4407);
  const id = (): string => seedId(random, new Date());
  for (const { name, description, rule, before } of segments) {
    const segment = id();
    await tx.query("INSERT INTO segment (id, name, description, rule, version, made_by, made_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, now() - interval '20 days', now() - interval '6 days')", [segment, name, description, JSON.stringify(rule), before ? 2 : 1, marketer.id]);
    for (const [at, one] of (before ? [before, rule] : [rule]).entries())
      await tx.query("INSERT INTO segment_version (segment_id, version, name, description, rule, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6, now() - make_interval(days => $7))", [segment, at + 1, name, description, JSON.stringify(one), marketer.id, at === 0 ? 20 : 6]);
  }
  await tx.query("INSERT INTO customer_view (id, owner_id, name, shared, setting) VALUES ($1, $2, 'By expected loss', true, $3)", [id(), marketer.id, JSON.stringify({ columns: ["name", "loss", "value", "alive", "lastOrder", "segment"], sort: "loss", dir: "desc", q: "", where: null })]);
  await insertIndicator(tx, marketer.id);
  for (const [handle, body] of notes)
    await tx.query("INSERT INTO customer_note (id, customer_id, author_id, body, created_at) SELECT $1, id, $2, $4, now() - interval '9 days' FROM account WHERE handle = $3", [id(), marketer.id, handle, body]);
  const [quiet] = await tx.query<{ id: string }>("SELECT id FROM segment WHERE name = 'Worth a call'");
  if (quiet) await insertCampaign(tx, { id: id(), segmentId: quiet.id, by: marketer.id });
  const [often] = await tx.query<{ id: string }>("SELECT id FROM segment WHERE name = 'Ordered more than once'");
  if (often) await insertTested(tx, { id: id(), segmentId: often.id, by: marketer.id, now: new Date() });
}
