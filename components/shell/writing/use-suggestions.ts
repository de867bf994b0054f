"use client";
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import { forum } from "#components/doors/forum.ts";
import type { Answer } from "#components/doors/call.ts";
import type { CallableView, TextPlace } from "#lib/forum/types.ts";

export type Suggestion = { id: string; text: string; label: string; hint: string; avatar: string | null };
type Asking = { kind: "@" | ":"; from: number; to: number; prefix: string };
type Handle = { found: Suggestion[]; active: number; onKey: (event: KeyboardEvent) => boolean; look: () => void; choose: (at: number) => void; close: () => void };

const typed = /(?:^|[\s(>*_])(?:(@)([a-z0-9.\- ]{0,24})|(:)([a-z0-9_+-]{2,24}))$/i;

/** What is being called or named right before the cursor. */
function askingAt(area: HTMLTextAreaElement): Asking | undefined {
  const to = area.selectionStart;
  if (to !== area.selectionEnd) return undefined;
  const found = typed.exec(area.value.slice(Math.max(0, to - 40), to));
  const kind = (found?.[1] ?? found?.[3]) as "@" | ":" | undefined;
  const prefix = (kind === "@" ? found?.[2] : found?.[4]) ?? "";
  // A name has at most one space; after two words it is a sentence.
  if (!kind || prefix.startsWith(" ") || prefix.split(" ").length > 2) return undefined;
  return { kind, from: to - prefix.length - 1, to, prefix };
}

let signs: Promise<[name: string, sign: string][]> | undefined;
async function signsFor(prefix: string): Promise<Suggestion[]> {
  signs ??= import("markdown-it-emoji/lib/data/full.mjs").then((module) => Object.entries(module.default));
  const all = await signs;
  const small = prefix.toLowerCase();
  const begin = all.filter(([name]) => name.startsWith(small));
  const within = begin.length < 8 ? all.filter(([name]) => !name.startsWith(small) && name.includes(small)) : [];
  return [...begin, ...within].slice(0, 8).map(([name, sign]) => ({ id: name, text: `:${name}: `, label: `:${name}:`, hint: sign, avatar: null }));
}

/** Who can be called where one writes: asked of the forum, unless the place knows better. */
type Place = TextPlace & { people?: ((prefix: string) => Promise<Answer<CallableView>>) | undefined };
async function peopleFor(prefix: string, { people, ...place }: Place): Promise<Suggestion[]> {
  const answer = await (people?.(prefix) ?? forum.people(prefix, place));
  if (!answer.ok) return [];
  return [
    ...answer.data.people.map((one) => ({ id: one.id, text: `@${one.handle} `, label: one.name, hint: `@${one.handle}`, avatar: one.id })),
    ...answer.data.groups.map((name) => ({ id: name, text: `@${name} `, label: `@${name}`, hint: "", avatar: null })),
  ];
}

/** Suggestions while one types `@name` or `:sign`; arrows and Enter choose, Escape closes. */
export function useSuggestions(area: RefObject<HTMLTextAreaElement | null>, { topicId, categorySlug, people, onChange }: Place & { onChange: (text: string) => void }): Handle {
  const [asking, setAsking] = useState<Asking>();
  const [found, setFound] = useState<Suggestion[]>([]);
  const [active, setActive] = useState(0);
  const closed = useRef(-1);
  const close = (): void => { setAsking(undefined); setFound([]); };
  const look = (): void => {
    const now = area.current ? askingAt(area.current) : undefined;
    if (!now || now.from === closed.current) return void close();
    closed.current = -1;
    setAsking((before) => (before?.kind === now.kind && before.prefix === now.prefix && before.from === now.from ? before : now));
  };
  useEffect(() => {
    if (!asking) return;
    let stopped = false;
    const timer = setTimeout(() => {
      void (asking.kind === ":" ? signsFor(asking.prefix) : peopleFor(asking.prefix, { topicId, categorySlug, people })).then((answer) => { if (!stopped) { setFound(answer); setActive(0); } });
    }, asking.kind === ":" ? 0 : 120);
    return () => { stopped = true; clearTimeout(timer); };
  }, [asking, topicId, categorySlug, people]);
  const choose = (at: number): void => {
    const chosen = found[at];
    const target = area.current;
    if (!chosen || !asking || !target) return;
    onChange(target.value.slice(0, asking.from) + chosen.text + target.value.slice(asking.to));
    const cursor = asking.from + chosen.text.length;
    close();
    requestAnimationFrame(() => { target.focus(); target.setSelectionRange(cursor, cursor); });
  };
  const onKey = (event: KeyboardEvent): boolean => {
    if (found.length === 0 || event.metaKey || event.ctrlKey) return false;
    if (event.key === "ArrowDown") setActive((active + 1) % found.length);
    else if (event.key === "ArrowUp") setActive((active + found.length - 1) % found.length);
    else if (event.key === "Enter" || event.key === "Tab") choose(active);
    else if (event.key === "Escape") { closed.current = asking?.from ?? -1; close(); }
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return { found, active, onKey, look, choose, close };
}
