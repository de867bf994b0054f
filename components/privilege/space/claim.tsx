"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ClaimView } from "#lib/privilege/privileges/types.ts";
import { useCalendarDay, useOwnWords } from "./parts.tsx";
import type { MineAsItStands } from "./use-privileges.ts";

/** Something taken and not used yet: its code, how one uses it, until when; used for good, or given back. */
export function Claim({ claim, as }: { claim: ClaimView; as: MineAsItStands }) {
  const t = useTranslations("privileges");
  const own = useOwnWords();
  const day = useCalendarDay();
  const [sure, setSure] = useState(false);
  const words = own(claim.words);
  return (
    <div data-claim={claim.id} className="mt-5 rounded-xl bg-accent-soft px-5 py-4">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1"><span className="eyebrow">{t("yours")}</span><span className="text-sm text-soft">{t("until", { day: day(claim.expiresAt) })}</span></p>
      <p className="mt-2 font-mono text-[1.35rem] tracking-[0.12em] tabular-nums" title={t("code")}><span className="sr-only">{t("code")}: </span>{claim.code}</p>
      <p className="mt-2 text-[0.95rem] whitespace-pre-line [overflow-wrap:anywhere]">{words.how}</p>
      {sure ? (
        <div className="mt-4"><p className="text-sm text-soft">{t("forGood")}</p>
          <p className="mt-2 flex flex-wrap gap-2"><button type="button" className="btn btn-accent" disabled={as.busy} onClick={() => void as.use(claim.id)}>{t("yesUsed")}</button><button type="button" className="btn btn-quiet" onClick={() => setSure(false)}>{t("notYet")}</button></p></div>
      ) : (
        <p className="mt-4 flex flex-wrap gap-2"><button type="button" className="btn btn-quiet" disabled={as.busy} onClick={() => setSure(true)}>{t("use")}</button><button type="button" className="btn" disabled={as.busy} onClick={() => void as.giveBack(claim.id)}>{t("giveBack")}</button></p>
      )}
    </div>
  );
}
