import type { MarkdownIt } from "markdown-it";
import { highlight, languageOf, type Patience } from "./highlight.ts";
import type { Card, Context, PollText, ShownMedia } from "./types.ts";

/** What the renderer is told of one text. */
export type Env = Context & { docId: string; within: Patience; polls?: number };
const mediaAddress = /^\/media\/([0-9a-f-]{36})\//;
const own = /^\/(?!\/)/;

function pictureOf(file: ShownMedia, alt: string): string {
  const size = file.width && file.height ? ` width="${file.width}" height="${file.height}"` : "";
  if (file.kind === "video") return `<video controls preload="metadata" src="${file.url}"${size}></video>`;
  const picture = `<img loading="lazy" decoding="async" src="${file.small ?? file.url}" alt="${alt}"${size}>`;
  return file.small ? `<a href="${file.url}">${picture}</a>` : picture;
}

/** The card of a link: what its page says of itself, and our own copy of its picture. */
export function cardOf(markdown: MarkdownIt, url: string, card: Card): string {
  const safe = markdown.utils.escapeHtml;
  const rel = own.test(url) ? "" : ' rel="nofollow ugc noopener"';
  const picture = card.picture ? pictureOf({ ...card.picture, small: null, url: card.picture.small ?? card.picture.url }, "") : "";
  return `<aside class="link-card">${picture}<div><p class="link-site">${safe(card.site)}</p><p class="link-title"><a href="${safe(url)}"${rel}>${safe(card.title)}</a></p>${card.description ? `<p class="link-text">${safe(card.description)}</p>` : ""}</div></aside>\n`;
}

function pollShown(markdown: MarkdownIt, poll: PollText, number: number): string {
  const safe = markdown.utils.escapeHtml;
  return `<div class="poll" data-poll="${number}">${poll.question ? `<p>${safe(poll.question)}</p>` : ""}<ul>${poll.options.map((option) => `<li>${safe(option)}</li>`).join("")}</ul></div>\n`;
}

/** How what a text names is drawn: pictures and films of ours, code, people, polls, covered boxes, cards of links. */
export function drawNamed(markdown: MarkdownIt): void {
  const { rules } = markdown.renderer;
  const safe = markdown.utils.escapeHtml;
  // A picture from elsewhere would tell its host who reads; it stands as a link to it.
  rules.image = (...[tokens, index, , given]) => {
    const env = given as Env;
    const token = tokens[index];
    const source = String(token?.attrGet("src") ?? "");
    const text = safe(token?.content || source);
    const file = env.media?.get(mediaAddress.exec(source)?.[1] ?? "");
    if (file && file.kind !== "file") return pictureOf(file, text);
    return `<a href="${safe(source)}"${own.test(source) ? "" : ' rel="nofollow ugc noopener"'}>${text}</a>`;
  };
  rules.fence = (...[tokens, index, , given]) => {
    const env = given as Env;
    const token = tokens[index];
    const name = /^[a-z0-9+#-]{1,20}/i.exec(token?.info.trim() ?? "")?.[0]?.toLowerCase().replace(/[^a-z0-9-]/g, "");
    const code = token?.content ?? "";
    const language = name ? languageOf(name) : undefined;
    return `<pre><code${name ? ` class="language-${name}"` : ""}>${language ? highlight(code, language, env.within) : safe(code)}</code></pre>\n`;
  };
  rules.mention = (...[tokens, index, , given]) => {
    const env = given as Env;
    const handle = tokens[index]?.content ?? "";
    const small = handle.toLowerCase();
    if (env.groups?.has(small)) return `<span class="mention">@${safe(handle)}</span>`;
    return env.people?.has(small) ? `<a class="mention" href="/u/${encodeURIComponent(small)}">@${safe(handle)}</a>` : `@${safe(handle)}`;
  };
  rules.poll = (...[tokens, index, , given]) => {
    const env = given as Env;
    env.polls = (env.polls ?? 0) + 1;
    return pollShown(markdown, tokens[index]?.meta as PollText, env.polls);
  };
  rules.spoiler_box_open = (tokens, index) => `<details class="spoiler-box"><summary>${safe(tokens[index]?.content || "Spoiler")}</summary>\n`;
  rules.spoiler_box_close = () => "</details>\n";
  rules.lone_link = (...[tokens, index, options, env, self]) => {
    const token = tokens[index];
    const card = (env as Env).cards?.get(token?.content ?? "");
    return token && card ? cardOf(markdown, token.content, card) : `<p>${self.renderInline(token?.children ?? [], options, env)}</p>\n`;
  };
}
