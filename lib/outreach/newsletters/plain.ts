import { Parser } from "htmlparser2";

const blocks = new Set(["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre", "table", "tr", "div", "details", "hr"]);
type List = { ordered: boolean; number: number };
type Work = { text: string; quoted: number; lists: List[]; href: string; linkFrom: number; pre: number };

function line(work: Work, empty: boolean): void {
  work.text = work.text.replace(/[ \t]+$/, "");
  if (work.text && !work.text.endsWith("\n")) work.text += "\n";
  if (empty && work.text && !work.text.endsWith("\n\n")) work.text += "\n";
}

const margin = (work: Work): string => "> ".repeat(work.quoted) + "  ".repeat(Math.max(0, work.lists.length - 1));

function begin(work: Work, text: string): void {
  if (work.text === "" || work.text.endsWith("\n")) work.text += margin(work);
  work.text += text;
}

function opened(work: Work, tag: string, given: Record<string, string>): void {
  const inside = work.lists.length > 0;
  if (blocks.has(tag)) line(work, !inside && tag !== "tr");
  if (tag === "blockquote") work.quoted += 1;
  if (tag === "ul" || tag === "ol") work.lists.push({ ordered: tag === "ol", number: 0 });
  if (tag === "pre") work.pre += 1;
  if (tag === "br") work.text += "\n";
  if (tag === "hr") begin(work, "* * *\n");
  if (tag === "img" && given.alt) begin(work, given.alt);
  if (tag === "a") Object.assign(work, { href: given.href ?? "", linkFrom: work.text.length });
  if (tag !== "li") return;
  line(work, false);
  const list = work.lists.at(-1);
  if (list) list.number += 1;
  begin(work, list?.ordered ? `${list.number}. ` : "- ");
}

function closed(work: Work, tag: string): void {
  if (tag === "blockquote") work.quoted -= 1;
  if (tag === "ul" || tag === "ol") work.lists.pop();
  if (tag === "pre") work.pre -= 1;
  if (tag === "td" || tag === "th") work.text += "  ";
  if (tag === "a" && /^https?:/.test(work.href)) {
    const label = work.text.slice(work.linkFrom).trim();
    if (label !== work.href) work.text += ` (${work.href})`;
    work.href = "";
  }
  if (blocks.has(tag)) line(work, work.lists.length === 0 && tag !== "tr");
}

/** HTML of our own cooking as plain text that reads well: lists with their marks, addresses behind what names them, what is quoted behind a sign. */
export function plainOf(html: string): string {
  const work: Work = { text: "", quoted: 0, lists: [], href: "", linkFrom: 0, pre: 0 };
  const parser = new Parser({
    onopentag: (tag, given) => opened(work, tag, given), onclosetag: (tag) => closed(work, tag),
    ontext: (given) => {
      const said = work.pre > 0 ? given : given.replace(/\s+/g, " ");
      const text = work.pre === 0 && (work.text === "" || /\s$/.test(work.text)) ? said.trimStart() : said;
      if (text) begin(work, text);
    },
  }, { decodeEntities: true });
  parser.end(html);
  return work.text.replace(/[ \t]+\n/g, "\n").replace(/\n{3,}/g, "\n\n").trim();
}
