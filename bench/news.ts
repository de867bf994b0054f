import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { newId } from "#lib/core/ids.ts";
import { db } from "#lib/core/transact.ts";
import type { Figure } from "./report.ts";

type Cost = { cpu: number; megabytes: number };
const maker = (id: string): ChildProcess => spawn(process.execPath, ["--disable-warning=ExperimentalWarning", join(import.meta.dirname, "news-part.ts"), id], { env: { ...process.env, LOG_LEVEL: "fatal" }, stdio: ["ignore", "pipe", "inherit"] });

async function said(child: ChildProcess): Promise<Cost> {
  const [chunk] = (await once(child.stdout ?? child, "data")) as [Buffer];
  return JSON.parse(chunk.toString()) as Cost;
}

const bodyOfNews = "{{greeting}}\n\nHalf the letters of this month were about **noise**: grinders at five in the morning, and people asleep behind thin walls.\n\n- Felt under the foot\n- A drop of oil, in one place\n\n{{topics}}\n\n{{tier}}";

/** An issue of a newsletter with so many readers, about to become letters: its id. */
async function issueTo(count: number): Promise<string> {
  const [newsletter, id] = [newId(), newId()];
  await db().query("INSERT INTO newsletter (id, slug, name) VALUES ($1::uuid, $1::uuid::text, 'The workshop letter')", [newsletter]);
  for (let from = 0; from < count; from += 1000) {
    const ids = Array.from({ length: Math.min(1000, count - from) }, () => newId());
    await db().query("INSERT INTO account (id, email, name, handle, confirmed_at) SELECT id, id || '@crowd.example', 'Reader', 'x.' || right(replace(id::text, '-', ''), 22), now() FROM unnest($1::uuid[]) AS u (id)", [ids]);
    await db().query("INSERT INTO newsletter_subscription (newsletter_id, account_id) SELECT $1, unnest($2::uuid[])", [newsletter, ids]);
  }
  await db().query("INSERT INTO mailing (id, kind, newsletter_id, slug, subject, body, action_label, action_path, state, send_at, started_at) VALUES ($1, 'issue', $2, 'quiet', 'Three ways to keep a grinder quiet', $3, 'Read on', '/products', 'sending', now(), now())", [id, newsletter, bodyOfNews]);
  return id;
}

/** A newsletter becomes personal letters; and how many each reader has though its maker was killed half way. */
export async function news(count: number): Promise<Figure[]> {
  const whole = await said(maker(await issueTo(count)));
  const id = await issueTo(count);
  const made = async (): Promise<number> => (await db().query<{ n: number }>("SELECT count(*)::int AS n FROM mailing_letter WHERE mailing_id = $1 AND queued_at IS NOT NULL", [id]))[0]?.n ?? 0;
  const victim = maker(id);
  const ended = once(victim, "exit");
  while ((await made()) < count / 2 && victim.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
  victim.kill("SIGKILL");
  const [, signal] = (await ended) as [number | null, string | null];
  const before = await made();
  await said(maker(id));
  const [after] = await db().query<{ people: number; letters: number }>("SELECT count(DISTINCT recipient)::int AS people, count(*)::int AS letters FROM mail WHERE key LIKE 'mailing:' || $1::text || ':%'", [id]);
  const rate = count / whole.cpu;
  const killed = signal === "SIGKILL" && before < count;
  return [
    { what: `${count} letters of a newsletter, each with what is its reader’s own, made per second of one core`, value: `${Math.round(rate)}/s (${Math.round(whole.megabytes)} MB)`, wanted: "≥ 100/s", good: rate >= 100 },
    { what: `readers of a newsletter, letters made, its maker killed after ${before}`, value: `${after?.people}, ${after?.letters}`, wanted: `${count}, ${count}`, good: killed && after?.people === count && after.letters === count },
  ];
}
