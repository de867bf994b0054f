import type { MarkdownIt, Token } from "markdown-it";

const mostCards = 5;
type Tokens = Token[];

/** The address of a paragraph that is nothing but a bare link. */
function loneLink(tokens: Tokens, at: number): string | undefined {
  const [open, inline] = [tokens[at], tokens[at + 1]];
  const parts = inline?.children ?? [];
  if (open?.type !== "paragraph_open" || open.level !== 0 || parts.length !== 3) return undefined;
  const [link, text] = parts;
  const href = String(link?.attrGet("href") ?? "");
  return link?.type === "link_open" && link.markup === "linkify" && text?.content && /^https?:\/\//i.test(href) ? href : undefined;
}

function aloneOnALine(tokens: Tokens): Tokens {
  let found = 0;
  const out: Tokens = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) continue;
    const url = found < mostCards ? loneLink(tokens, at) : undefined;
    if (url === undefined) out.push(token);
    else {
      found += 1;
      out.push(Object.assign(token, { type: "lone_link", tag: "", nesting: 0, content: url, children: tokens[at + 1]?.children ?? [] }));
      at += 2;
    }
  }
  return out;
}

// A task is shown as done or not; only its text says so, so that no control stands in a text.
function tasks(tokens: Tokens): void {
  for (const [at, token] of tokens.entries()) {
    const first = token.type === "inline" && tokens[at - 2]?.type === "list_item_open" ? token.children?.[0] : undefined;
    const mark = first?.type === "text" ? /^\[([ xX])\] +(?=\S)/.exec(first.content) : null;
    if (!first || !mark) continue;
    first.content = `${mark[1] === " " ? "☐" : "☑"} ${first.content.slice(mark[0].length)}`;
    tokens[at - 2]?.attrSet("class", "task");
  }
}

/** Finds, once a text is read, the links that stand alone and the tasks of its lists. */
export function outline(markdown: MarkdownIt): void {
  markdown.core.ruler.push("outline", (state) => {
    tasks(state.tokens);
    state.tokens = aloneOnALine(state.tokens);
  });
}
