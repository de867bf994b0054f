"use client";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { chooseTheme, chosenTheme, type Theme } from "./theme.ts";

const themes = ["system", "light", "dark"] as const;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  // Another tab may choose, too.
  const heard = (event: StorageEvent): void => { if (event.key === "theme") { chooseTheme(chosenTheme()); listener(); } };
  addEventListener("storage", heard);
  return () => {
    listeners.delete(listener);
    removeEventListener("storage", heard);
  };
}

/** Light, dark, or as the device is. */
export function ThemeChoice() {
  const t = useTranslations("shell");
  const theme = useSyncExternalStore(subscribe, chosenTheme, () => "system" as Theme);
  const choose = (next: Theme): void => {
    chooseTheme(next);
    for (const listener of listeners) listener();
  };
  return (
    <label className="flex items-center gap-2">
      <span>{t("theme")}</span>
      <select value={theme} onChange={(event) => choose(event.target.value as Theme)} className="rounded-md border border-line bg-raised px-2 py-1 text-ink">
        {themes.map((one) => <option key={one} value={one}>{t(`themes.${one}`)}</option>)}
      </select>
    </label>
  );
}
