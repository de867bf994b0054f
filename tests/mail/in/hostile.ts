// Mails nobody would write: each kind is made of a number, so that a run can be repeated.

const line = "\r\n";
const head = (more: string[] = []): string => ["From: Eve <eve@example.org>", "To: reply+x@example.com", "Subject: s", "Message-ID: <1@example.org>", ...more].join(line);
const noise = (seed: number, length: number): Buffer => {
  const bytes = Buffer.alloc(length);
  for (let at = 0, state = seed + 1; at < length; at += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[at] = state >>> 16;
  }
  return bytes;
};
const charsets = ["utf-7", "utf-16", "utf-32", "x-none", "iso-2022-jp", "hz-gb-2312", "big5", "\"\0\"", "=?", "koi8-r"];

const kinds: ((n: number) => Buffer | string)[] = [
  (n) => noise(n, 3000),
  (n) => `${head()}${line}${line}${noise(n, 2000).toString("latin1")}`,
  (n) => head([`X-${n}: ${"a".repeat(500 * n)}`]) + line + line,
  (n) => head(Array.from({ length: 30 * n }, (_, at) => `X-${at}: b`)) + line + line,
  (n) => head([`References: ${"<a@b> ".repeat(100 * n)}`]) + line + line,
  (n) => head([`Subject: ${"=?utf-8?q?=0D=0ABcc:_x?= ".repeat(n)}`]) + line + line,
  (n) => head([`To: ${"a".repeat(n)}@${"b.".repeat(n)}`, `Cc: ${"(".repeat(10 * n)}x`]) + line + line,
  (n) => head(["Content-Type: multipart/mixed; boundary=b0"]) + line + line + Array.from({ length: n }, (_, at) => `--b${at}${line}Content-Type: multipart/mixed; boundary=b${at + 1}${line}${line}`).join(""),
  (n) => head(["Content-Type: multipart/mixed; boundary=b"]) + line + line + `--b${line}Content-Type: text/plain${line}${line}x${line}`.repeat(5 * n),
  (n) => head(["Content-Type: multipart/mixed; boundary=b"]) + line + line + `--b${line}`.repeat(100 * n),
  (n) => `Content-Type: message/rfc822${line}${line}`.repeat(n) + head() + line + line,
  (n) => head([`Content-Type: text/plain; charset=${charsets[n % charsets.length]}`]) + line + line + noise(n, 500).toString("latin1"),
  (n) => head(["Content-Transfer-Encoding: base64"]) + line + line + "=".repeat(10 * n) + noise(n, 300).toString("latin1"),
  (n) => head(["Content-Transfer-Encoding: quoted-printable"]) + line + line + "=\r\n=0=ZZ=".repeat(20 * n),
  (n) => head(["Content-Transfer-Encoding: uuencode"]) + line + line + `begin 644 x${line}${"M".repeat(60 * n)}`,
  (n) => head(["Content-Type: text/html"]) + line + line + "<div>".repeat(50 * n) + "x",
  (n) => head(["Content-Type: text/html"]) + line + line + `<table><tr><td>${"<a href=javascript:alert(1)>x".repeat(n)}<script>alert(1)</script><img src=x onerror=alert(1)>`,
  (n) => head(["Content-Type: text/html"]) + line + line + `<!--${"<".repeat(100 * n)}&${"#x41;".repeat(n)}`,
  (n) => `${head()}${line}${line}a\n.\nMAIL FROM:<x@y>\nRCPT TO:<z@y>\nDATA\n${n}\r.\r${line}.${line}`,
  (n) => `From: ${"\"".repeat(n)}<eve@example.org>, <b@example.org>${line}Sender: x${line}${line}x`,
  (n) => head([`Content-Type: application/octet-stream; name="${"../".repeat(n)}etc/passwd\0.png"`, "Content-Disposition: attachment"]) + line + line + "x",
  (n) => head(["Content-Type: multipart/report; report-type=delivery-status; boundary=b"]) + line + line + `--b${line}Content-Type: message/delivery-status${line}${line}${`Final-Recipient: rfc822; a@b${line}Action: failed${line}Status: 5.0.0${line}${line}`.repeat(n)}--b--`,
  (n) => `${head()}${line}${line}${"On 1 a <b@c> ".repeat(10 * n)}${line}${"> ".repeat(30 * n)}${line}`,
  (n) => head([`Content-Type: text/plain; ${Array.from({ length: 10 * n }, (_, at) => `x*${at}*=utf-8''a`).join("; ")}`]) + line + line,
  () => "",
];

/** The n-th hostile mail; the same number is the same mail. */
export function hostileMail(n: number): Buffer {
  const made = kinds[n % kinds.length]?.(1 + (Math.floor(n / kinds.length) % 100)) ?? "";
  return typeof made === "string" ? Buffer.from(made, "latin1") : made;
}
