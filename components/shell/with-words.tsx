"use client";
import { NextIntlClientProvider, useLocale } from "next-intl";
import type { ComponentType } from "react";
import { later } from "#components/ui/later.tsx";

const words = { en: () => import("../../messages/en.json"), fr: () => import("../../messages/fr.json") };

/**
 * A part that arrives when it is needed, with the words it needs: a page that never shows it carries neither. What stands
 * in its place until then is `loading`.
 */
export function withWords<Props extends object>(load: () => Promise<ComponentType<Props>>, loading?: () => React.ReactNode): ComponentType<Props> {
  return later<Props>(async () => {
    const locale = document.documentElement.lang === "fr" ? "fr" : "en";
    const [Part, said] = await Promise.all([load(), words[locale]()]);
    // biome-ignore lint/correctness/noComponentHookFactories: made once, when the part has arrived
    return function Worded(props: Props) {
      return <NextIntlClientProvider locale={useLocale()} messages={said.default}><Part {...props} /></NextIntlClientProvider>;
    };
  }, loading);
}
