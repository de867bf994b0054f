import TurndownService from "turndown";

const turndown = new TurndownService({ headingStyle: "atx", hr: "---", bulletListMarker: "-", codeBlockStyle: "fenced", emDelimiter: "*" });
turndown.remove(["style", "script", "title", "head", "noscript", "iframe", "object", "form"]);
turndown.addRule("picture", { filter: "img", replacement: () => "" });
// A table of a letter is its layout.
turndown.addRule("cell", { filter: ["td", "th"], replacement: (content) => `${content}\n` });

/** How deeply elements stand in each other, at most: opened and not closed, void ones apart. */
function depthOf(html: string): number {
  let [depth, deepest] = [0, 0];
  for (const [tag] of html.matchAll(/<\/?[a-z]/gi)) {
    depth += tag[1] === "/" ? -1 : 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** HTML with no marks at all, for what is nested so deeply that only its words matter. */
const wordsOf = (html: string): string => html.replace(/<[^<>]{0,2000}>/g, " ").replace(/[<>]/g, " ").replace(/[ \t]+/g, " ");

/**
 * What a mail says as text: its own, or its HTML as Markdown where it has none; at most `length` characters. What comes of it is
 * source for our own Markdown, which shows no HTML of anybody.
 */
export function writtenIn(text: string | undefined, html: string | undefined, length: number): string {
  const plain = (text ?? "").replaceAll("\0", "").slice(0, length);
  if (plain.trim() || !html) return plain;
  const given = html.replaceAll("\0", "").slice(0, length);
  if (depthOf(given) > 200) return wordsOf(given);
  return turndown.turndown(given).replace(/\u00a0/g, " ");
}
