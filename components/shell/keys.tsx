"use client";
import { useEffect, useRef, useState } from "react";
import { withWords } from "./with-words.tsx";

const CommandMenu = withWords(() => import("./command-menu.tsx").then((module) => module.CommandMenu));
const KeyHelp = withWords(() => import("./key-help.tsx").then((module) => module.KeyHelp));

const typing = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

function step(by: 1 | -1): void {
  const items = [...document.querySelectorAll<HTMLElement>("[data-item]")];
  const at = items.findIndex((item) => item === document.activeElement || item.contains(document.activeElement));
  const next = items[at === -1 ? (by === 1 ? 0 : items.length - 1) : Math.min(items.length - 1, Math.max(0, at + by))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function press(selector: string): boolean {
  const item = document.activeElement?.closest("[data-item]");
  const found = item?.querySelector<HTMLElement>(selector) ?? (selector === "[data-reply]" ? document.querySelector<HTMLElement>("[data-compose-area] textarea") : null);
  if (found instanceof HTMLTextAreaElement) found.focus();
  else found?.click();
  return Boolean(found);
}

const keys: Record<string, () => boolean | undefined> = {
  j: () => { step(1); return true; },
  k: () => { step(-1); return true; },
  o: () => press("[data-open]"),
  r: () => press("[data-reply]"),
  l: () => press("[data-like]"),
  b: () => press("[data-bookmark]"),
  f: () => { dispatchEvent(new Event("follow-key")); return true; },
  u: () => {
    // Where one came from, when that was a list of ours; else the list this page names.
    const from = document.referrer.startsWith(`${location.origin}/`) && !/\/t\/\d/.test(document.referrer);
    const up = document.querySelector<HTMLAnchorElement>("[data-up]");
    if (up && from) history.back();
    else up?.click();
    return Boolean(up);
  },
  ".": () => {
    // What is new further on in a topic; a list is asked for again.
    const fresh = document.querySelector<HTMLElement>("[data-fresh]");
    if (fresh) fresh.click();
    else if (document.querySelector("[data-topic]")) location.reload();
    return Boolean(fresh);
  },
};

const places: Record<string, string> = { u: "/unread", b: "/me/bookmarks", c: "/chat", h: "" };
let goingSince = 0;

/** `g` and then a letter within a second and a half leads to a place. */
function goes(key: string): boolean {
  const going = Date.now() - goingSince < 1500;
  goingSince = key === "g" && !going ? Date.now() : 0;
  const place = going ? places[key] : undefined;
  if (place !== undefined) location.assign(`/${document.documentElement.lang}${place}`);
  return place !== undefined || goingSince > 0;
}

/** The keyboard of every page: ⌘K or / for the command menu and search, ? for the list of keys, and those of the help. */
export function Keys() {
  const [open, setOpen] = useState<"command" | "help">();
  // What is typed before the menu has arrived belongs to it.
  const early = useRef<string>(undefined);
  useEffect(() => {
    const command = (): void => {
      early.current ??= "";
      setOpen("command");
    };
    const clicked = (event: MouseEvent): void => { if ((event.target as Element).closest("[data-command]")) command(); };
    const pressed = (event: KeyboardEvent): void => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        command();
      } else if (early.current !== undefined && event.key.length === 1 && !typing(event.target)) {
        event.preventDefault();
        early.current += event.key;
      } else if (event.metaKey || event.ctrlKey || event.altKey || typing(event.target)) {
        return;
      } else if (event.key === "/") {
        event.preventDefault();
        command();
      } else if (event.key === "?") {
        setOpen("help");
      } else if (goes(event.key) || keys[event.key]?.()) {
        event.preventDefault();
      }
    };
    addEventListener("keydown", pressed);
    addEventListener("click", clicked);
    return () => {
      removeEventListener("keydown", pressed);
      removeEventListener("click", clicked);
    };
  }, []);
  if (open === "command") return <CommandMenu early={early} onClose={() => setOpen(undefined)} onHelp={() => setOpen("help")} />;
  return open === "help" ? <KeyHelp onClose={() => setOpen(undefined)} /> : null;
}
