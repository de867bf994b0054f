import Turndown from "turndown";

const turndown = new Turndown({ headingStyle: "atx", codeBlockStyle: "fenced", bulletListMarker: "-", emDelimiter: "*" });
turndown.remove(["script", "style", "meta", "link", "title"]);
// A picture from elsewhere would not be shown; what it says is kept.
turndown.addRule("picture", { filter: "img", replacement: (_content, node) => (node as HTMLElement).getAttribute("alt") ?? "" });

/** Formatted text from elsewhere as Markdown. It is parsed into a document of its own, where nothing runs or loads. */
export function markdownOf(html: string): string {
  const page = new DOMParser().parseFromString(html, "text/html");
  return turndown.turndown(page.body).replace(/\u00a0/g, " ").replace(/\n{3,}/g, "\n\n").trim();
}
