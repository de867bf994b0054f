import { expect, it } from "vitest";
import { automaticBy } from "#lib/mail/in/automatic.ts";
import { fieldsOf } from "#lib/mail/in/fields.ts";
import { readMail } from "#lib/mail/in/reading.ts";

const mailOf = (head: string[], body = "Hello."): Buffer => Buffer.from([...head, "", body].join("\r\n"));
const plain = ["From: Ada Lund <ada@example.org>", "To: reply+x@example.com", "Subject: Re: Lamps", "Message-ID: <1@example.org>", "In-Reply-To: <a@example.com>", "References: <r@example.com> <a@example.com>"];

it("reads who, to whom, what it answers and what it says", async () => {
  expect(await readMail(mailOf(plain))).toEqual({ messageId: "<1@example.org>", answers: ["<a@example.com>", "<a@example.com>", "<r@example.com>"], from: { name: "Ada Lund", address: "ada@example.org" }, to: ["reply+x@example.com"], subject: "Re: Lamps", text: "Hello.", files: [], reports: [] });
});

it("makes Markdown of HTML alone, with no HTML of anybody in it", async () => {
  const mail = await readMail(mailOf([...plain, "Content-Type: text/html"], "<style>p{}</style><p>Two <b>lamps</b> <a href=\"https://example.org\">here</a></p><script>alert(1)</script><img src=x onerror=alert(1)>"));
  expect("unread" in mail ? mail : mail.text.trim()).toBe("Two **lamps** [here](https://example.org)");
});

it.each([
  ["Auto-Submitted: auto-replied", "auto-submitted"], ["Auto-Submitted: no", undefined], ["Return-Path: <>", "empty return path"], ["Precedence: bulk", "precedence"], ["X-Auto-Response-Suppress: All", "response suppressed"],
  ["List-Id: <lamps.example.org>", "list"], ["Content-Type: multipart/report; report-type=delivery-status", "report"], ["From: Mail Delivery <MAILER-DAEMON@example.org>", "program's mailbox"], ["X-Autoreply: yes", "auto-reply"], ["Subject: Auto: a car", undefined],
])("%s is written by a program: %s", (line, reason) => {
  expect(automaticBy(fieldsOf(line))).toBe(reason);
});

it("knows an empty envelope sender", () => {
  expect([automaticBy(fieldsOf("From: a@example.org"), ""), automaticBy(fieldsOf("From: a@example.org"), "a@example.org")]).toEqual(["empty return path", undefined]);
});

const report = (kind: string, parts: string[]): Buffer => mailOf(["From: mailer-daemon@example.org", `Content-Type: multipart/report; report-type=${kind}; boundary=b`], parts.map((part) => `--b\r\n${part}\r\n`).join("").concat("--b--"));
const original = "Content-Type: message/rfc822\r\n\r\nMessage-ID: <sent@example.com>\r\nTo: ada@example.org\r\n\r\nHi";

it("reads failed deliveries, lasting and passing, and says nothing of delayed ones", async () => {
  const status = (action: string, code: string) => report("delivery-status", ["\r\nIt failed.", `Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; Ada@example.org\r\nAction: ${action}\r\nStatus: ${code}\r\nDiagnostic-Code: smtp; 550 no such user`, original]);
  const reportsOf = async (raw: Buffer) => { const mail = await readMail(raw); return "unread" in mail ? mail : mail.reports; };
  const bounce = { kind: "bounce", address: "ada@example.org", response: "smtp; 550 no such user", original: "<sent@example.com>" };
  expect(await reportsOf(status("failed", "5.1.1"))).toEqual([{ ...bounce, hard: true }]);
  expect(await reportsOf(status("failed", "4.2.2"))).toEqual([{ ...bounce, hard: false }]);
  expect(await reportsOf(status("delayed", "4.2.2"))).toEqual([]);
  expect(await reportsOf(report("feedback-report", ["\r\nComplaint.", "Content-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nVersion: 1", original]))).toEqual([{ kind: "complaint", address: "ada@example.org", original: "<sent@example.com>" }]);
});

it("refuses what is too much before it is parsed, with a reason", async () => {
  const parts = (count: number) => mailOf([...plain, "Content-Type: multipart/mixed; boundary=b"], "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n".repeat(count));
  const nested = (depth: number) => mailOf(plain.concat("Content-Type: multipart/mixed; boundary=b0"), Array.from({ length: depth }, (_, at) => `--b${at}\r\nContent-Type: multipart/mixed; boundary=b${at + 1}\r\n\r\n`).join(""));
  expect(await Promise.all([mailOf([...plain, `X: ${"a".repeat(70_000)}`]), parts(300), nested(40), Buffer.alloc(12_000_001), Buffer.from("\0\0\0\0"), mailOf([...plain, "From: b@example.org"]), mailOf(["From: a@example.org, b@example.org"])].map((raw) => readMail(raw)))).toEqual(
    ["header too large", "too many parts", "nested too deeply", "too large", "not a mail", "no sender", "no sender"].map((unread) => ({ unread })));
});

it("takes what cannot be seen out of names and subjects, and no address that is not plainly one", async () => {
  const mail = await readMail(mailOf(["From: =?utf-8?q?Ada=E2=80=AE=0D_Lund?= <ada@example.org>", "Subject: =?utf-8?q?a=0D=0ATo:_b?="]));
  expect("unread" in mail ? mail : [mail.from?.name, mail.subject]).toEqual(["Ada Lund", "a To: b"]);
  const crafted = await readMail(mailOf(['From: "ada@example.org, eve"@example.org']));
  expect("unread" in crafted ? crafted : crafted.from).toBeUndefined();
});
