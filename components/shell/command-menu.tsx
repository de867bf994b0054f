"use client";
import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, type RefObject, useEffect, useId, useState } from "react";
import { forum } from "#components/doors/forum.ts";
import { identity } from "#components/doors/identity.ts";
import { useMe } from "#components/doors/me.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import type { CategoryView } from "#lib/forum/types.ts";
import { mine, placesOf } from "./places.ts";
import { chooseTheme } from "./theme.ts";

type Entry = { label: string; group: string; colour?: string; run: () => void };

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
    page(t("latest"), ""), page(t("top"), "?sort=top"), page(t("unanswered"), "?sort=unanswered"), page(t("products"), "/products"),
    ...(me?.role === "customer" ? [page(t("relationship"), "/me/relationship")] : []),
    ...(me ? [page(t("settings"), "/me/settings"), ...mine.map(([key, path]) => page(shell(`mine.${key}`), path)), action(t("newTopic"), go("/new"))] : [page(t("signIn"), "/sign-in"), page(t("join"), "/sign-up")]),
    ...placesOf(me).map((place) => page(shell(`places.${place.key}`), place.path)),
    ...categories.map((category) => ({ label: category.name, group: t("categories"), colour: category.colour, run: go(`/c/${category.slug}`) })),
    action(t("light"), () => chooseTheme("light")), action(t("dark"), () => chooseTheme("dark")), action(t("system"), () => chooseTheme("system")),
    action(t("language"), () => location.assign(`/${locale === "en" ? "fr" : "en"}${location.pathname.slice(3)}${location.search}`)),
    action(t("keys"), onHelp),
    ...(me ? [action(t("signOut"), () => void identity.signOut().then(() => location.assign(`/${locale}`)))] : []),
  ];
}

/** Everything one can go to or do, found by typing. */
export function CommandMenu({ early, onClose, onHelp }: { early: RefObject<string | undefined>; onClose: () => void; onHelp: () => void }) {
  const t = useTranslations("command");
  const id = useId();
  const [typed, setTyped] = useState("");
  useEffect(() => {
    setTyped(early.current ?? "");
    early.current = undefined;
  }, [early]);
  const [place, setPlace] = useState(0);
  const all = useEntries(onHelp);
  const found = all.filter((entry) => plain(typed).split(/\s+/).every((word) => plain(`${entry.label} ${entry.group}`).includes(word)));
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
        placeholder={t("placeholder")} value={typed} onChange={(event) => { setTyped(event.target.value); setPlace(0); }} onKeyDown={pressed}
        className="w-full border-b border-line bg-transparent px-5 py-4 text-lg outline-none placeholder:text-faint" />
      <div id={`${id}-list`} role="listbox" aria-label={t("title")} className="p-2">
        {found.map((entry, index) => (
          <div role="none" key={`${entry.group} ${entry.label}`}>
            {(index === 0 || found[index - 1]?.group !== entry.group) && <p className="eyebrow px-3 pt-3 pb-1" aria-hidden>{entry.group}</p>}
            {/* biome-ignore lint/a11y/useFocusableInteractive: focus stays in the field, which names the chosen option */}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys */}
            <div id={`${id}-${index}`} role="option" aria-selected={index === at} onClick={() => run(entry)} onPointerMove={() => setPlace(index)}
              className={`flex cursor-pointer items-center gap-3 rounded-md px-3 py-2 ${index === at ? "bg-sunk" : ""}`}>
              {entry.colour && <span className={`dot dot-${entry.colour}`} />}{entry.label}
            </div>
          </div>
        ))}
        {found.length === 0 && <p className="px-3 py-6 text-center text-faint">{t("nothing")}</p>}
      </div>
    </Dialog>
  );
}
