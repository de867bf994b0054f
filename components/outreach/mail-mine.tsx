"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { incoming } from "#components/doors/incoming.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { Time } from "#components/ui/time.tsx";
import { say } from "#components/ui/toast.tsx";
import type { AskedMail } from "#lib/outreach/incoming/types.ts";

/** A mail that came in somebody's name: they say whether it is theirs, and then it goes where it was meant to go. */
export function MailMine() {
  const t = useTranslations("mailIn");
  const locale = useLocale();
  const words = useProblem();
  const [token, setToken] = useState<string>();
  const [mail, setMail] = useState<AskedMail | null>();
  const [sending, setSending] = useState(false);
  useEffect(() => setToken(new URLSearchParams(location.hash.slice(1)).get("token") ?? ""), []);
  useEffect(() => {
    if (token === undefined) return;
    void incoming.asked(token.padEnd(20, ".")).then((answer) => setMail(answer.ok ? answer.data : null));
  }, [token]);
  const answer = async (mine: boolean): Promise<void> => {
    setSending(true);
    const said = await incoming.answer(token ?? "", mine);
    setSending(false);
    if (said.ok) setMail(said.data);
    else say(words(said.problem), { tone: "danger" });
  };
  if (mail === null) return <EmptyState title={t("goneTitle")} text={t("goneText")} action={{ label: t("list"), href: `/${locale}/me/mail` }} />;
  if (!mail) return <div className="skeleton h-72" />;
  return (
    <article className="card p-5 sm:p-8">
      <p className="eyebrow">{t("from", { address: mail.from })}</p>
      <h2 className="section-title mt-1 [overflow-wrap:anywhere]">{mail.subject || t("noSubject")}</h2>
      <Time at={mail.at} className="mt-1 block text-sm text-faint" />
      <p className="mt-5 max-h-96 overflow-y-auto whitespace-pre-line [overflow-wrap:anywhere]">{mail.text}</p>
      <div className="mt-6 border-t border-line pt-5" aria-live="polite">
        {mail.state === "asked" ? (
          <div className="flex flex-wrap gap-3">
            <button type="button" className="btn btn-accent" disabled={sending} onClick={() => void answer(true)}>{t("mine")}</button>
            <button type="button" className="btn" disabled={sending} onClick={() => void answer(false)}>{t("notMine")}</button>
          </div>
        ) : (
          <p className="text-soft">{t(`became.${mail.state === "waiting" ? "going" : mail.state === "done" ? "done" : mail.state === "held" ? "held" : "not"}`)}{" "}{mail.path && <a className="link" href={`/${locale}${mail.path}`}>{t("see")}</a>}</p>
        )}
      </div>
    </article>
  );
}
