import { publicUrl } from "#lib/core/env.ts";
import type { Reader } from "#lib/core/transact.ts";
import type { Block } from "#lib/mail/types.ts";
import { read, show } from "#lib/markdown/cook.ts";
import { mediaNamed, readFetched } from "#lib/media/queries.ts";
import { plainOf } from "./plain.ts";

/** What stands for something that is each reader's own: a line of its own in the body. */
export const personal = ["greeting", "topics", "tier"] as const;
export type Personal = (typeof personal)[number];
/** A body taken apart: what is the same for everybody, cooked, and where what is personal stands. */
export type Part = Extract<Block, { kind: "html" }> | { kind: Personal };

const mark = /^\{\{\s*(\w+)\s*\}\}$/;
const isPersonal = (name: string): name is Personal => (personal as readonly string[]).includes(name);

/** A body in pieces: Markdown, and the personal blocks between it. */
export function piecesOf(body: string): (string | { block: Personal })[] {
  const pieces: (string | { block: Personal })[] = [];
  let lines: string[] = [];
  const close = (): void => {
    const text = lines.join("\n").trim();
    if (text) pieces.push(text);
    lines = [];
  };
  for (const line of body.split("\n")) {
    const name = mark.exec(line.trim())?.[1];
    if (name && isPersonal(name)) {
      close();
      pieces.push({ block: name });
    } else lines.push(line);
  }
  close();
  return pieces;
}

/** The names of blocks that a body asks for and that are none. */
export const unknownBlocks = (body: string): string[] => body.split("\n").flatMap((line) => { const name = mark.exec(line.trim())?.[1]; return name && !isPersonal(name) ? [name] : []; });

// Mail programs drop style sheets; colours are left to the letter, which knows of dark screens.
const styles: Record<string, string> = {
  p: "margin:0 0 16px", h2: "margin:26px 0 10px;font-family:Georgia,'Times New Roman',serif;font-weight:500;font-size:21px;line-height:28px", h3: "margin:24px 0 10px;font-family:Georgia,'Times New Roman',serif;font-weight:500;font-size:19px;line-height:26px", h4: "margin:22px 0 8px;font-size:17px;line-height:25px", h5: "margin:18px 0 8px;font-size:16px", h6: "margin:18px 0 8px;font-size:16px",
  ul: "margin:0 0 16px;padding-left:22px", ol: "margin:0 0 16px;padding-left:22px", li: "margin:0 0 6px", img: "display:block;max-width:100%;height:auto;border-radius:10px;border:0", hr: "border:0;border-top:1px solid #cfc4ae;margin:24px 0",
  blockquote: "margin:0 0 16px;padding-left:14px;border-left:2px solid #cfc4ae;font-family:Georgia,'Times New Roman',serif", pre: "margin:0 0 16px;padding:10px 12px;border:1px solid #cfc4ae;border-radius:8px;white-space:pre-wrap;font-size:14px;line-height:20px",
  table: "border-collapse:collapse;margin:0 0 16px", th: "padding:5px 12px 5px 0;text-align:left;border-bottom:1px solid #cfc4ae", td: "padding:5px 12px 5px 0;border-bottom:1px solid #cfc4ae", a: "color:#a1431b;text-decoration:underline",
};

/** Where a link of a letter leads when it is read outside our pages. */
export const absolute = (path: string, locale: string): string => `${publicUrl()}${/^\/(en|fr|media|api)(\/|$|\?|#)/.test(path) ? "" : `/${locale}`}${path}`;

/** The headings of a body, each as much higher as the highest of them must become to come right below the subject. */
function risen(html: string): string {
  const highest = Math.min(...[...html.matchAll(/<h([2-6])[\s>]/g)].map((match) => Number(match[1])));
  return highest > 2 && highest <= 6 ? html.replace(/<(\/?)h([2-6])(?=[\s>])/g, (_all, end: string, level: string) => `<${end}h${Number(level) - highest + 2}`) : html;
}

/** Cooked HTML as a letter carries it: whole addresses, styles on the elements, headings right below the subject, nothing that only a page can do. */
export function mailHtml(html: string, locale: string): string {
  return risen(html)
    .replace(/<video[^>]*src="([^"]+)"[^>]*><\/video>/g, '<a href="$1">▶</a>').replace(/ (?:class|id|loading|decoding)="[^"]*"/g, "").replace(/<\/?(?:details|summary)>/g, "")
    .replace(/ (href|src)="(\/(?!\/)[^"]*)"/g, (_all, name: string, path: string) => ` ${name}="${absolute(path, locale)}"`)
    .replace(/<(p|h[2-6]|ul|ol|li|img|hr|blockquote|pre|table|th|td|a)(?=[\s>])/g, (_all, tag: string) => `<${tag}${tag === "a" ? ' class="way"' : ""} style="${styles[tag]}"`);
}

/** A body cooked for letters: once, however many get it. Its pictures are ours. */
export async function partsOf(reader: Reader, { body, locale, key }: { body: string; locale: string; key: string }): Promise<Part[]> {
  const media = await readFetched(reader, mediaNamed(body));
  return piecesOf(body).map((piece, place): Part => {
    if (typeof piece !== "string") return { kind: piece.block };
    const html = mailHtml(show(read(piece, `${key}:${place}`), { media }), locale);
    return { kind: "html", html, text: plainOf(html) };
  });
}

/** A body as its page in the archive shows it: what is personal is left out. */
export async function archivedHtml(reader: Reader, { body, key }: { body: string; key: string }): Promise<string> {
  const media = await readFetched(reader, mediaNamed(body));
  return risen(piecesOf(body).flatMap((piece, place) => (typeof piece === "string" ? [show(read(piece, `${key}:${place}`), { media })] : [])).join("\n"));
}
