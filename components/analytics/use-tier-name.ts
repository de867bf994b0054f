"use client";
import { useTranslations } from "next-intl";
import { useCallback } from "react";

const names = ["member", "select", "premier", "circle"] as const;
const first = ["Member", "Select", "Premier", "Circle"];

/** What a tier is called: as the ladder has it where somebody named it otherwise, else in the reader's language. */
export function useTierName(): (level: number, stored?: string) => string {
  const t = useTranslations("standing");
  return useCallback((level, stored) => (stored !== undefined && stored !== first[level] ? stored : t(names[level] ?? "member")), [t]);
}
