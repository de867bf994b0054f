"use client";
import { useTranslations } from "next-intl";
import type { Split } from "#lib/analytics/referrals/types.ts";

/** The name of a line of the funnel in words. */
export function useNamed(split: Split): (row: { key: string; name: string | null }) => string {
  const t = useTranslations("wordOfMouth");
  return ({ key, name }) => {
    if (split === "channel") return t.has(`channels.${key as "link"}`) ? t(`channels.${key as "link"}`) : key;
    if (split === "thing") return t.has(`thingKinds.${key as "topic"}`) ? t(`thingKinds.${key as "topic"}`) : key;
    return name ?? t(split === "programme" ? "noProgramme" : "nobody");
  };
}
