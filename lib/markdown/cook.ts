import { createHash } from "node:crypto";
import katex from "@vscode/markdown-it-katex";
import MarkdownIt from "markdown-it";
import { full as emoji } from "markdown-it-emoji";
import footnotes from "markdown-it-footnote";
import { boxes } from "./boxes.ts";
import { patience } from "./highlight.ts";
import { inlineMarks } from "./inline-marks.ts";
import { outline } from "./outline.ts";
import { cardOf, drawNamed, type Env } from "./shown.ts";
import type { Context, Named, PollText } from "./types.ts";

const allowed = /^(https?:\/\/|mailto:|\/(?!\/)|#)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop them, so they hide a scheme
const hidden = /[\u0000-\u0020\u007f-\u00a0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\\]/;
const own = /^\/(?!\/)/;
type Engine = InstanceType<typeof MarkdownIt>;

// How links, headings and tables are drawn.
function drawPlain(markdown: Engine): void {
  markdown.renderer.rules.link_open = (...[tokens, index, options, , self]) => {
    const token = tokens[index];
    if (token && !own.test(String(token.attrGet("href")))) token.attrSet("rel", "nofollow ugc noopener");
    return self.renderToken(tokens, index, options);
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
}

function engine(): Engine {
  const markdown = new MarkdownIt({ html: false, linkify: true, breaks: false, typographer: false, maxNesting: 20 });
  // Formulas become MathML, which browsers draw themselves: no fonts, no styles, no scripts, and no macro that grows without end.
  // The plugin is CommonJS: what its default import is depends on who loads it.
  markdown.use(typeof katex === "function" ? katex : (katex as { default: typeof katex }).default, { output: "mathml", throwOnError: false, strict: "ignore", trust: false, maxSize: 20, maxExpand: 200 });
  // Only `:names:` become signs; what looks like a face stays what was typed.
  markdown.use(emoji, { shortcuts: {} }).use(footnotes).use(inlineMarks).use(boxes).use(outline).use(drawNamed);
  // Only addresses with a scheme become links by themselves; "e.g.com" in a sentence is none.
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  markdown.validateLink = (url) => !hidden.test(url) && allowed.test(url);
  drawPlain(markdown);
  return markdown;
}

const markdown = engine();
// What people say to each other line by line: no headings, no tables, no rules, no footnotes, no boxes; a line ends where it was ended.
const lines = engine().set({ breaks: true }).disable(["heading", "lheading", "table", "hr", "code", "reference", "box", "math_block", "footnote_def", "footnote_inline", "footnote_ref", "footnote_tail", "footnote_anchor"], true);

type Token = ReturnType<typeof markdown.parse>[number];
/** A text that was read: what it names, to be looked up, and what is needed to show it. */
export type Read = Named & { tokens: Token[]; docId: string; lines?: boolean };

const media = /^\/media\/([0-9a-f-]{36})\//;
const mostNamed = 100;
/** How many links of something said are shown with a card. */
const mostCards = 3;

type Found = { handles: Set<string>; media: Set<string>; polls: PollText[]; links: Set<string>; bare: boolean };

/** Gathers what a text names. `bare` takes every bare link of a line, and not those that stand alone; what is quoted or covered is no link of its own. */
function walk(tokens: Token[], found: Found, within = 0): void {
  let covered = within;
  for (const token of tokens) {
    if (token.type === "mention") found.handles.add(token.content.toLowerCase());
    else if (token.type === "poll") found.polls.push(token.meta as PollText);
    else if (token.type === "lone_link" && !found.bare) found.links.add(token.content);
    else if (token.type === "link_open" && token.markup === "linkify" && found.bare && covered === 0) found.links.add(String(token.attrGet("href")));
    covered += { spoiler_open: 1, blockquote_open: 1, spoiler_close: -1, blockquote_close: -1 }[token.type] ?? 0;
    const address = token.type === "image" ? token.attrGet("src") : token.type === "link_open" ? token.attrGet("href") : null;
    const id = media.exec(String(address ?? ""))?.[1];
    if (id) found.media.add(id);
    if (token.children) walk(token.children, found, covered);
  }
}

/** Reads a text: who is called, which files, polls and bare links stand in it. `key` makes its anchors its own; `how` "lines" reads it as people talk. */
export function read(source: string, key = "", how: "text" | "lines" = "text"): Read {
  const docId = createHash("sha256").update(key).update("\n").update(source).digest("hex").slice(0, 10);
  const tokens = (how === "lines" ? lines : markdown).parse(source.slice(0, 100_000), { docId });
  const found: Found = { handles: new Set(), media: new Set(), polls: [], links: new Set(), bare: how === "lines" };
  walk(tokens, found);
  const some = (set: Set<string>): string[] => [...set].slice(0, mostNamed);
  return { tokens, docId, ...(how === "lines" ? { lines: true } : {}), handles: some(found.handles), media: some(found.media), polls: found.polls, links: some(found.links) };
}

/** The HTML of a text that was read, with what is known of what it names. */
export function show(text: Read, context: Context = {}): string {
  const env: Env = { ...context, docId: text.docId, within: patience() };
  // A formula that is none comes back coloured by a style, which the policy forbids.
  const by = text.lines ? lines : markdown;
  const shown = by.renderer.render(text.tokens, by.options, text.lines ? { ...env, cards: undefined } : env).replace(/ style="[^"]*"/g, "");
  // What people say stays as they said it; what their links lead to stands below.
  const cards = text.lines ? text.links.flatMap((link) => { const card = context.cards?.get(link); return card ? [cardOf(by, link, card)] : []; }).slice(0, mostCards) : [];
  return cards.length ? `${shown}<div class="link-cards">${cards.join("")}</div>\n` : shown;
}

/**
 * The HTML of a post's Markdown, cooked once when it is written. No HTML passes through, no address but http, https, mailto
 * and our own is a link, nothing is loaded from elsewhere, and nothing carries a style or a handler.
 */
export function cook(source: string, context: Context = {}): string {
  return show(read(source, context.key), context);
}
