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
