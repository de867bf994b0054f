import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { db } from "#lib/core/transact.ts";
import { mailDomain } from "#lib/mail/reply-token.ts";
import { hostileMail } from "#tests/mail/in/hostile.ts";
import type { Figure } from "./report.ts";

const part = (): ChildProcess => spawn(process.execPath, ["--disable-warning=ExperimentalWarning", join(import.meta.dirname, "mail-in-part.ts")], { env: { ...process.env, LOG_LEVEL: "fatal", SMTP_IN_PORT: "0", RAPPORT_LIMITS: "off" }, stdio: ["pipe", "pipe", "inherit"] });

async function said(child: ChildProcess): Promise<string> {
  const [chunk] = (await once(child.stdout ?? child, "data")) as [Buffer];
  return chunk.toString().trim();
}

/** One conversation that brings these mails one after another: how many were taken and how many refused. A mail that breaks the conversation counts as refused. */
function bring(port: number, numbers: readonly number[], to: string): Promise<{ taken: number; refused: number }> {
  const lines = numbers.flatMap((n) => [`MAIL FROM:<${n % 3 ? "eve@example.org" : ""}>\r\n`, `RCPT TO:<${to}>\r\n`, "DATA\r\n", Buffer.concat([Buffer.from(hostileMail(n).toString("latin1").replace(/\r?\n\./g, "\r\n.."), "latin1"), Buffer.from("\r\n.\r\n")])]);
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    const count = { taken: 0, refused: 0 };
    let [text, next, inData] = ["", -1, false];
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      for (let end = text.indexOf("\r\n"); end >= 0; end = text.indexOf("\r\n")) {
        const line = text.slice(0, end);
        text = text.slice(end + 2);
        if (line[3] === "-") continue;
        if (inData && line[0] === "2") count.taken += 1;
        else if (inData) count.refused += 1;
        // What it says to our goodbye.
        if (next > lines.length) continue;
        const say = next < 0 ? "EHLO bench\r\n" : lines[next];
        next += 1;
        inData = Buffer.isBuffer(say);
        if (say === undefined) socket.end("QUIT\r\n");
        else socket.write(say);
      }
    });
    socket.on("close", () => resolve(count));
    socket.on("error", reject);
  });
}

/** Hostile mails through the door of mail servers and through their handling, in a process of its own: what came of them, and the most memory it took. */
export async function mailIn(count = Number(process.env.BENCH_HOSTILE ?? 10_000)): Promise<Figure[]> {
  const before = (await db().query<{ all: string }>("SELECT concat_ws(' ', (SELECT count(*) FROM post), (SELECT count(*) FROM request), (SELECT count(*) FROM interaction), (SELECT count(*) FROM mail)) AS all"))[0]?.all;
  await db().query("DELETE FROM incoming_mail");
  await db().query("INSERT INTO mail_answered (address, day) SELECT 'eve@example.org', (now() AT TIME ZONE 'UTC')::date ON CONFLICT DO NOTHING");
  const side = part();
  const port = Number(await said(side));
  const began = performance.now();
  const half = async (from: number, to: number): Promise<{ taken: number; refused: number }[]> => Promise.all(["hello", "needs", "postmaster", "abuse"].map(async (local, lane) => {
    let [taken, refused] = [0, 0];
    for (let first = from + lane * 100; first < to; first += 400) {
      const numbers = Array.from({ length: Math.min(100, to - first) }, (_, at) => 7 * (first + at));
      const one = await bring(port, numbers, `${local}@${mailDomain()}`);
      taken += one.taken;
      refused += one.refused;
    }
    return { taken, refused };
  }));
  const handled = async (): Promise<{ megabytes: number; idle: number }> => { side.stdin?.write("handle"); return JSON.parse(await said(side)) as { megabytes: number; idle: number }; };
  const lanes = await half(0, count / 2);
  const first = await handled();
  lanes.push(...(await half(count / 2, count)));
  const { megabytes, idle } = await handled();
  const seconds = (performance.now() - began) / 1000;
  side.kill();
  const after = (await db().query<{ all: string }>("SELECT concat_ws(' ', (SELECT count(*) FROM post), (SELECT count(*) FROM request), (SELECT count(*) FROM interaction), (SELECT count(*) FROM mail)) AS all"))[0]?.all;
  const odd = await db().query<{ n: number }>("SELECT count(*)::int AS n FROM incoming_mail WHERE state NOT IN ('ignored', 'kept', 'refused')");
  const [taken, refused] = [lanes.reduce((sum, one) => sum + one.taken, 0), lanes.reduce((sum, one) => sum + one.refused, 0)];
  return [
    { what: `${count} hostile mails through the door and their handling`, value: `${refused} refused at the door, ${taken} taken and neutral, ${odd[0]?.n ?? 0} neither; ${Math.round(count / seconds)}/s`, wanted: "all refused or neutral", good: taken + refused === count && odd[0]?.n === 0 && before === after },
    // All rooms stand in that process: what it begins with is theirs. What the second half adds says whether it is bounded.
    { what: "memory of that process: at most above what it began with, and how much of that in the second half", value: `${Math.round(megabytes - idle)} MB above ${Math.round(idle)} MB, ${Math.round(megabytes - first.megabytes)} MB`, wanted: "< 300 MB, < 30 MB", good: megabytes - idle < 300 && megabytes - first.megabytes < 30 },
  ];
}
