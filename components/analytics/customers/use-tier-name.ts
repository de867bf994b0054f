"use client";
import { useTranslations } from "next-intl";
import { useCallback } from "react";

const names = ["member", "select", "premier", "circle"] as const;

/** What a tier is called, by its level. */
export function useTierName(): (level: number) => string {
  const t = useTranslations("standing");
  return useCallback((level) => t(names[level] ?? "member"), [t]);
}
