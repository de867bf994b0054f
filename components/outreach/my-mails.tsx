"use client";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { incoming } from "#components/doors/incoming.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { WholeMail } from "#components/shell/whole-mail.tsx";
import { Time } from "#components/ui/time.tsx";
import type { IncomingPage, IncomingView } from "#lib/outreach/incoming/types.ts";

function Whole({ id }: { id: number }) {
  const t = useTranslations("mailIn");
  const [open, setOpen] = useState(false);
  return (
    <details className="mt-3" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="act inline-flex w-fit cursor-pointer text-sm">{t("whole")}</summary>
      {open && <div className="mt-3"><WholeMail id={id} /></div>}
    </details>
  );
}

function Mail({ mail }: { mail: IncomingView }) {
  const t = useTranslations("mailIn");
  const locale = useLocale();
  return (
    <li className="border-t border-line py-6">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <p className="eyebrow">{t(`state.${mail.state}`)}</p>
        <Time at={mail.at} className="text-sm text-faint" />
      </div>
      <h2 className="section-title mt-1 [overflow-wrap:anywhere]">{mail.path ? <a className="no-underline hover:underline" href={`/${locale}${mail.path}`}>{mail.subject || t("noSubject")}</a> : mail.subject || t("noSubject")}</h2>
      {mail.reason && <p className={`mt-2 whitespace-pre-line text-sm [overflow-wrap:anywhere] ${mail.state === "refused" ? "text-danger" : "text-faint"}`}>{mail.reason}</p>}
      <p className="mt-2 max-h-60 overflow-y-auto whitespace-pre-line text-soft [overflow-wrap:anywhere]">{mail.text}</p>
      {mail.whole && mail.state !== "asked" && <Whole id={mail.id} />}
    </li>
  );
}

/** What I wrote by mail, the newest first: where it is now, or why it was not taken, with every word. */
export function MyMails() {
  const t = useTranslations("mailIn");
  const locale = useLocale();
  const words = useProblem();
  const [page, setPage] = useState<IncomingPage>();
  const [problem, setProblem] = useState<Problem>();
  const load = useCallback(async (after?: string | null): Promise<void> => {
    const answer = await incoming.mine(after);
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) setPage((now) => (after && now ? { mails: [...now.mails, ...answer.data.mails], next: answer.data.next } : answer.data));
  }, []);
  useEffect(() => { void load(); }, [load]);
  if (problem?.code === "sign-in") return <EmptyState title={t("title")} text={t("signInFirst")} action={{ label: t("signIn"), href: `/${locale}/sign-in?return=/${locale}/me/mail` }} />;
  if (problem && !page) return <p role="alert" className="text-danger">{words(problem)} <button type="button" className="link" onClick={() => void load()}>{t("again")}</button></p>;
  if (!page) return <div className="grid gap-6"><div className="skeleton h-32" /><div className="skeleton h-32" /></div>;
  if (page.mails.length === 0) return <EmptyState title={t("none")} text={t("noneText")} action={{ label: t("choices"), href: `/${locale}/mail` }} />;
  return (
    <>
      <ol className="border-b border-line">{page.mails.map((one) => <Mail key={one.id} mail={one} />)}</ol>
      {problem && <p role="alert" className="mt-6 text-danger">{words(problem)}</p>}
      <p className="py-8 text-center text-sm text-faint">{page.next ? <button type="button" className="btn btn-quiet" onClick={() => void load(page.next)}>{t("more")}</button> : t("end")}</p>
    </>
  );
}
