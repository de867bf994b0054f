"use client";
import { useSyncExternalStore } from "react";

const never = (): (() => void) => () => {};

/** This page in the other language. */
export function LanguageLink({ to, label }: { to: "en" | "fr"; label: string }) {
  const rest = useSyncExternalStore(never, () => location.pathname.slice(3) + location.search + location.hash, () => "");
  return <a href={`/${to}${rest}`} hrefLang={to} lang={to} className="foot-link">{label}</a>;
}
