/** Puts text at the cursor of a text field, in place of what is selected, and leaves the cursor behind it. */
export function insertAt(area: HTMLTextAreaElement, text: string, onChange: (value: string) => void): void {
  const { selectionStart: start, selectionEnd: end, value } = area;
  onChange(value.slice(0, start) + text + value.slice(end));
  const at = start + text.length;
  requestAnimationFrame(() => { area.focus(); area.setSelectionRange(at, at); });
}

/** A block of its own: with an empty line before and after it where there is none. */
export function asBlock(area: HTMLTextAreaElement, text: string): string {
  const before = area.value.slice(0, area.selectionStart);
  return `${before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n"}${text}\n\n`;
}

/** How far below the top of a text field the line with the cursor ends, in pixels, as it is scrolled now. */
export function caretBottom(area: HTMLTextAreaElement): number {
  const look = getComputedStyle(area);
  const mirror = document.createElement("div");
  Object.assign(mirror.style, {
    position: "absolute", visibility: "hidden", whiteSpace: "pre-wrap", overflowWrap: "break-word", boxSizing: "border-box", width: `${area.clientWidth}px`,
    font: look.font, lineHeight: look.lineHeight, letterSpacing: look.letterSpacing, padding: look.padding, paddingBottom: "0",
  });
  mirror.textContent = `${area.value.slice(0, area.selectionStart)}\u200b`;
  document.body.append(mirror);
  const bottom = mirror.clientHeight - area.scrollTop;
  mirror.remove();
  return Math.min(Math.max(bottom, 0), area.clientHeight);
}

/** A text without the marks of files that were still on their way when its page was left. */
export const withoutMarks = (text: string): string => text.replace(/!\[[^\]\n]* …\]\(#\d+\)\n?/g, "");
