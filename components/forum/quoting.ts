import { forum } from "#components/doors/forum.ts";
import type { PostView } from "#lib/forum/types.ts";

function selectedIn(number: number): string {
  const selection = getSelection();
  const article = document.getElementById(`post-${number}`);
  return selection && article && selection.anchorNode && article.contains(selection.anchorNode) ? selection.toString() : "";
}

/** A post as a quotation that names who wrote it and leads to it: what is selected of it, else all of it. Empty when there is nothing to quote. */
export async function quoteOf(post: PostView, path: string): Promise<string> {
  const selected = selectedIn(post.number);
  const whole = selected ? undefined : await forum.source(post.id);
  const text = selected || (whole?.ok ? whole.data.source : "");
  return text && `> **${post.author?.name ?? ""}** [↑](${path})\n>\n${text.trim().split("\n").map((line) => `> ${line}`).join("\n")}\n\n`;
}
