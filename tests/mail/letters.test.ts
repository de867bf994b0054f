import { generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { simpleParser } from "mailparser";
import { beforeAll, describe, expect, it } from "vitest";
import type { Claimed } from "#lib/mail/claims.ts";
import { bytesOf, mostBytes } from "#lib/mail/envelope.ts";
import { letterText } from "#lib/mail/letter-text.ts";
import { partOf } from "#lib/mail/parts.ts";
import type { Letter } from "#lib/mail/types.ts";
import { everyLetter, longest } from "./every-letter.ts";

beforeAll(() => { process.env.DKIM_KEY = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs8", format: "pem" }).toString(); });

/** A letter as its sender has claimed it. */
const claimed = (letter: Letter): Claimed => ({
  id: "0197a0b0-0000-7000-8000-00000000000a", recipient: letter.to, subject: letter.subject, body: letter.content ? letterText(letter.content, letter.locale ?? "en") : (letter.body ?? ""), content: letter.content ?? null, accountId: letter.account ?? null,
  locale: letter.locale ?? "en", stream: letter.stream ?? "transactional", letter: letter.letter ?? "", domain: "example.org", attempts: 0, answersType: letter.answers?.type ?? null, answersId: letter.answers?.id ?? null,
  listId: letter.listId ?? null, leaveUrl: letter.leave ?? null, secret: letter.secret ?? false, confirmed: true,
});

/** What quoted-printable and base64 spell, by a reading of our own. */
function read({ encoding, said }: { encoding: string; said: string }): string {
  if (encoding === "base64") return Buffer.from(said, "base64").toString();
  const bytes = said.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString();
}

it("any text travels as it is, in short lines of plain ASCII that end with CR LF and never with a space", () => {
  const text = fc.array(fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom("\n", "\r\n", " \n", "\t", "=", ".", "\n.\n", "é", "漢字", "💡", "a".repeat(80), "From ")), { maxLength: 60 }).map((parts) => parts.join("").toWellFormed());
  fc.assert(fc.property(text, (said) => {
    const part = partOf(said);
    expect(read(part).replace(/\r\n/g, "\n")).toBe(said.replace(/\r\n?/g, "\n"));
    for (const line of part.said.split("\r\n")) expect(line).toMatch(/^[\x20-\x7e\t]{0,76}$/);
    expect(part.said).not.toMatch(/[ \t](\r\n|$)|[^\r]\n|\r[^\n]/);
  }), { numRuns: 300 });
  expect([partOf("Plain words, één of them not.").encoding, partOf("漢字だけの文").encoding]).toEqual(["quoted-printable", "base64"]);
});

describe.each(["en", "fr"] as const)("every letter in %s", (locale) => {
  it("says the same as text and as HTML, has one action at most, and its whole meaning without pictures", async () => {
    for (const { name, letter } of everyLetter(locale)) {
      const mail = await simpleParser(await bytesOf(claimed(letter)));
      const html = String(mail.html);
      expect(mail.subject, name).toBe(letter.subject);
      expect([html.includes("<img"), html.includes("<script"), html.match(/class="go"/g)?.length ?? 0], name).toEqual([false, false, letter.content?.action ? 1 : 0]);
      expect(html, name).toContain(`lang="${locale}"`);
      const words = html.replace(/<(style|title)[\s\S]*?<\/\1>|<[^>]*>/g, " ").replaceAll("&#x27;", "'").replaceAll("&amp;", "&").replaceAll("&quot;", '"').replaceAll("&gt;", ">").replace(/\s+/g, " ");
      for (const line of (mail.text ?? "").split("\n").map((one) => one.trim()).filter((one) => one && !one.includes("http") && one !== "--")) expect(words.includes(line.replace(/^· /, "").replace(/\s*:$/, "").replace(/\s+/g, " ")) || line, `${name}: ${line}`).toBe(true);
      if (letter.content?.action) expect(mail.text, name).toContain(letter.content.action.url);
      expect(`${mail.text}${mail.subject}`, name).not.toMatch(/undefined|\[object|\bnull\b|\{\w+\}/);
    }
  }, 120_000);

  it("weighs at most 100 KB signed, whatever its names, titles and texts, and keeps its way out", async () => {
    for (const { name, letter } of everyLetter(locale, longest)) {
      const bytes = await bytesOf(claimed(letter));
      expect(bytes.length, name).toBeLessThanOrEqual(mostBytes);
      const mail = await simpleParser(bytes);
      if (letter.content?.leave) expect(mail.text, name).toContain(letter.content.leave.url);
    }
  }, 120_000);
});

it("what is far too long goes as plain text alone, its beginning and its end", async () => {
  const text = `It begins here. ${"é and ".repeat(60_000)}`;
  const mail = await simpleParser(await bytesOf(claimed({ to: "robin@example.org", subject: "Long", content: { title: "Long", blocks: [{ kind: "text", text }], foot: ["It ends here."] } })));
  expect([mail.html, mail.text?.startsWith("It begins here."), mail.text?.trim().endsWith("It ends here."), mail.text?.includes("[…]"), mail.text?.includes("\ufffd")]).toEqual([false, true, true, true, false]);
});
