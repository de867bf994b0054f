import type { MarkdownIt, StateBlock } from "markdown-it";
import { pollOf } from "./polls.ts";

const fence = /^(:{3,10})[ \t]*(spoiler|poll)\b(.*)$/;

const mostPollLines = 40;

const lineOf = (state: StateBlock, line: number): string => state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line] ?? 0);

/** The line that closes a box opened with so many colons, or the end. Boxes inside have fewer. */
function closeOf(state: StateBlock, from: number, { to, colons }: { to: number; colons: string }): number {
  for (let line = from; line < to; line += 1) if (lineOf(state, line).trim() === colons && (state.sCount[line] ?? 0) < 4) return line;
  return to;
}

// Lexical: a box is opened by `::: spoiler title` or `::: poll settings`, and closed by a line of as many colons.
function box(state: StateBlock, start: number, [end, silent]: [number, boolean]): boolean {
  if ((state.sCount[start] ?? 0) - state.blkIndent >= 4) return false;
  const found = fence.exec(lineOf(state, start));
  if (!found) return false;
  if (silent) return true;
  const [, colons = ":::", kind, rest = ""] = found;
  // A poll is short and closed; a spoiler that is never closed covers the rest.
  const to = kind === "poll" ? Math.min(end, start + mostPollLines) : end;
  const close = closeOf(state, start + 1, { to, colons });
  if (kind === "poll" && close === to) return false;
  const inside = state.getLines(start + 1, close, state.blkIndent, false);
  const poll = kind === "poll" && state.level === 0 ? pollOf(rest, inside) : undefined;
  if (kind === "poll" && !poll) return false;
  if (poll) Object.assign(state.push("poll", "", 0), { block: true, meta: poll, map: [start, close] });
  else {
    Object.assign(state.push("spoiler_box_open", "", 1), { block: true, content: rest.trim().slice(0, 120), map: [start, close] });
    const { parentType, lineMax } = state;
    state.parentType = "blockquote";
    state.lineMax = close;
    state.md.block.tokenize(state, start + 1, close);
    state.parentType = parentType;
    state.lineMax = lineMax;
    state.push("spoiler_box_close", "", -1).block = true;
  }
  state.line = Math.min(close + 1, end);
  return true;
}

/** Boxes of several lines: a spoiler with a title, a poll. */
export function boxes(markdown: MarkdownIt): void {
  markdown.block.ruler.before("fence", "box", (...args) => box(args[0], args[1], [args[2], args[3]]), { alt: ["paragraph", "reference", "blockquote", "list"] });
}
