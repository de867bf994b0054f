import { attribution, beginsMail, beginsSignature, isDeviceLine, isMarked, isQuote, isRule, isSignedName, nextSaid } from "./marks.ts";

/** What is new in a mail, and the signature that stood under it. */
export type NewText = { text: string; signature: string };
type Cut = { lines: string[]; signature: string[] };

const blank = (line: string): boolean => line.trim() === "";

/** Everything from a mail with its own headers on, or from an attribution whose mail is not marked line by line, is old. */
function withoutEmbedded(lines: string[]): string[] {
  for (let at = 0; at < lines.length; at += 1) {
    if (isQuote(lines[at] ?? "")) continue;
    if (beginsMail(lines, at)) return lines.slice(0, at);
    const taken = attribution(lines, at);
    const next = taken ? nextSaid(lines, at + taken) : 0;
    if (taken && (next >= lines.length || !isQuote(lines[next] ?? ""))) return lines.slice(0, at);
    // Lines of an attribution are read once.
    if (taken) at += taken - 1;
  }
  return lines;
}

function withoutSignature({ lines, signature }: Cut): Cut {
  const begins = lines.findIndex((line, at) => at > 0 && beginsSignature(line));
  if (begins < 0) return { lines, signature };
  const under = lines.slice(begins);
  const old = under.findIndex((line, at) => isMarked(line) || attribution(under, at) > 0);
  return { lines: lines.slice(0, begins), signature: old < 0 ? under : under.slice(0, old) };
}

/** The attribution that ends at the last line, as its first line; -1 when there is none. */
function attributionAtEnd(lines: string[]): number {
  return lines.findIndex((_, at) => attribution(lines, at) === lines.length - at);
}

/** Takes from the end what nobody wrote anew: empty lines, quotes, rules, what a telephone adds, a name signed with a dash. */
function withoutTail({ lines, signature }: Cut): Cut {
  let end = lines.length;
  const under: string[] = [];
  for (;;) {
    const line = lines[end - 1];
    if (line === undefined) break;
    // The end of a broken attribution looks like a quote: attributions first.
    const at = blank(line) ? -1 : attributionAtEnd(lines.slice(Math.max(0, end - 8), end));
    if (at >= 0) end = Math.max(0, end - 8) + at;
    else if (blank(line) || isQuote(line) || isRule(line)) end -= 1;
    else if (isDeviceLine(line) || (isSignedName(line) && blank(lines[end - 2] ?? "x"))) {
      under.unshift(line);
      end -= 1;
    } else break;
  }
  return { lines: lines.slice(0, end), signature: [...under, ...signature] };
}

function quoteBlocks(lines: string[]): number {
  let [blocks, inside] = [0, false];
  for (const line of lines) {
    if (isMarked(line)) {
      if (!inside) blocks += 1;
      inside = true;
    } else if (!blank(line)) inside = false;
  }
  return blocks;
}

/** Words under one whole quote answer it: the quote goes. Words woven between quotes need them: they stay. */
function withoutQuoted(lines: string[], woven: boolean): string[] {
  const at = lines.findIndex((_, index) => attribution(lines, index) > 0);
  if (at < 0 || woven) return lines;
  const after = nextSaid(lines, at + attribution(lines, at));
  const above = lines.slice(0, at);
  if (above.some((line) => !blank(line))) return [...above, ...lines.slice(after)];
  let end = after;
  while (end < lines.length && (isQuote(lines[end] ?? "") || blank(lines[end] ?? ""))) end += 1;
  return lines.slice(end);
}

/** The words by which the sender may sign: of the name, and of what stands before the @. */
function namesOf(sender: string): string[] {
  return sender.toLowerCase().replace(/@.*$/s, "").split(/[^\p{L}]+/u).filter((word) => word.length >= 3);
}

const isShort = (line: string): boolean => line.length <= 60;
/** A line that ends a letter, as in `Best regards,`. */
const closes = (line: string): boolean => line.length <= 40 && /^\p{L}[\p{L} '’]{1,38}[,!]?$/u.test(line) && /[,!]$|regards|wishes|cheers|grüße|salutations|cordialement|saludos|saluti/i.test(line);

/** What the sender signed with: their own name alone on a line near the end, the closing words over it, and lines of contact under it. */
function withoutSignOff({ lines, signature }: Cut, sender: string): Cut {
  const names = namesOf(sender);
  const from = Math.max(1, lines.length - 24);
  const isName = (line: string): boolean => line.length <= 40 && !/[?!:;]\s*$/.test(line) && line.split(" ").length <= 5 && names.some((name) => line.toLowerCase().replaceAll(/[^\p{L}]/gu, " ").split(" ").includes(name));
  let begins = names.length ? lines.findIndex((line, at) => at >= from && isName(line) && lines.slice(at).every(isShort)) : -1;
  if (begins < 0) return { lines, signature };
  let over = begins - 1;
  while (over > 0 && blank(lines[over] ?? "")) over -= 1;
  if (over > 0 && blank(lines[over - 1] ?? "") && closes(lines[over] ?? "")) begins = over;
  const drawn = lines.findIndex((line, at) => at >= begins - 6 && at < begins && isRule(line));
  if (drawn > 0) begins = drawn;
  const kept = lines.slice(0, begins);
  return kept.every(blank) ? { lines, signature } : { lines: kept, signature: [...lines.slice(begins), ...signature] };
}

/**
 * What a person wrote anew in a reply: quotes, the mails it answers, signatures and what programs add are left out, in the
 * shapes of the usual clients and languages; `sender` is the name and address, to know their signature by. Where nothing would be left, everything stays. Time is linear in the length.
 */
export function newText(text: string, sender = ""): NewText {
  const whole = text.replace(/\r\n?/g, "\n").replace(/[\u00a0\u2007\u202f]/g, " ").replace(/[\u200b\ufeff]/g, "");
  const fresh = withoutEmbedded(whole.split("\n").map((line) => line.trimEnd()));
  const signed = withoutSignature({ lines: fresh, signature: [] });
  const cut = withoutSignOff(withoutTail(signed), sender);
  const lines = withoutQuoted(cut.lines, quoteBlocks(signed.lines) > 1);
  const body = lines.slice(nextSaid(lines, 0)).join("\n").trimEnd();
  return body ? { text: body, signature: cut.signature.join("\n").trim() } : { text: whole.trim(), signature: "" };
}
