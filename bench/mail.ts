import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { newId } from "#lib/core/ids.ts";
import { db } from "#lib/core/transact.ts";
import type { Figure } from "./report.ts";

type Heard = { people: number; letters: number; bytes: number };
type Cost = { seconds: number; cpu: number; megabytes: number };
const part = (args: string[], env: Record<string, string> = {}): ChildProcess => spawn(process.execPath, ["--disable-warning=ExperimentalWarning", join(import.meta.dirname, "mail-part.ts"), ...args], { env: { ...process.env, LOG_LEVEL: "fatal", MAIL_PACE: "1000", ...env }, stdio: ["pipe", "pipe", "inherit"] });

async function said(child: ChildProcess): Promise<string> {
  const [chunk] = (await once(child.stdout ?? child, "data")) as [Buffer];
  return chunk.toString().trim();
}

async function queue(name: string, count: number): Promise<void> {
  const content = (number: number): string => JSON.stringify({
    title: `What you missed, reader ${number}`, preview: "New since you were last here.", action: { label: "See what is new", url: "http://localhost:3000/en/unread" }, leave: { label: "Change or end these mails", url: "http://localhost:3000/en/mail" },
    blocks: [{ kind: "text", text: `Hello reader ${number},` }, ...Array.from({ length: 6 }, (_, at) => ({ kind: "item", title: `Topic ${at} for ${number}`, meta: "Coffee · 12 replies", text: "Between breakfast and lunch it loses a gram. Whose does too, and since when?", url: `http://localhost:3000/en/t/${at}/a-topic` }))],
  });
  for (let from = 0; from < count; from += 1000) {
    const numbers = Array.from({ length: Math.min(1000, count - from) }, (_, at) => from + at);
    await db().query("INSERT INTO mail (id, recipient, subject, body, content, stream) SELECT id, recipient, 'What you missed', 'New since you were last here.', content::jsonb, 'newsletter' FROM unnest($1::uuid[], $2::text[], $3::text[]) AS m (id, recipient, content)",
      [numbers.map(() => newId()), numbers.map((number) => `${name}-${number}@place-${number % 200}.example`), numbers.map(content)]);
  }
}

/** Personal letters rendered, signed off and taken by a server, beside nodemailer alone with letters of as many bytes; and how often each reader got one though the sender was killed in the middle. */
export async function mail(count: number): Promise<Figure[]> {
  const outside = part(["receive"]);
  const url = `smtp://127.0.0.1:${await said(outside)}`;
  const heard = async (): Promise<Heard> => { outside.stdin?.write("?"); return JSON.parse(await said(outside)) as Heard; };
  await db().query("UPDATE mail SET state = 'withheld' WHERE state = 'waiting'");
  await queue("whole", count);
  const cost = JSON.parse(await said(part(["send", String(count), url], { SMTP_URL: url }))) as Cost;
  const whole = await heard();
  const bare = JSON.parse(await said(part(["bare", String(count), url, String(Math.round(whole.bytes / whole.letters))]))) as Cost;
  await heard();
  await queue("killed", count);
  const victim = part(["send", String(count), url], { SMTP_URL: url });
  const ended = once(victim, "exit");
  const waiting = async (): Promise<number> => (await db().query<{ n: number }>("SELECT count(*)::int AS n FROM mail WHERE state = 'waiting'"))[0]?.n ?? 0;
  while ((await waiting()) > count / 2) await new Promise((resolve) => setTimeout(resolve, 20));
  victim.kill("SIGKILL");
  await ended;
  while ((await db().query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND classid = 7301")).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  await said(part(["send", String(count), url], { SMTP_URL: url }));
  const [doubt] = await db().query<{ n: number }>("SELECT count(*)::int AS n FROM mail WHERE state = 'doubt'");
  const after = await heard();
  outside.kill();
  const rate = count / cost.cpu;
  return [
    { what: `${count} personal letters, rendered and taken, per second of one core`, value: `${Math.round(rate)}/s (${Math.round(count / cost.seconds)}/s by the clock)`, yardstick: `${Math.round(count / bare.cpu)}/s nodemailer alone`, share: rate / (count / bare.cpu), wanted: "≥ 100/s", good: rate >= 100 },
    { what: "memory of the sender", value: `${Math.round(cost.megabytes)} MB`, yardstick: `${Math.round(bare.megabytes)} MB`, wanted: "< 300 MB", good: cost.megabytes < 300 },
    // Between its mark and its last full stop a letter may or may not have left: it is in doubt, known, and never sent again.
    { what: "readers reached, letters arrived, letters in doubt, sender killed half way", value: `${after.people}, ${after.letters}, ${doubt?.n ?? 0}`, wanted: `${count}, ${count}, at most one a line`, good: after.letters === after.people && after.people + (doubt?.n ?? 0) >= count && (doubt?.n ?? 0) <= 2 },
  ];
}
