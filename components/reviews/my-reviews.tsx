"use client";
import { PenLine } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { reviews } from "#components/doors/reviews.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { Stars } from "#components/ui/stars.tsx";
import { Time } from "#components/ui/time.tsx";
import { say } from "#components/ui/toast.tsx";
import type { Mine } from "#lib/reviews/types.ts";

function Thumb({ image }: { image: string | null }) {
  // biome-ignore lint/performance/noImgElement: already small
  return image ? <img src={image} alt="" width={64} height={64} loading="lazy" className="size-16 flex-none rounded-lg border border-line object-cover" /> : <span aria-hidden className="size-16 flex-none rounded-lg bg-sunk" />;
}

function Unreviewed({ items, locale }: { items: Mine["unreviewed"]; locale: string }) {
  const t = useTranslations("myReviews");
  return (
    <section><h2 className="section-title">{t("unreviewed")}</h2><p className="mt-1 text-soft">{t("unreviewedText")}</p>
      <ul className="mt-4 grid gap-3 md:grid-cols-2">
        {items.map((one) => (
          <li key={one.slug} className="card flex items-center gap-4 p-3"><Thumb image={one.image} />
            <div className="min-w-0 flex-1"><a href={`/${locale}/products/${one.slug}`} className="font-serif text-lg leading-tight no-underline wrap-anywhere hover:underline">{one.name}</a><p className="text-sm text-faint">{t("bought")} <Time at={one.boughtAt} className="whitespace-nowrap" /></p></div>
            <a href={`/${locale}/products/${one.slug}/review`} aria-label={t("reviewOf", { name: one.name })} className="btn btn-quiet max-lg:size-10 max-lg:p-0"><PenLine aria-hidden size={15} /><span className="max-lg:sr-only">{t("write")}</span></a></li>
        ))}
      </ul>
    </section>
  );
}

/** What I reviewed, what I bought and did not review, and whether I want to be asked. */
export function MyReviews() {
  const t = useTranslations("myReviews");
  const locale = useLocale();
  const words = useProblem();
  const [mine, setMine] = useState<Mine>();
  const [problem, setProblem] = useState<Problem>();
  const load = useCallback(async (after?: string | null): Promise<void> => {
    const answer = await reviews.mine(after);
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) setMine((now) => (after && now ? { ...answer.data, reviews: [...now.reviews, ...answer.data.reviews] } : answer.data));
  }, []);
  useEffect(() => { void load(); }, [load]);
  if (problem?.code === "sign-in") return <EmptyState title={t("title")} text={t("signInFirst")} action={{ label: t("signIn"), href: `/${locale}/sign-in?return=/${locale}/me/reviews` }} />;
  if (problem && !mine) return <p role="alert" className="text-danger">{words(problem)} <button type="button" className="link" onClick={() => void load()}>{t("again")}</button></p>;
  if (!mine) return <div className="grid gap-4"><div className="skeleton h-24" /><div className="skeleton h-24" /><div className="skeleton h-24" /></div>;
  const prefer = async (invitations: boolean): Promise<void> => {
    setMine({ ...mine, invitations });
    const answer = await reviews.invitations(invitations);
    if (answer.ok) return;
    setMine({ ...mine, invitations: !invitations });
    say(words(answer.problem), { tone: "danger" });
  };
  return (
    <div className="grid gap-12">
      {mine.unreviewed.length > 0 && <Unreviewed items={mine.unreviewed} locale={locale} />}
      <section><h2 className="section-title">{t("reviewed")}</h2>
        {mine.reviews.length === 0 ? <div className="mt-4"><EmptyState title={t("none.title")} text={t("none.text")} action={{ label: t("toProducts"), href: `/${locale}/products` }} /></div> : (
          <ul className="mt-2">
            {mine.reviews.map((one) => (
              <li key={one.id} className="flex items-center gap-4 border-b border-line py-4"><Thumb image={one.product.image} />
                <div className="min-w-0 flex-1"><p className="flex flex-wrap gap-x-3 text-sm text-faint"><a href={`/${locale}/products/${one.product.slug}#review-${one.id}`} className="link min-h-6 wrap-anywhere">{one.product.name}</a><Time at={one.at} className="whitespace-nowrap" /></p>
                  <p className="mt-0.5 font-serif text-lg leading-snug wrap-anywhere">{one.title}</p>
                  <p className="mt-0.5 flex flex-wrap items-center gap-x-3 text-sm text-soft"><Stars value={one.rating} label={t("stars", { stars: one.rating })} />{t("helpful", { count: one.helpful })}{one.state !== "published" && <span className="text-danger">{t(`states.${one.state}`)}</span>}</p></div>
                <a href={`/${locale}/products/${one.product.slug}/review`} aria-label={t("editOf", { name: one.product.name })} className="act">{t("edit")}</a></li>
            ))}
          </ul>
        )}
        {mine.next && <p className="py-6"><button type="button" className="btn btn-quiet" onClick={() => void load(mine.next)}>{t("more")}</button></p>}
      </section>
      <section><h2 className="section-title">{t("asking")}</h2>
        <label className="mt-3 flex items-baseline gap-3"><input type="checkbox" checked={mine.invitations} onChange={(event) => void prefer(event.target.checked)} className="accent-(--accent)" /><span>{t("askMe")} <span className="block text-sm text-faint">{t("askHint")}</span></span></label>
      </section>
    </div>
  );
}
