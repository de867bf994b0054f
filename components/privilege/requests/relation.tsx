import { useLocale, useTranslations } from "next-intl";
import { Stars } from "#components/ui/stars.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Tone } from "#lib/privilege/requests/types.ts";

export type Beside = {
  factor: number; stage: { stage: number; since: string | null; loops: number }; segment: string | null; alive: number | null;
  orders: { count: number; spentCents: number; currency: string; orders: { id: string; label: string; placedAt: string; netCents: number }[] };
  past: { id: number; wish: string; state: string; rating: number | null; at: string }[];
  posts: { id: number; excerpt: string; at: string; topic: { title: string }; path: string; tone: Tone }[]; tone: { posts: number; warm: number; tense: number };
};

function Figures({ beside }: { beside: Beside }) {
  const t = useTranslations("requestDesk");
  const locale = useLocale();
  const { stage, alive } = beside;
  const figures: [string, React.ReactNode][] = [
    [t("factor"), String(Math.round(beside.factor))], [t("stage"), <>{t(`stages.${stage.stage as 0}`)}{stage.since && <span className="block text-sm text-faint">{t("since")} <Time at={stage.since} /></span>}</>],
    ...(stage.loops > 0 ? [[t("loops"), String(stage.loops)] as [string, string]] : []), ...(alive === null ? [] : [[t("alive"), new Intl.NumberFormat(locale, { style: "percent" }).format(alive)] as [string, string]]),
  ];
  return <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-1.5 text-[0.95rem]">{figures.map(([name, value]) => <div key={name} className="contents"><dt className="text-soft">{name}</dt><dd className="text-right tabular-nums">{value}</dd></div>)}</dl>;
}

function Wrote({ beside: { posts, tone } }: { beside: Beside }) {
  const t = useTranslations("requestDesk");
  const locale = useLocale();
  if (posts.length === 0) return null;
  return (
    <>
      <h3 className="mt-5 text-sm font-[560]">{t("recentPosts")}</h3>
      <p className="text-sm text-faint">{t("tone", { count: tone.posts, warm: tone.warm, tense: tone.tense })}</p>
      <ul className="mt-1.5 grid gap-2.5 text-sm">{posts.map((one) => <li key={one.id}><p className="line-clamp-3 text-soft">“{one.excerpt}”</p><p className="flex flex-wrap items-center gap-x-3"><a className="inline-flex min-h-6 items-center text-faint underline underline-offset-2" href={`/${locale}${one.path}`}>{one.topic.title}</a>{one.tone !== "plain" && <span className={one.tone === "tense" ? "text-danger" : "text-good"}>{t(`tones.${one.tone}`)}</span>}</p></li>)}</ul>
    </>
  );
}

/** The member's relationship, for whoever answers them: how close they are, what they bought, what they needed before, and what they wrote lately and how it sounds. */
export function Relation({ beside }: { beside: Beside }) {
  const t = useTranslations("requestDesk");
  const locale = useLocale();
  const { orders, past } = beside;
  const money = (cents: number): string => new Intl.NumberFormat(locale, { style: "currency", currency: orders.currency, maximumFractionDigits: 0 }).format(cents / 100);
  return (
    <section aria-label={t("relation")}>
      <h2 className="eyebrow mb-3 border-b border-line pb-2">{t("relation")}</h2>
      <Figures beside={beside} />
      <h3 className="mt-5 text-sm font-[560]">{t("orders", { count: orders.count, amount: money(orders.spentCents) })}</h3>
      <ul className="mt-1 grid gap-1 text-sm text-soft">{orders.orders.map((one) => <li key={one.id} className="flex justify-between gap-3"><span className="truncate"><Time at={one.placedAt} /></span><span className="tabular-nums">{money(one.netCents)}</span></li>)}</ul>
      {past.length > 0 && <><h3 className="mt-5 text-sm font-[560]">{t("pastNeeds")}</h3><ul className="mt-1 grid gap-2 text-sm">{past.map((one) => <li key={one.id}><a className="line-clamp-2 text-soft underline decoration-line-strong underline-offset-2 hover:text-ink" href={`/${locale}/desk/requests/${one.id}`}>{one.wish}</a>{one.rating !== null && <Stars value={one.rating} label={t("rated", { count: one.rating })} className="mt-0.5" />}</li>)}</ul></>}
      <Wrote beside={beside} />
      <p className="mt-4 text-sm text-faint">{t("theySee")}</p>
    </section>
  );
}
