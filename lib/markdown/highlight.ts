import MarkdownIt from "markdown-it";
import { createHighlighterCoreSync, type GrammarState, type HighlighterCore } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";
import bash from "shiki/langs/shellscript.mjs";
import c from "shiki/langs/c.mjs";
import csharp from "shiki/langs/csharp.mjs";
import css from "shiki/langs/css.mjs";
import diff from "shiki/langs/diff.mjs";
import docker from "shiki/langs/docker.mjs";
import go from "shiki/langs/go.mjs";
import html from "shiki/langs/html.mjs";
import ini from "shiki/langs/ini.mjs";
import java from "shiki/langs/java.mjs";
import javascript from "shiki/langs/javascript.mjs";
import json from "shiki/langs/json.mjs";
import python from "shiki/langs/python.mjs";
import rust from "shiki/langs/rust.mjs";
import sql from "shiki/langs/sql.mjs";
import toml from "shiki/langs/toml.mjs";
import typescript from "shiki/langs/typescript.mjs";
import xml from "shiki/langs/xml.mjs";
import yaml from "shiki/langs/yaml.mjs";

// A theme whose colours are names: what a token is, told by a colour nobody ever sees, becomes a class of the style sheet.
const kinds: [name: string, scopes: string[]][] = [
  ["comment", ["comment", "punctuation.definition.comment"]],
  ["string", ["string", "markup.inline.raw", "constant.character.escape"]],
  ["number", ["constant.numeric", "constant.language", "support.constant", "keyword.other.unit", "constant.other.color"]],
  ["keyword", ["keyword", "storage", "variable.language"]],
  ["name", ["entity.name.function", "support.function", "meta.function-call entity.name", "entity.name.section"]],
  ["type", ["entity.name.type", "entity.name.class", "support.type", "support.class", "entity.name.tag", "support.type.property-name"]],
  ["mark", ["entity.other.attribute-name", "variable.parameter", "meta.preprocessor"]],
  ["added", ["markup.inserted", "meta.diff.header.to-file"]],
  ["removed", ["markup.deleted", "meta.diff.header.from-file"]],
];
const colourOf = (place: number): string => `#0000${(place + 16).toString(16)}`;
const classes = new Map(kinds.map(([name], place) => [colourOf(place), `tok-${name}`]));
const theme = { name: "names", type: "light" as const, fg: "#000001", bg: "#ffffff", settings: kinds.map(([, scope], place) => ({ scope, settings: { foreground: colourOf(place) } })) };

const aliases: Record<string, string> = {
  js: "javascript", mjs: "javascript", ts: "typescript", sh: "shellscript", bash: "shellscript", shell: "shellscript", zsh: "shellscript", py: "python", yml: "yaml", htm: "html", svg: "xml", cs: "csharp", rs: "rust", golang: "go", dockerfile: "docker", patch: "diff", jsonc: "json", conf: "ini",
};
const langs = [bash, c, csharp, css, diff, docker, go, html, ini, java, javascript, json, python, rust, sql, toml, typescript, xml, yaml];
const known = new Set(langs.flat().map((lang) => lang.name));

let shared: HighlighterCore | undefined;
const highlighter = (): HighlighterCore => { shared ??= createHighlighterCoreSync({ themes: [theme], langs, engine: createJavaScriptRegexEngine({ forgiving: true }) }); return shared; };

const mostCharacters = 20_000;
const mostLine = 400;
const atOnce = 1;
const mostOfALine = 100;
// Rules are made ready as they are first met, which takes longer than a line may: a language is met once with this.
const sample = "const a = \"b\"; // c\nfunction f(x) { return `a` + 'y'; } /* d */\n<a href='b'>c</a> # d\nkey: value\nselect 1 from t -- e\n[x]\ny = \"z\"\n";
const met = new Set<string>();

// What this thread has worked, in milliseconds: a busy machine must not make code plain.
const busy = (): number => { const { user, system } = process.threadCpuUsage(); return (user + system) / 1000; };

/** How long colouring may take in one text, all its blocks together: what is left when it has run out stays plain. */
export type Patience = { until: number };
/** A fresh measure of patience, in milliseconds. */
export const patience = (milliseconds = 60): Patience => ({ until: busy() + milliseconds });

const { escapeHtml } = new MarkdownIt().utils;

/** The language a fence names, as we know it, or undefined. */
export const languageOf = (name: string): string | undefined => { const found = aliases[name] ?? name; return known.has(found) ? found : undefined; };

/** Code as HTML: tokens in spans of a few classes, everything escaped. Bounded in size and time; beyond either it is plain. */
export function highlight(code: string, language: string, within: Patience): string {
  if (code.length > mostCharacters || busy() > within.until) return escapeHtml(code);
  if (!met.has(language)) {
    met.add(language);
    const { until } = within;
    const began = busy();
    highlighter().codeToTokensBase(sample, { lang: language, theme: "names", tokenizeTimeLimit: 0 });
    within.until = until + busy() - began;
  }
  const lines = code.split("\n");
  const done: string[] = [];
  let grammarState: GrammarState | undefined;
  for (let at = 0; at < lines.length; at += atOnce) {
    const part = lines.slice(at, at + atOnce);
    if (busy() > within.until || part.some((line) => line.length > mostLine)) return [...done, ...lines.slice(at).map(escapeHtml)].join("\n");
    const text = part.join("\n");
    const tokens = highlighter().codeToTokensBase(text, { lang: language, theme: "names", tokenizeTimeLimit: mostOfALine, ...(grammarState ? { grammarState } : {}) });
    grammarState = highlighter().getLastGrammarState(tokens) ?? undefined;
    done.push(...tokens.map((line) => line.map((token) => {
      const named = classes.get(token.color?.toLowerCase() ?? "");
      return named && token.content.trim() ? `<span class="${named}">${escapeHtml(token.content)}</span>` : escapeHtml(token.content);
    }).join("")));
  }
  return done.join("\n");
}
