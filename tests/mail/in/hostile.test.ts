import { expect, it } from "vitest";
import { cook } from "#lib/markdown/cook.ts";
import { authenticated } from "#lib/mail/in/authentication.ts";
import { fieldsOf } from "#lib/mail/in/fields.ts";
import { readMail } from "#lib/mail/in/reading.ts";
import { newText } from "#lib/mail/in/trimming.ts";
import { hostileMail } from "./hostile.ts";

it("250 hostile mails are each refused with a reason or read as something harmless", async () => {
  const reasons = new Set<string>();
  for (let n = 0; n < 250; n += 1) {
    const mail = await readMail(hostileMail(101 * n));
    if ("unread" in mail) {
      reasons.add(mail.unread);
      continue;
    }
    const { text } = newText(mail.text, mail.from?.name);
    expect(`${mail.subject}${mail.from?.name ?? ""}${mail.from?.address ?? ""}${mail.files.map((file) => file.name).join("")}`, String(n)).not.toMatch(/[\r\n\0]/);
    expect(text.length, String(n)).toBeLessThanOrEqual(200_000);
    if (text.length < 5000) expect(cook(text), String(n)).not.toMatch(/<script|<img[^>]*onerror|href="javascript/i);
  }
  expect([...reasons].sort()).toEqual(expect.arrayContaining(["nested too deeply", "no sender", "not a mail", "too many parts"]));
});

it.each([
  ["mx.example.com; dmarc=pass header.from=example.org", "pass"], ["mx.example.com; dmarc=fail header.from=example.org; dkim=pass header.d=example.org", "fail"], ["mx.example.com; dkim=pass header.d=mail.example.org", "pass"],
  ["mx.example.com; spf=pass smtp.mailfrom=x@other.example", "none"], ["evil.example; dmarc=pass header.from=example.org", "none"], ["mx.example.com; spf=none (dmarc=pass header.from=example.org)", "none"], ["mx.example.com; spf=fail smtp.mailfrom=example.org", "fail"],
  ["mx.example.com.evil.example; dmarc=pass", "none"], ["mx.example.com; dmarc=pass header.from=other.example", "none"],
])("our relay's word is %s: %s", (said, result) => {
  expect(authenticated(fieldsOf(`Authentication-Results: ${said}`), "ada@example.org", "mx.example.com")).toBe(result);
  expect(authenticated(fieldsOf(`Authentication-Results: other.example; none\r\nAuthentication-Results: ${said}`), "ada@example.org", "mx.example.com")).toBe("none");
  expect(authenticated(fieldsOf(`Authentication-Results: ${said}`), "ada@example.org", undefined)).toBe("none");
});
