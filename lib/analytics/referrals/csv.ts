import { transact } from "#lib/core/transact.ts";

type Row = { id: string; at: Date; referrer: string; referrerName: string; newcomer: string; newcomerName: string; by: string; channel: string; thing: string; thingId: string; firstTouch: Date | null; lastTouch: Date | null; acted: Date | null; bought: Date | null; purchases: number; netCents: number; programme: string | null; risk: number; verdict: string; wouldHaveCome: string | null };
const columns = ["joined", "referrer", "referrer_name", "newcomer", "newcomer_name", "by", "channel", "thing", "thing_id", "first_touch", "last_touch", "acted", "first_purchase", "purchases", "net", "programme", "risk", "verdict", "would_have_come"];
const pageSize = 1000;
const readPage = `
  SELECT r.id, r.joined_at AS at, r.referrer_id AS referrer, a.name AS "referrerName", r.newcomer_id AS newcomer, n.name AS "newcomerName", r.by, r.channel, r.thing, r.thing_id AS "thingId", r.first_touch_at AS "firstTouch", r.last_touch_at AS "lastTouch",
    r.acted_at AS acted, r.purchased_at AS bought, r.purchases, r.net_cents::float8 AS "netCents", p.name AS programme, r.risk, r.verdict, r.would_have_come AS "wouldHaveCome"
  FROM referral r JOIN account a ON a.id = r.referrer_id JOIN account n ON n.id = r.newcomer_id LEFT JOIN referral_programme p ON p.id = r.programme_id
  WHERE $1::timestamptz IS NULL OR (r.joined_at, r.id) < ($1, $2::uuid) ORDER BY r.joined_at DESC, r.id DESC LIMIT ${pageSize}`;

// A cell that a spreadsheet would take for a formula is told to be text.
const quoted = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
const when = (at: Date | null): string => at?.toISOString() ?? "";
const line = (row: Row): string => [when(row.at), row.referrer, quoted(row.referrerName), row.newcomer, quoted(row.newcomerName), row.by, quoted(row.channel), row.thing, quoted(row.thingId), when(row.firstTouch), when(row.lastTouch), when(row.acted), when(row.bought),
  row.purchases, (row.netCents / 100).toFixed(2), quoted(row.programme ?? ""), row.risk, row.verdict, row.wouldHaveCome ?? ""].join(",");

/** Every referral as a stream of CSV, the newest first, a thousand at a time as it is read; the mark at its head says that it is UTF-8. */
export function referralsCsv(): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let end: Row | undefined;
  return new ReadableStream({
    start(controller) { controller.enqueue(encoder.encode(`\ufeff${columns.join(",")}\r\n`)); },
    async pull(controller) {
      const rows = await transact((tx) => tx.query<Row>(readPage, [end?.at ?? null, end?.id ?? null]));
      end = rows.at(-1);
      if (rows.length > 0) controller.enqueue(encoder.encode(rows.map((row) => `${line(row)}\r\n`).join("")));
      if (rows.length < pageSize) controller.close();
    },
  });
}
