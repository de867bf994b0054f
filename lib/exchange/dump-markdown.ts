import TurndownService from "turndown";

const math = /(\$\$[\s\S]+?\$\$|\$[^$\n]+?\$)/;
const turndown = new TurndownService({ headingStyle: "atx", hr: "---", bulletListMarker: "-", codeBlockStyle: "fenced", emDelimiter: "*" });
const escapeText = turndown.escape.bind(turndown);
// A formula's own backslashes and underscores must reach the page as they are.
turndown.escape = (text) => text.split(math).map((part, at) => (at % 2 ? part : escapeText(part))).join("");
turndown.addRule("sub", { filter: ["sub", "sup", "kbd"], replacement: (content) => content });
turndown.addRule("strike", { filter: ["s", "del"], replacement: (content) => `~~${content}~~` });

/** The Markdown of a post that another system kept as HTML. What Markdown cannot say stands as plain text. */
export function markdownOf(html: string): string {
  return turndown.turndown(html.replace(/\r/g, ""));
}

/** The text of a profile kept as HTML, at most `length` characters. */
export function plainOf(html: string, length: number): string {
  const text = html.replace(/<[^>]*>/g, " ").replace(/&(lt|gt|quot|amp|#39);/g, (_, name: string) => ({ lt: "<", gt: ">", quot: '"', amp: "&", "#39": "'" })[name] ?? " ");
  return text.replace(/\s+/g, " ").trim().slice(0, length);
}
