"use client";
import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, type RefObject, useEffect, useId, useState } from "react";
import { forum } from "#components/doors/forum.ts";
import { identity } from "#components/doors/identity.ts";
import { useMe } from "#components/doors/me.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Marked } from "#components/ui/marked.tsx";
import type { CategoryView } from "#lib/forum/types.ts";
import type { Hit } from "#lib/search/types.ts";
import { mineOf, placesOf } from "./places.ts";
import { chooseTheme } from "./theme.ts";
import { textOf, useInstant } from "./use-instant.ts";

type Entry = { label: string; group: string; colour?: string; hit?: Hit; run: () => void };

const plain = (text: string): string => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

function useEntries(onHelp: () => void): Entry[] {
  const t = useTranslations("command");
  const shell = useTranslations("shell");
  const locale = useLocale();
  const me = useMe()?.me;
  const [categories, setCategories] = useState<CategoryView[]>([]);
  useEffect(() => { void forum.categories().then((answer) => { if (answer.ok) setCategories(answer.data.categories); }); }, []);
  const go = (path: string) => () => location.assign(`/${locale}${path}`);
  const page = (label: string, path: string): Entry => ({ label, group: t("go"), run: go(path) });
  const action = (label: string, run: () => void): Entry => ({ label, group: t("do"), run });
  return [
    page(t("latest"), ""), page(t("top"), "?sort=top"), page(t("unanswered"), "?sort=unanswered"),
    ...(me?.role === "customer" ? [page(t("relationship"), "/me/relationship")] : []),
    ...(me ? [page(t("settings"), "/me/settings"), ...mineOf(me).map(([key, path]) => page(shell(`mine.${key}`), path)), action(t("newTopic"), go("/new"))] : [page(t("signIn"), "/sign-in"), page(t("join"), "/sign-up")]),
    ...placesOf(me).map((place) => page(shell(`places.${place.key}`), place.path)),
    ...categories.map((category) => ({ label: category.name, group: t("categories"), colour: category.colour, run: go(`/c/${category.slug}`) })),
    action(t("light"), () => chooseTheme("light")), action(t("dark"), () => chooseTheme("dark")), action(t("system"), () => chooseTheme("system")),
    action(t("language"), () => location.assign(`/${locale === "en" ? "fr" : "en"}${location.pathname.slice(3)}${location.search}`)),
    action(t("keys"), onHelp),
    ...(me ? [action(t("signOut"), () => void identity.signOut().then(() => location.assign(`/${locale}`)))] : []),
  ];
}

/** What is found in the community for what is typed: the way to all of it, then the likeliest, by kind. */
function useFound(typed: string): Entry[] {
  const t = useTranslations("command");
  const locale = useLocale();
  const { found } = useInstant(typed);
  const q = typed.trim();
  if (!q) return [];
  const entry = (group: string) => (hit: Hit): Entry => ({ label: textOf(hit.title), group, ...(hit.category ? { colour: hit.category.colour } : {}), hit, run: () => location.assign(`/${locale}${hit.path}`) });
  return [
    { label: t("searchFor", { words: q }), group: t("search"), run: () => location.assign(`/${locale}/search?q=${encodeURIComponent(q)}`) },
    ...found.topics.map(entry(t("topics"))), ...found.posts.map(entry(t("posts"))), ...found.people.map(entry(t("people"))), ...found.products.map(entry(t("products"))),
  ];
}

function Label({ entry }: { entry: Entry }) {
  if (!entry.hit) return <span className="min-w-0 truncate">{entry.label}</span>;
  return (
    <span className="min-w-0">
      <span className="block truncate"><Marked text={entry.hit.title} /></span>
      {entry.hit.kind === "post" && <span className="block truncate text-sm text-faint"><Marked text={entry.hit.snippet} /></span>}
    </span>
  );
}

/** Everything one can go to or do, and what is found in the community, by typing. */
export function CommandMenu({ early, onClose, onHelp }: { early: RefObject<string | undefined>; onClose: () => void; onHelp: () => void }) {
  const t = useTranslations("command");
  const id = useId();
  const [typed, setTyped] = useState("");
  // Until the field has the focus letters are gathered for it; from then on it hears them itself, so none falls between.
  const take = (): void => {
    const before = early.current ?? "";
    early.current = undefined;
    if (before) setTyped((now) => before + now);
  };
  const [place, setPlace] = useState(0);
  const all = useEntries(onHelp);
  const named = all.filter((entry) => plain(typed).trim().split(/\s+/).every((word) => plain(`${entry.label} ${entry.group}`).includes(word)));
  const found = [...named, ...useFound(typed)];
  const at = Math.min(place, found.length - 1);
  const run = (entry: Entry | undefined): void => {
    if (!entry) return;
    onClose();
    entry.run();
  };
  const pressed = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) {
      event.preventDefault();
      setPlace((at + by + found.length) % Math.max(1, found.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      run(found[at]);
    }
  };
  return (
    <Dialog title={t("title")} closeLabel={t("close")} onClose={onClose} bare>
      <input role="combobox" aria-expanded="true" aria-controls={`${id}-list`} aria-activedescendant={found.length ? `${id}-${at}` : undefined} aria-label={t("title")} aria-autocomplete="list"
        placeholder={t("placeholder")} value={typed} onChange={(event) => { setTyped(event.target.value); setPlace(0); }} onFocus={take} onKeyDown={pressed}
        className="w-full border-b border-line bg-transparent px-5 py-4 text-lg outline-none placeholder:text-faint" />
      <div id={`${id}-list`} role="listbox" aria-label={t("title")} className="p-2">
        {found.map((entry, index) => (
          <div role="none" key={`${entry.group} ${entry.hit ? `${entry.hit.kind} ${entry.hit.id}` : entry.label}`}>
            {(index === 0 || found[index - 1]?.group !== entry.group) && <p className="eyebrow px-3 pt-3 pb-1" aria-hidden>{entry.group}</p>}
            {/* biome-ignore lint/a11y/useFocusableInteractive: focus stays in the field, which names the chosen option */}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys */}
            <div id={`${id}-${index}`} role="option" aria-selected={index === at} onClick={() => run(entry)} onPointerMove={() => setPlace(index)}
              className={`flex cursor-pointer items-center gap-3 rounded-md px-3 py-2 ${index === at ? "bg-sunk" : ""}`}>
              {entry.colour && <span className={`dot dot-${entry.colour}`} />}<Label entry={entry} />
            </div>
          </div>
        ))}
        {found.length === 0 && <p className="px-3 py-6 text-center text-faint">{t("nothing")}</p>}
      </div>
    </Dialog>
  );
}
