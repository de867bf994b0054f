"use client";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { buzz } from "#components/doors/buzz.ts";
import type { Problem } from "#components/doors/call.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import type { MyInvite, Offer } from "#lib/buzz/types.ts";
import { Came } from "./came.tsx";
import { Coupons } from "./coupons.tsx";
import { CodeLine } from "./code-line.tsx";
import { FriendForm } from "./friend-form.tsx";
import { HowICame } from "./how-i-came.tsx";
import { QrMark } from "./qr-mark.tsx";
import { Rewards } from "./rewards.tsx";
import { ShareWays } from "./share-ways.tsx";

function OfferLine({ offer }: { offer: Offer | null }) {
  const t = useTranslations("invite");
  if (!offer) return <p className="mt-3 max-w-[60ch] text-soft">{t("noOffer")}</p>;
  return <p className="mt-3 max-w-[60ch] text-soft">{t(offer.rewardOn === "purchase" ? "offerPurchase" : "offerJoin", { mine: offer.referrerPoints, theirs: offer.newcomerPoints, days: offer.holdDays })}</p>;
}

/** Inviting: link, code and square, the ways to share them, what came of it, and what one gets. */
export function Invite({ siteName }: { siteName: string }) {
  const t = useTranslations("invite");
  const locale = useLocale();
  const words = useProblem();
  const [mine, setMine] = useState<MyInvite>();
  const [problem, setProblem] = useState<Problem>();
  const load = useCallback(async (): Promise<void> => {
    const answer = await buzz.mine();
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) setMine(answer.data);
  }, []);
  useEffect(() => { void load(); }, [load]);
  if (problem?.code === "sign-in") return <EmptyState title={t("title")} text={t("signInFirst")} action={{ label: t("signIn"), href: `/${locale}/sign-in?return=/${locale}/me/invite` }} />;
  if (problem && !mine) return <p role="alert" className="text-danger">{words(problem)} <button type="button" className="link" onClick={() => void load()}>{t("again")}</button></p>;
  if (!mine) return <div className="grid gap-6"><div className="skeleton h-64" /><div className="skeleton h-48" /></div>;
  return (
    <div className="grid gap-12">
      <section className="grid gap-8 sm:grid-cols-[minmax(0,1fr)_12rem]">
        <div className="grid content-start gap-6">
          <OfferLine offer={mine.offer} />
          <div><p className="eyebrow">{t("link")}</p><p data-link={mine.url} className="mt-1 wrap-anywhere">{mine.url}</p></div>
          <ShareWays thing="invite" id="" title={t("shareTitle", { site: siteName })} />
          <CodeLine code={mine.code} onChanged={(code) => setMine({ ...mine, code })} />
        </div>
        <div><QrMark text={mine.url} label={t("square")} /><p className="mt-2 text-sm text-faint">{t("squareHint")}</p></div>
      </section>
      <section><h2 className="font-serif text-2xl font-[540]">{t("mailTitle")}</h2><div className="mt-4 max-w-xl"><FriendForm /></div></section>
      <Came mine={mine} />
      <Rewards mine={mine} />
      <Coupons mine={mine} onChanged={() => void load()} />
      <HowICame />
    </div>
  );
}
