import type { Tx } from "#lib/core/transact.ts";
import { insertRows } from "#lib/core/insert-rows.ts";
import { mulberry32, seedId } from "./random.ts";
import type { Fact } from "./facts.ts";
import type { Residents } from "./talk.ts";

const day = 86_400_000;

/** Word of mouth of the demo world: a programme, links that were shared and visited, who brought whom, and what they got for it. */
export async function insertBuzz(tx: Tx, residents: Residents, now: Date): Promise<Fact[]> {
  const random = mulberry32(912);
  const ago = (days: number): Date => new Date(now.getTime() - days * day);
  const programme = seedId(random, ago(120));
  const admin = residents.all.find((person) => person.role === "admin");
  await insertRows(tx, { table: "referral_programme", columns: ["id:uuid", "name:text", "reward_on:text", "referrer_points:int", "newcomer_points:int", "budget_points:int", "starts_at:timestamptz", "made_by:uuid", "made_at:timestamptz"] },
    [[programme, "Bring someone to the table", "purchase", 100, 50, 100_000, ago(120), admin?.id ?? null, ago(120)]]);
  const customers = residents.all.filter((person) => person.role === "customer" && person.joinedDaysAgo > 30);
  // Whoever signs in to look around has something to look at.
  const bringers = [...customers.filter((person) => person.signsIn), ...customers.filter((person) => !person.signsIn)].slice(0, 9);
  const newcomers = residents.all.filter((person) => person.role === "customer" && person.joinedDaysAgo <= 200 && !bringers.includes(person)).slice(0, 18);
  const channels = ["link", "whatsapp", "mail", "qr", "bluesky"];
  const links = await insertRows<{ id: number }>(tx, { table: "share_link", columns: ["token:text", "account_id:uuid", "thing:text", "thing_id:text", "path:text", "title:text", "channel:text", "touches:int", "made_at:timestamptz"], suffix: "RETURNING id" },
    bringers.map((person, at) => [`demo${seedId(random, ago(100)).replaceAll("-", "").slice(-12)}`, person.id, "invite", "", "/invited", "", channels[at % channels.length], 0, ago(100)]));
  const touches = bringers.flatMap((_, at) => Array.from({ length: 24 + Math.floor(random() * 40) }, () => [links[at]?.id, ago(1 + random() * 90), "link"]));
  await insertRows(tx, { table: "touch", columns: ["link_id:bigint", "at:timestamptz", "source:text"] }, touches);
  // The first two brought the most, as it goes.
  const pairs = newcomers.map((newcomer, at) => ({ newcomer, by: Math.floor(random() ** 2 * bringers.length), at, id: seedId(random, ago(newcomer.joinedDaysAgo)) }));
  await insertRows(tx, { table: "referral", columns: ["id:uuid", "newcomer_id:uuid", "referrer_id:uuid", "by:text", "link_id:bigint", "first_link_id:bigint", "channel:text", "first_touch_at:timestamptz", "last_touch_at:timestamptz", "joined_at:timestamptz", "risk:int", "reasons:jsonb", "verdict:text", "would_have_come:text", "programme_id:uuid"] },
    pairs.map(({ newcomer, by, at, id }) => {
      const joined = ago(newcomer.joinedDaysAgo);
      const held = at % 9 === 4;
      return [id, newcomer.id, bringers[by]?.id, "touch", links[by]?.id, links[by]?.id, channels[by % channels.length], new Date(joined.getTime() - 2 * day), new Date(joined.getTime() - 3600_000), joined, held ? 60 : 0,
        JSON.stringify(held ? [{ reason: "place", points: 40 }, { reason: "fast", points: 20, figure: 21 }] : []), held ? "held" : "clear", ["no", "no", "yes", null][at % 4], programme];
    }));
  await tx.query("UPDATE share_link l SET touches = (SELECT count(*) FROM touch t WHERE t.link_id = l.id), joins = (SELECT count(*) FROM referral r WHERE r.link_id = l.id), last_touch_at = (SELECT max(at) FROM touch t WHERE t.link_id = l.id)");
  return pairs.map(({ newcomer, by, id }) => ({ customerId: bringers[by]?.id ?? "", kind: "referral.joined", at: ago(newcomer.joinedDaysAgo), subject: ["referral", id], key: `demo:joined:${id}` }));
}
