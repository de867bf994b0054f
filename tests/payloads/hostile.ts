// What someone who wants to break out of a post would try, made from its parts: what runs × how it is written × where it stands.
const run = "window.__xss=1";
const openings = [
  "img src=x", "svg", "body", "video src=x", "audio src=x", "details open", "input autofocus", "iframe src=javascript:window.__xss=1", "object data=javascript:window.__xss=1", "embed src=javascript:window.__xss=1", "marquee", "select autofocus",
  "a href=javascript:window.__xss=1", "math href=javascript:window.__xss=1", "button autofocus", "form action=javascript:window.__xss=1", "textarea autofocus", "isindex", "meta http-equiv=refresh content=0;url=javascript:window.__xss=1", "base href=https://evil.example/", "link rel=stylesheet href=https://evil.example/x.css", "template", "dialog open", "p style=position:fixed;inset:0", "video poster=https://evil.example/p.png", "source srcset=https://evil.example/s.png",
];
const handlers = ["onerror", "onload", "onfocus", "onmouseover", "ontoggle", "onclick", "onpointerenter", "onanimationstart", "onbegin", "oncut", "onscroll"];
const raw = openings.flatMap((opening, at) => [`<${opening} ${handlers[at % handlers.length]}=${run}>`, `<${opening} ${handlers[(at + 4) % handlers.length]}="${run}">x</${opening.split(" ")[0]}>`]);

const writings: ((text: string) => string)[] = [
  (text) => text, (text) => text.replace(/<(\w+)/g, (_, name: string) => `<${name.toUpperCase()}`), (text) => text.replace(/</g, "&lt;"), (text) => text.replace(/</g, "&#60;"), (text) => text.replace(/</g, "&#x3c;"), (text) => text.replace(/ on/g, "/on"),
  (text) => text.replace(/ on/g, "\ton"), (text) => text.replace(/=/g, " = "), (text) => text.replace(/</g, "\\<"), (text) => text.replace(/>$/, ""), (text) => text.replace(/</g, "<\u200b"), (text) => text.replace(/</g, "＜"), (text) => `"'>${text}`, (text) => `-->${text}<!--`, (text) => `</p></div></details>${text}`,
];

const id = "01890000-0000-7000-8000-000000000001";
const places: ((text: string) => string)[] = [
  (text) => text, (text) => `> ${text}`, (text) => `- ${text}`, (text) => `1. a\n   - ${text}`, (text) => `| ${text} | b |\n|:-|-:|\n| ${text} | d |`, (text) => `# ${text}`, (text) => `**${text}** *${text}* ~~${text}~~`, (text) => `||${text}||`, (text) => `||**${text}||**`,
  (text) => `::: spoiler ${text}\n${text}\n:::`, (text) => `:::: spoiler a\n::: spoiler ${text}\n> ${text}\n:::\n::::`, (text) => `::: poll ${text}\n${text}\n- ${text}\n- b ${text}\n:::`, (text) => `::: poll closes=${text} results=${text}\n- a\n- b\n:::`, (text) => `a[^x]\n\n[^x]: ${text}\n\n[^"${text}]: y`, (text) => `a^[${text}] b[^${text}]`,
  (text) => `@${text}`, (text) => `@marta.quill${text} @"${text}`, (text) => `![${text}](/media/${id}/${encodeURIComponent(text)})`, (text) => `![${text}](/media/${id}/a.png "${text}")`, (text) => `[${text}](/media/${id}/"${text})`, (text) => `\`\`\`${text}\n${text}\n\`\`\``, (text) => `\`\`\`html\n${text}\n\`\`\``, (text) => `\`\`\`ts\nconst a = \`${text}\`;\n\`\`\``, (text) => `\`\`\`"onx=1 ${text}\nx\n\`\`\``,
  (text) => `\`${text}\``, (text) => `- [x] ${text}\n- [ ] ${text}`, (text) => `:${text}: :tada:${text}`, (text) => `$${text}$`, (text) => `$$\n\\text{${text}}\n$$`, (text) => `https://e.example/${text}`, (text) => `https://e.example/?q=${encodeURIComponent(text)}`, (text) => `[a]: ${text}\n\n[a]`, (text) => `<${text}>`, (text) => `[x](<${text}>)`, (text) => `\\${text}`, (text) => `    ${text}`,
];

const schemes = ["javascript:", "JaVaScRiPt:", "java\tscript:", "java\nscript:", " javascript:", "\u0001javascript:", "javascript&colon;", "&#106;avascript:", "&#x6A;avascript:", "javascript%3A", "vbscript:", "data:text/html,<script>", "data:text/html;base64,", "data:image/svg+xml,", "blob:", "file:///", "//evil.example/", "\\\\evil.example/", "/\\evil.example/", "https:evil.example/", "http://user@", "feed:javascript:", "view-source:", "jar:"];
const links: ((url: string) => string)[] = [
  (url) => `[a](${url}${run})`, (url) => `[a](<${url}${run}>)`, (url) => `![a](${url}${run})`, (url) => `<${url}${run}>`, (url) => `[a]: ${url}${run}\n\n[a] ![a]`, (url) => `${url}${run}`, (url) => `||[a](${url}${run})||`, (url) => `::: spoiler [a](${url}${run})\n[a](${url}${run})\n:::`,
  (url) => `::: poll\n- [a](${url}${run})\n- b\n:::`, (url) => `a^[[b](${url}${run})]`, (url) => `[![a](${url}${run})](${url}${run})`, (url) => `@[a](${url}${run})`,
];

function* made(): Generator<string> {
  let at = 0;
  for (const place of places) {
    for (let n = 0; n < 30; n += 1) {
      const piece = raw[(at * 7 + n) % raw.length] ?? "";
      yield place((writings[(at + n) % writings.length] ?? ((text) => text))(piece));
      at += 1;
    }
  }
  for (const scheme of schemes) for (const link of links) yield link(scheme);
}

/** Over a thousand different hostile texts, the same each time. */
export const hostile: string[] = [...new Set(made())];
