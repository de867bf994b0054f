import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

// A larger collection in the same form can be laid beside these: PAYLOADS names its folder.
const folder = process.env.PAYLOADS;

function more(name: string): unknown[] {
  const path = folder ? join(folder, name) : "";
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").split("\n").filter((line) => line !== "");
  return name.endsWith(".txt") ? lines : lines.map((line) => JSON.parse(line) as unknown);
}
const texts = (name: string): string[] => more(name).filter((one): one is string => typeof one === "string");

/** HTML that runs a script, sends something away or breaks out of its place when it reaches a page as it is. */
export const html: string[] = [
  "<script>window.__xss=1</script>", "<img src=x onerror=window.__xss=1>", "<svg onload=window.__xss=1>", "<svg><script>window.__xss=1</script></svg>", "<body onload=window.__xss=1>",
  "<iframe srcdoc=\"<script>parent.__xss=1</script>\"></iframe>", "<details open ontoggle=window.__xss=1>x</details>", "<input autofocus onfocus=window.__xss=1>", "<video><source onerror=window.__xss=1></video>",
  "<a href=javascript:window.__xss=1>x</a>", "<a href=\"java\nscript:window.__xss=1\">x</a>", "<math><mtext><style><img src=x onerror=window.__xss=1></style></mtext></math>", "\"><img src=x onerror=window.__xss=1>",
  "'><script>window.__xss=1</script>", "</title><script>window.__xss=1</script>", "</textarea><script>window.__xss=1</script>", "<!--><script>window.__xss=1</script>-->", "<scr<script>ipt>window.__xss=1</scr</script>ipt>",
  "<style>@import 'javascript:window.__xss=1';body{display:none}</style>", "<div style=\"position:fixed;inset:0;background:red\">x</div>", "<base href=//evil.example>", "<form action=//evil.example><button>x</button></form>",
  "<meta http-equiv=refresh content=\"0;url=javascript:window.__xss=1\">", "<object data=\"javascript:window.__xss=1\"></object>", "<embed src=\"data:text/html,<script>top.__xss=1</script>\">", "<template><img src=x onerror=window.__xss=1></template>",
  "{{constructor.constructor('window.__xss=1')()}}", "</script><script>window.__xss=1</script>", "\\u003cscript\\u003ewindow.__xss=1\\u003c/script\\u003e", "&lt;script&gt;window.__xss=1&lt;/script&gt;", ...texts("xss_html.txt"),
];

/** Markdown that becomes such HTML in a careless renderer, or takes one for ever. */
export const markdown: string[] = [
  "[a](javascript:window.__xss=1)", "[a](JaVaScRiPt:window.__xss=1)", "[a](java\tscript:window.__xss=1)", "[a](&#106;avascript:window.__xss=1)", "[a](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)", "[a](vbscript:x)",
  "![a](javascript:window.__xss=1)", "![a](\"onerror=\"window.__xss=1)", "![a](x \"\\\" onerror=window.__xss=1 \\\"\")", "[a]: javascript:window.__xss=1\n\n[a]", "<javascript:window.__xss=1>", "<https://e.example/\"onclick=window.__xss=1>",
  "```\"onclick=window.__xss=1\nx\n```", "```<script>window.__xss=1</script>\nx\n```", "`<script>window.__xss=1</script>`", "# <img src=x onerror=window.__xss=1>", "|<script>window.__xss=1</script>|b|\n|-|-|\n|c|d|", "> <svg onload=window.__xss=1>",
  "$\\href{javascript:window.__xss=1}{x}$", "$\\htmlClass{x}{y}$", "$\\htmlData{onclick=window.__xss=1}{y}$", "$$\\includegraphics{javascript:window.__xss=1}$$", "$\\text{<img src=x onerror=window.__xss=1>}$", "$\\def\\a{\\a\\a}\\a$", "$\\style{color:red}{x}$",
  "http://e.example/<script>window.__xss=1</script>", "//evil.example/x", "[a](//evil.example)", "[a](\\\\evil.example)", "[a](/\\evil.example)", "*".repeat(20_000), "[".repeat(10_000), "![".repeat(5000), "> ".repeat(5000), "`".repeat(20_000), "$".repeat(5000), "$\\frac".repeat(2000), "<".repeat(20_000),
  `${"- ".repeat(300)}x`, `${"[a](".repeat(2000)}`, `${"**a ".repeat(4000)}`, "|".repeat(8000), ...texts("xss_markdown.jsonl"),
];

/** Strings that mean something to a database, a path, a header, a regular expression or an eye. */
export const strings: string[] = [
  "' OR '1'='1", "'; DROP TABLE account; --", "1); DELETE FROM topic; --", "\\'; SELECT pg_sleep(5); --", "$1", "$" + "{7*7}", "%00", "\u0000", "a\u0000b", "../../../etc/passwd", "..%2f..%2fetc%2fpasswd", "/etc/passwd", "C:\\windows\\win.ini", "file:///etc/passwd",
  "\r\nSet-Cookie: a=b", "a\r\nBcc: x@example.org", "\u202Eevil", "\u200B", "\uFEFF", "\uD800", "Z\u0351\u036B\u0343".repeat(50), "👩‍👩‍👧‍👦".repeat(40), "ﷺ".repeat(60), "İstanbul", "ß".repeat(40), "ａｄｍｉｎ", "admin\u00AD", "null", "undefined", "NaN", "__proto__", "constructor", "true", "[object Object]",
  "a".repeat(100_000), `${"a".repeat(30_000)}!`, `${" ".repeat(30_000)}x`, `${"a@".repeat(2000)}`, `${"0".repeat(5000)}`, "//evil.example", "https://evil.example", "javascript:window.__xss=1", "=cmd|' /C calc'!A0", "{\"$gt\":\"\"}", ...texts("sqli.txt"), ...texts("unicode_text.jsonl"), ...texts("path_traversal.txt"), ...texts("open_redirect.txt"), ...texts("redos_strings.jsonl"),
];

/** What is no string where a string is meant. */
export const notStrings: unknown[] = [null, true, 0, -1, 1.5, [], [""], {}, { not: "" }, { $gt: "" }, { contains: "" }, { set: "x" }, { equals: null }, [["a"]], ...more("operator_injection.jsonl").filter((one) => typeof one !== "string")];
/** Numbers at the edges, as they can stand in an address. */
export const numbers: string[] = ["0", "-1", "-0", "1.5", "1e3", "0x10", "1e309", "9007199254740993", "99999999999999999999", "NaN", "Infinity", "", " ", "١", "1 OR 1=1", "1;", "2147483648", "9223372036854775808", "null", "[]", "1,2", ...more("numbers.jsonl").map(String)];
/** Keys nobody may set through a body. */
export const extraKeys: string[] = ["role", "tier", "id", "accountId", "account_id", "authorId", "author_id", "confirmedAt", "confirmed", "suspendedAt", "passwordHash", "origin", "createdAt", "score", "html", "isAdmin", "admin", "audience", "value", "actor", "__proto__", "constructor", ...texts("mass_assignment_fields.jsonl")];
/** Bodies that are no JSON object. */
export const bodies: string[] = ["", "}", "{", "null", "[]", "\"x\"", "1", "{\"a\":1", "{\"a\":NaN}", "{'a':1}", "\uFEFF{}", `${"[".repeat(50_000)}${"]".repeat(50_000)}`, `{"a":${"{\"a\":".repeat(20_000)}1${"}".repeat(20_000)}}`, "{\"__proto__\":{\"role\":\"admin\"}}", "a=b&c=d", "\u0000", ...texts("json_bodies.jsonl")];
/** Where a sign-in must never lead. */
export const elsewhere: string[] = ["//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "/en/..//evil.example", "javascript:alert(1)", "/%5cevil.example", "/en\\@evil.example", "data:text/html,x", " //evil.example", "/\t/evil.example", "https:evil.example", "/en@evil.example", ...texts("open_redirect.txt")];
