import katex from "@vscode/markdown-it-katex";
import MarkdownIt from "markdown-it";

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: false, typographer: false, maxNesting: 20 });
// Formulas become MathML, which browsers draw themselves: no fonts, no styles, no scripts, and no macro that grows without end.
// The plugin is CommonJS: what its default import is depends on who loads it.
markdown.use(typeof katex === "function" ? katex : (katex as { default: typeof katex }).default, { output: "mathml", throwOnError: false, strict: "ignore", trust: false, maxSize: 20, maxExpand: 200 });
// Only addresses with a scheme become links by themselves; "e.g.com" in a sentence is none.
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });

const allowed = /^(https?:\/\/|mailto:|\/(?!\/)|#)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop them, so they hide a scheme
const hidden = /[\u0000-\u0020\u007f-\u00a0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\\]/;
markdown.validateLink = (url) => !hidden.test(url) && allowed.test(url);

const own = /^\/(?!\/)/;

markdown.renderer.rules.link_open = (...[tokens, index, options, , self]) => {
  const token = tokens[index];
  if (token && !own.test(String(token.attrGet("href")))) token.attrSet("rel", "nofollow ugc noopener");
  return self.renderToken(tokens, index, options);
};

// A picture from elsewhere would tell its host who reads; it stands as a link to it.
markdown.renderer.rules.image = (tokens, index) => {
  const token = tokens[index];
  const source = String(token?.attrGet("src") ?? "");
  const text = markdown.utils.escapeHtml(token?.content || source);
  return `<a href="${markdown.utils.escapeHtml(source)}"${own.test(source) ? "" : ' rel="nofollow ugc noopener"'}>${text}</a>`;
};

markdown.renderer.rules.fence = (tokens, index) => {
  const token = tokens[index];
  const language = /^[a-z0-9+#-]{1,20}/i.exec(token?.info.trim() ?? "")?.[0]?.toLowerCase().replace(/[^a-z0-9-]/g, "");
  return `<pre><code${language ? ` class="language-${language}"` : ""}>${markdown.utils.escapeHtml(token?.content ?? "")}</code></pre>\n`;
};

// The page owns h1 and h2; a post's outline starts at h3.
for (const rule of ["heading_open", "heading_close"]) {
  markdown.renderer.rules[rule] = (...[tokens, index, options, , self]) => {
    const token = tokens[index];
    if (token) token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + 2)}`;
    return self.renderToken(tokens, index, options);
  };
}

// The policy forbids style attributes, which the table rule writes.
for (const rule of ["th_open", "td_open"]) {
  markdown.renderer.rules[rule] = (...[tokens, index, options, , self]) => {
    const token = tokens[index];
    const align = /text-align:(left|center|right)/.exec(String(token?.attrGet("style") ?? ""))?.[1];
    if (token) token.attrs = align ? [["class", `align-${align}`]] : null;
    return self.renderToken(tokens, index, options);
  };
}

/**
 * The HTML of a post's Markdown, cooked once when it is written. No HTML passes through, no address but http, https, mailto
 * and our own is a link, nothing is loaded from elsewhere, and nothing carries a style or a handler.
 */
export function cook(source: string): string {
  // A formula that is none comes back coloured by a style, which the policy forbids.
  return markdown.render(source.slice(0, 100_000)).replace(/ style="[^"]*"/g, "");
}

/** The first words of a post as plain text, at most `length` characters. */
export function excerpt(html: string, length = 160): string {
  const text = html.replace(/<pre>[\s\S]*?<\/pre>/g, " ").replace(/<[^>]*>/g, " ")
    .replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&amp;/g, "&").replace(/\s+/g, " ").trim();
  return text.length <= length ? text : `${text.slice(0, length).replace(/\s+\S*$/, "")}…`;
}
