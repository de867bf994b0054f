const link = /^https?:\/\/\S+$/i;

/**
 * What a paste should become: the files it carries, a link around what is selected, Markdown for formatted text. Undefined
 * leaves it to the browser.
 */
export async function pasted(data: DataTransfer, selected: string): Promise<{ files: File[] } | { text: string } | undefined> {
  const files = [...data.files];
  const plain = data.getData("text/plain");
  const html = data.getData("text/html");
  // A spreadsheet's cells come as text and as a picture of it; the text is what is meant.
  if (files.length > 0 && !plain) return { files };
  if (selected && !selected.includes("\n") && link.test(plain.trim())) return { text: `[${selected}](${plain.trim()})` };
  if (!html || !/<(a|b|strong|em|i|ul|ol|li|h[1-6]|table|blockquote|pre|code)\b/i.test(html) || link.test(plain.trim())) return undefined;
  const { markdownOf } = await import("./from-html.ts");
  return { text: markdownOf(html) };
}

/** Whether a paste is ours to handle, known at once: the browser does not wait for an answer. */
export function oursToPaste(data: DataTransfer, selected: string): boolean {
  const plain = data.getData("text/plain");
  if (data.files.length > 0 && !plain) return true;
  if (selected && !selected.includes("\n") && link.test(plain.trim())) return true;
  return /<(a|b|strong|em|i|ul|ol|li|h[1-6]|table|blockquote|pre|code)\b/i.test(data.getData("text/html")) && !link.test(plain.trim());
}
