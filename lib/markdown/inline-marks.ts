import type { MarkdownIt, StateInline } from "markdown-it";

// Where text may stop because a mark begins. The bar is ours: spoilers begin with one.
const marks = /[\n!#$%&*+\-:<=>@[\\\]^_`{|}~]/g;

function text(state: StateInline, silent: boolean): boolean {
  marks.lastIndex = state.pos;
  const found = marks.exec(state.src);
  const end = Math.min(found ? found.index : state.posMax, state.posMax);
  if (end === state.pos) return false;
  if (!silent) state.pending += state.src.slice(state.pos, end);
  state.pos = end;
  return true;
}

const covered = /\|\|(?![\s|])((?:(?!\|\|)[\s\S]){0,2000}[^\s|])\|\|/y;

/** `||text||`: covered until one asks for it. */
function spoiler(state: StateInline, silent: boolean): boolean {
  const start = state.pos;
  covered.lastIndex = start;
  const found = state.src[start] === "|" ? covered.exec(state.src) : null;
  const end = start + (found?.[0].length ?? 0);
  if (!found || end > state.posMax) return false;
  if (!silent) {
    const { posMax } = state;
    state.push("spoiler_open", "span", 1).attrs = [["class", "spoiler"], ["tabindex", "0"]];
    state.pos = start + 2;
    state.posMax = end - 2;
    state.md.inline.tokenize(state);
    state.push("spoiler_close", "span", -1);
    state.posMax = posMax;
  }
  state.pos = end;
  return true;
}

const called = /@([a-z0-9](?:[a-z0-9.-]{1,28}[a-z0-9]))(?![a-z0-9-]*@)/iy;

/** `@handle`, when a word does not end right before it. Whether it is anybody is known when the text is shown. */
function mention(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== "@" || /[\w.@/-]/.test(state.src[state.pos - 1] ?? " ") || state.linkLevel > 0) return false;
  called.lastIndex = state.pos;
  const found = called.exec(state.src);
  if (!found || state.pos + found[0].length > state.posMax) return false;
  if (!silent) {
    const token = state.push("mention", "", 0);
    token.content = found[1] ?? "";
  }
  state.pos += found[0].length;
  return true;
}

/** Covered words and names that are called, inside a line. */
export function inlineMarks(markdown: MarkdownIt): void {
  markdown.inline.ruler.at("text", text);
  markdown.inline.ruler.before("emphasis", "spoiler", spoiler);
  markdown.inline.ruler.before("emphasis", "mention", mention);
}
