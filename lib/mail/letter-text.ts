import type { Block, Content } from "./types.ts";

const link = /^https?:\/\/\S+$/;

function textOf(block: Block): string {
  if (block.kind !== "item") return block.text.trim();
  const head = block.meta ? `${block.title}\n  ${block.meta}` : block.title;
  return [`· ${head}`, ...(block.text ? [`  ${block.text.replaceAll("\n", "\n  ")}`] : []), ...(block.url ? [`  ${block.url}`] : [])].join("\n");
}

/** A letter as plain text: the same message, the same one action with its address written out. */
export function letterText(content: Content, locale: string): string {
  // French sets a colon apart.
  const colon = locale === "fr" ? " :" : ":";
  const action = content.action ? `${content.action.label}${colon}\n${content.action.url}` : "";
  const foot = [...(content.foot ?? []), ...(content.leave ? [`${content.leave.label}${colon} ${content.leave.url}`] : [])].join("\n");
  return `${[...content.blocks.map(textOf), action, foot && `-- \n${foot}`].filter(Boolean).join("\n\n")}\n`;
}

/**
 * What a letter of plain lines says: its paragraphs, and the first address that stands alone as its one action, named by the
 * line before it. What comes after that is its foot.
 */
export function contentOf(subject: string, body: string): Content {
  const lines = body.trim().split("\n");
  const at = lines.findIndex((line) => link.test(line.trim()));
  const paragraphs = (part: readonly string[]): Block[] => part.join("\n").split(/\n{2,}/).map((text) => text.trim()).filter(Boolean).map((text) => ({ kind: "text", text }));
  if (at < 0) return { title: subject, blocks: paragraphs(lines) };
  const before = lines.slice(0, at);
  return { title: subject, blocks: paragraphs(before), action: { label: subject, url: lines[at]?.trim() ?? "" }, foot: lines.slice(at + 1).map((line) => line.trim()).filter(Boolean) };
}
