import { useTranslations } from "next-intl";

const tiers = ["member", "select", "premier", "circle"] as const;
const strokes = [0, 1, 2, 3];

/** The quiet mark beside a name: a tier's strokes, or that someone works here. */
export function Standing({ role, tier }: { role: string; tier: number }) {
  const t = useTranslations("standing");
  if (role === "bot") return <span className="text-xs text-faint">{t("bot")}</span>;
  if (role !== "customer") return <span className="rounded-full border border-line px-1.5 py-px text-[0.7rem] font-[560] whitespace-nowrap text-soft">{t("staff")}</span>;
  const name = tiers[tier];
  if (!name || tier === 0) return null;
  return (
    <span className="inline-flex items-center gap-1 text-[0.75rem] whitespace-nowrap text-accent" title={t("tier", { tier: t(name) })}>
      <svg viewBox="0 0 12 12" aria-hidden="true" className="size-3 flex-none">
        {strokes.slice(1, tier + 1).map((place) => <circle key={place} cx="6" cy="6" r={place * 1.75} fill="none" stroke="currentColor" strokeWidth="1" />)}
      </svg>
      {t(name)}
    </span>
  );
}
