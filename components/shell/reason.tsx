"use client";
import { useTranslations } from "next-intl";

const known = ["spam", "rude", "off-topic", "unlawful", "private", "impersonation", "other", "first-post", "company", "word", "link", "newcomer", "duplicate", "fast"] as const;

/** The words for a reason, with what a rule found. */
export function useReason(): (reason: string) => string {
  const t = useTranslations("reasons");
  return (reason) => {
    const [name, ...found] = reason.split(":");
    const key = known.find((one) => one === name);
    return `${key ? t(key) : reason}${key && found.length ? ` (${found.join(":")})` : ""}`;
  };
}

/** Why something is here, as small marks. */
export function Reasons({ reasons }: { reasons: readonly string[] }) {
  const words = useReason();
  return <>{reasons.map((reason) => <span key={reason} className="rounded-full border border-line px-2 py-px text-xs text-soft">{words(reason)}</span>)}</>;
}
