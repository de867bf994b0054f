"use client";
import { useTranslations } from "next-intl";
import type { Gap } from "#lib/analytics/types.ts";
import { useShown } from "./use-shown.ts";

/** What is short of a tier's rule, in words, its figures as the reader's language writes them. */
export function useGap(): (gaps: readonly Gap[]) => string {
  const t = useTranslations("ladder.gaps");
  const shown = useShown();
  const figure = (value: Gap["has"]): string => (typeof value === "number" ? shown.digits(value) : (value ?? "–"));
  return (gaps) => gaps.map(({ what, has, needs }) => t(what, { has: figure(has), needs: figure(needs) })).join(" ");
}
