"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { buzz } from "#components/doors/buzz.ts";

/** What is remembered of a visit, and the way to have it forgotten at once. */
export function Remember() {
  const t = useTranslations("invited");
  const [forgotten, setForgotten] = useState(false);
  const forget = (): void => { void buzz.remember(false).then((answer) => { if (answer.ok) setForgotten(true); }); };
  return (
    <p className="mt-10 max-w-[60ch] border-t border-line pt-4 text-sm text-soft">
      {t("remember")} <span role="status">{forgotten ? t("forgotten") : <button type="button" className="link" onClick={forget}>{t("forget")}</button>}</span>
    </p>
  );
}
