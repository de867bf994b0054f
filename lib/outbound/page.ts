import { Parser } from "htmlparser2";
import type { Fetched } from "./fetch.ts";

/** What a page says of itself. */
export type PageWords = { title: string; description: string; site: string; picture: string | null };

const plain = (text: string, most: number): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they and what turns text around have no place in a title
  const flat = text.normalize("NFC").replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, " ").replace(/\s+/g, " ").trim();
  return flat.length > most ? `${flat.slice(0, most - 1).replace(/\s+\S*$/, "")}…` : flat;
};

function decoded(page: Fetched): string {
  const named = /charset=["']?([\w-]{1,40})/i.exec(page.type)?.[1] ?? /<meta[^>]{0,100}charset=["']?([\w-]{1,40})/i.exec(page.body.subarray(0, 2048).toString("latin1"))?.[1] ?? "utf-8";
  try {
    return new TextDecoder(named).decode(page.body);
  } catch {
    return new TextDecoder().decode(page.body);
  }
}

/** Reads what a page says of itself: its title, a description, the site's name, a picture. Nothing of it runs or loads. Undefined when it is no page or has no title. */
export function readPage(page: Fetched): PageWords | undefined {
  if (!/^(text\/html|application\/xhtml\+xml)\b/i.test(page.type)) return undefined;
  const meta = new Map<string, string>();
  let title = "";
  let inTitle = false;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === "title") inTitle = title === "";
      const key = (attributes.property ?? attributes.name ?? "").toLowerCase();
      if (name === "meta" && key && attributes.content && meta.size < 100 && !meta.has(key)) meta.set(key, attributes.content);
    },
    ontext(text) { if (inTitle && title.length < 1000) title += text; },
    onclosetag(name) { if (name === "title") inTitle = false; },
  });
  parser.write(decoded(page));
  parser.end();
  const first = (...keys: string[]): string => keys.map((key) => meta.get(key) ?? "").find((text) => text.trim() !== "") ?? "";
  const said = plain(first("og:title", "twitter:title") || title, 140);
  if (!said) return undefined;
  const picture = first("og:image:secure_url", "og:image", "twitter:image");
  return {
    title: said, description: plain(first("og:description", "twitter:description", "description"), 240), site: plain(first("og:site_name"), 60) || new URL(page.url).hostname.replace(/^www\./, ""),
    picture: picture && URL.canParse(picture, page.url) ? new URL(picture, page.url).href : null,
  };
}
