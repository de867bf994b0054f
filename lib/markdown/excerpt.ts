/** The first words of a post as plain text, at most `length` characters. Code, polls and what is covered stay out. */
export function excerpt(html: string, length = 160): string {
  const text = html.replace(/<pre>[\s\S]*?(<\/pre>|$)/g, " ").replace(/<details class="spoiler-box">[\s\S]*?(<\/details>|$)/g, " ").replace(/<span class="spoiler"[^>]*>[\s\S]*?(<\/span>|$)/g, "…")
    .replace(/<div class="poll"[\s\S]*?(<\/div>|$)/g, " ").replace(/<div class="link-cards">[\s\S]*$/, " ").replace(/<sup class="footnote-ref">[\s\S]*?(<\/sup>|$)/g, "").replace(/<[^>]*(>|$)/g, " ")
    .replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&amp;/g, "&").replace(/\s+/g, " ").trim();
  return text.length <= length ? text : `${text.slice(0, length).replace(/\s+\S*$/, "")}…`;
}
