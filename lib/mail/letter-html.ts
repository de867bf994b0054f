import { Body, Button, Container, Head, Heading, Html, Link, Preview, Section, Text } from "@react-email/components";
import { createElement as h, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { env, publicUrl } from "#lib/core/env.ts";
import type { Block, Content } from "./types.ts";

const serif = "Georgia, 'Times New Roman', serif";
const sans = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";
// Said inline for programs that drop a style sheet, and again by class where a program knows of a dark screen.
const sheet = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){.page,body,body>table,body>table>tbody>tr>td{background:#16140f!important}.card{background:#201d17!important;border-color:#39342a!important}.ink,.ink p,.ink h2,.ink li{color:#f3eee3!important}.soft{color:#b9b09e!important}.line{border-color:#39342a!important}.go{background:#e2895d!important;color:#1b140d!important}.way{color:#eda27c!important}}
@media (max-width:480px){.card{padding:24px 20px!important}}`;
const ink = "#211d16";
const soft = "#655d4f";
const text = { margin: "0 0 16px", fontFamily: sans, fontSize: "16px", lineHeight: "26px", color: ink, overflowWrap: "anywhere" } as const;

function linesOf(said: string): ReactNode[] {
  return said.split("\n").flatMap((line, place) => (place ? [h("br", { key: `b${place}` }), line] : [line]));
}

function blockOf(block: Block, place: number): ReactNode {
  if (block.kind === "text") return h(Text, { key: place, className: "ink", style: text }, ...linesOf(block.text));
  // What stands here was cooked by the house's own Markdown, which lets no foreign HTML through.
  // biome-ignore lint/security/noDangerouslySetInnerHtml: cooked and sanitised before it is queued
  if (block.kind === "html") return h("div", { key: place, className: "ink", style: text, dangerouslySetInnerHTML: { __html: block.html } });
  const title = block.url ? h(Link, { href: block.url, className: "way", style: { color: "#a1431b", fontWeight: 600, textDecoration: "none" } }, block.title) : block.title;
  return h(Section, { key: place, className: "line", style: { borderTop: "1px solid #e4dccb", padding: "14px 0" } },
    h(Text, { className: "ink", style: { ...text, margin: 0, fontWeight: 600 } }, title),
    ...(block.meta ? [h(Text, { key: "m", className: "soft", style: { ...text, margin: "2px 0 0", fontSize: "14px", lineHeight: "20px", color: soft } }, block.meta)] : []),
    ...(block.text ? [h(Text, { key: "t", className: "ink", style: { ...text, margin: "6px 0 0", fontSize: "15px", lineHeight: "23px" } }, ...linesOf(block.text))] : []));
}

function footOf(content: Content): ReactNode {
  const small = { ...text, margin: "0 0 6px", fontSize: "13px", lineHeight: "19px", color: soft };
  const address = /(https?:\/\/\S+)/;
  const named = /^(.+?)\s?: (https?:\/\/\S+)$/;
  const said = (line: string): ReactNode[] => named.test(line) ? [h(Link, { key: "n", href: named.exec(line)?.[2] ?? "", className: "soft", style: { color: soft, textDecoration: "underline" } }, named.exec(line)?.[1])] : line.split(address).map((part, place) => (address.test(part) ? h(Link, { key: place, href: part, className: "soft", style: { color: soft, textDecoration: "underline" } }, part.length > 60 ? `${part.slice(0, 57)}…` : part) : part));
  return h(Section, { style: { padding: "20px 8px 0" } },
    ...(content.foot ?? []).map((line, place) => h(Text, { key: place, className: "soft", style: small }, ...said(line))),
    h(Text, { className: "soft", style: small },
      h(Link, { href: publicUrl(), className: "soft", style: { color: soft, textDecoration: "underline" } }, env().SITE_NAME),
      ...(content.leave ? [" · ", h(Link, { key: "l", href: content.leave.url, className: "soft", style: { color: soft, textDecoration: "underline" } }, content.leave.label)] : [])));
}

/** A letter as HTML, of its own React Email parts: one column, one message, one button, readable on a dark screen and without pictures. */
export function letterHtml(content: Content, locale: string): string {
  const card = h(Section, { className: "card", style: { background: "#fffdf8", border: "1px solid #e4dccb", borderRadius: "14px", padding: "34px 36px 26px" } },
    h(Heading, { as: "h1", className: "ink", style: { margin: "0 0 18px", fontFamily: serif, fontWeight: 500, fontSize: "26px", lineHeight: "33px", color: ink, overflowWrap: "anywhere" } }, content.title),
    ...content.blocks.map(blockOf),
    ...(content.action ? [h(Button, { key: "go", href: content.action.url, className: "go", style: { background: "#a1431b", color: "#fffaf3", fontFamily: sans, fontSize: "16px", fontWeight: 600, borderRadius: "999px", padding: "13px 24px", margin: "10px 0 12px" } }, content.action.label)] : []));
  const page = h(Html, { lang: locale }, h(Head, null, h("meta", { name: "color-scheme", content: "light dark" }), h("meta", { name: "viewport", content: "width=device-width" }), h("title", null, content.title), h("style", null, sheet)),
    content.preview ? h(Preview, null, content.preview) : null,
    h(Body, { className: "page", style: { background: "#f6f1e7", margin: 0, padding: "28px 12px" } },
      h(Container, { className: "page", style: { maxWidth: "580px" } }, h(Text, { className: "soft", style: { ...text, fontFamily: serif, fontSize: "18px", margin: "0 8px 14px", color: soft } }, env().SITE_NAME), card, footOf(content))));
  return `<!DOCTYPE html>${renderToStaticMarkup(page)}`;
}
