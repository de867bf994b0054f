"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { buzz } from "#components/doors/buzz.ts";

type Standing = "remembered" | "unasked" | "declined" | "forgotten" | "agreed";

// What the visitor's browser or the visitor said before: then nothing was kept, and the page says so.
const refused = (): boolean => /(?:^|;\s*)rapport_consent=no(?:;|$)/.test(document.cookie) || navigator.doNotTrack === "1" || (navigator as Navigator & { globalPrivacyControl?: boolean }).globalPrivacyControl === true;

/** What is remembered of a visit, and the way to have it forgotten at once; where visitors are asked first, the question. */
export function Remember({ days, asks, by }: { days: number; asks: boolean; by: string | undefined }) {
  const t = useTranslations("invited");
  const [standing, setStanding] = useState<Standing>(asks ? "unasked" : "remembered");
  useEffect(() => { if (refused()) setStanding("declined"); }, []);
  const say = (remember: boolean): void => { void buzz.remember(remember, by).then((answer) => { if (answer.ok) setStanding(remember ? "agreed" : "forgotten"); }); };
  if (standing === "unasked") {
    return (
      <fieldset data-asks className="mt-10 max-w-[60ch] border-t border-line pt-5">
        <legend className="sr-only">{t("ask")}</legend>
        <p aria-hidden className="font-[580]">{t("ask")}</p>
        <p className="mt-1 text-sm text-soft">{t("askWhy", { days })}</p>
        <p className="mt-3 flex flex-wrap gap-2"><button type="button" className="btn btn-quiet" onClick={() => say(true)}>{t("agree")}</button><button type="button" className="btn btn-quiet" onClick={() => say(false)}>{t("decline")}</button></p>
      </fieldset>
    );
  }
  return (
    <p className="mt-10 max-w-[60ch] border-t border-line pt-4 text-sm text-soft">
      {standing === "remembered" ? <>{t("remember", { days })} <button type="button" className="link" onClick={() => say(false)}>{t("forget")}</button></> : <span role="status">{t(standing)}</span>}
    </p>
  );
}
