import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Command } from "commander";
import { readMail } from "#lib/mail/in/reading.ts";
import { newText } from "#lib/mail/in/trimming.ts";
import { print } from "./session.ts";

type Difference = { name: string; expected: string; got: string };

function filesIn(folder: string): string[] {
  return readdirSync(folder).sort().flatMap((name) => (statSync(join(folder, name)).isDirectory() ? filesIn(join(folder, name)) : [join(folder, name)]));
}

const read = (path: string): string => readFileSync(path, "utf8");
const level = (text: string): string => text.replace(/\r/g, "").replace(/[ \t]+$/gm, "").trim();

/** What a folder expects of a mail in it: `emails/X` beside `trimmed/X`, `X_body` with `X_signature`, `X.eml` with `X_reply_text` (or one word). */
async function expectedOf(path: string): Promise<{ text: string; sender: string; expected: string; signed?: true } | undefined> {
  const trimmed = path.replace(/([\\/])emails([\\/])(?=[^\\/]+$)/, "$1trimmed$2");
  if (trimmed !== path && existsSync(trimmed)) return { text: read(path), sender: "", expected: read(trimmed) };
  if (path.endsWith("_body")) {
    const [text, kept] = [read(path).trimEnd(), path.replace(/_body$/, "_signature")];
    const signature = existsSync(kept) ? read(kept).trim() : "";
    const sender = path.replace(/_body$/, "_sender");
    return signature || path.includes("stripped") ? { text, sender: existsSync(sender) ? read(sender) : "", expected: signature && text.endsWith(signature) ? text.slice(0, -signature.length) : text } : undefined;
  }
  if (!path.endsWith(".eml")) return undefined;
  const mail = await readMail(readFileSync(path));
  const kept = path.replace(/\.eml$/, "_reply_text");
  const text = "unread" in mail ? "" : mail.text;
  return { text, sender: "", expected: existsSync(kept) ? read(kept) : "Hello", ...(existsSync(kept) ? { signed: true as const } : {}) };
}

/** The answers a Ruby test expects of `parse_reply` for the texts beside it. */
function askedByRuby(path: string): { name: string; text: string; expected: string }[] {
  const folder = join(path, "..");
  return [...read(path).matchAll(/EMAIL_FIXTURE_PATH\.join\("([^"]+)"\)\.to_s\s+assert_equal\s+"((?:[^"\\]|\\.)*)",\s+EmailReplyParser/g)].flatMap(([, name = "", said = ""]) => {
    const file = join(folder, name);
    return existsSync(file) ? [{ name, text: read(file), expected: said.replaceAll("\\n", "\n") }] : [];
  });
}

async function judge(folder: string, options: { json?: boolean }): Promise<void> {
  const differences: Difference[] = [];
  let all = 0;
  const hold = (name: string, expected: string, got: string): void => {
    all += 1;
    if (level(expected) !== level(got)) differences.push({ name, expected: level(expected), got: level(got) });
  };
  for (const path of filesIn(folder)) {
    if (path.endsWith(".rb.txt")) for (const { name, text, expected } of askedByRuby(path)) hold(name, expected, newText(text).text);
    const one = await expectedOf(path);
    if (!one) continue;
    const { text, signature } = newText(one.text, one.sender);
    // Some expect the signature to stay: then ours is what was found with it.
    hold(relative(folder, path), one.expected.replace(/\n+/g, one.signed ? "\n" : "$&"), one.signed ? `${text}\n${signature}` : text);
  }
  if (all === 0) throw new Error(`There are no mails with an expected reply in ${folder}.`);
  print({ mails: all, exact: all - differences.length, share: `${((100 * (all - differences.length)) / all).toFixed(1)} %`, differences }, options.json === true);
}

/** The mails of a tar archive (only what it names as files) or of an mbox. */
function mailsIn(path: string): { name: string; raw: Buffer }[] {
  const bytes = path.endsWith(".gz") ? gunzipSync(readFileSync(path), { maxOutputLength: 1_000_000_000 }) : readFileSync(path);
  if (/\.tar(\.gz)?$/.test(path)) {
    const found: { name: string; raw: Buffer }[] = [];
    for (let at = 0; at + 512 <= bytes.length && bytes[at] !== 0; ) {
      const size = Number.parseInt(bytes.toString("latin1", at + 124, at + 135), 8) || 0;
      if (bytes[at + 156] === 48) found.push({ name: bytes.toString("latin1", at, at + 100).replace(/\0.*$/s, ""), raw: bytes.subarray(at + 512, at + 512 + size) });
      at += 512 + Math.ceil(size / 512) * 512;
    }
    return found;
  }
  if (!/\.mbox(\.gz)?$/.test(path)) return [{ name: path, raw: bytes }];
  return bytes.toString("latin1").split(/^From .*\n/m).filter((mail) => mail.trim()).map((mail, at) => ({ name: `${path}:${at + 1}`, raw: Buffer.from(mail, "latin1") }));
}

async function readAll(folder: string, options: { json?: boolean }): Promise<void> {
  const counted = { mails: 0, read: 0, refused: 0, crashed: 0, automatic: 0, threaded: 0, withNewText: 0, slowestMs: 0, over500Ms: 0 };
  const reasons: Record<string, number> = {};
  const crashes: string[] = [];
  for (const path of filesIn(folder).filter((one) => !one.endsWith(".csv") && !one.endsWith(".md"))) {
    for (const { name, raw } of mailsIn(path)) {
      const began = process.cpuUsage();
      counted.mails += 1;
      try {
        const mail = await readMail(raw);
        if ("unread" in mail) {
          counted.refused += 1;
          reasons[mail.unread] = (reasons[mail.unread] ?? 0) + 1;
        } else {
          counted.read += 1;
          if (mail.automatic) reasons[mail.automatic] = (reasons[mail.automatic] ?? 0) + 1;
          counted.automatic += mail.automatic ? 1 : 0;
          counted.threaded += mail.answers.length ? 1 : 0;
          counted.withNewText += newText(mail.text, mail.from ? `${mail.from.name} ${mail.from.address}` : "").text ? 1 : 0;
        }
      } catch (error) {
        counted.crashed += 1;
        crashes.push(`${name}: ${(error as Error).message}`);
      }
      const spent = process.cpuUsage(began);
      const ms = Math.round((spent.user + spent.system) / 1000);
      counted.slowestMs = Math.max(counted.slowestMs, ms);
      if (ms > 500) counted.over500Ms += 1;
    }
  }
  print({ ...counted, reasons, ...(crashes.length ? { crashes } : {}) }, options.json === true);
}

/** `rapport mail …` */
export function mail(program: Command): void {
  const group = program.command("mail").description("mail that comes in, judged on folders of mails");
  group.command("judge").argument("<folder>", "mails with the reply text that is expected of them").option("--json", "print JSON").description("how many replies are found exactly, and every difference").action(judge);
  group.command("read").argument("<folder>", "raw mails, mbox files and tar archives, gzip too").option("--json", "print JSON").description("reads every mail, and counts what was refused, automatic or slow").action(readAll);
}
