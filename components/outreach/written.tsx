"use client";
import { useLocale, useTranslations } from "next-intl";
import { conversation } from "#components/doors/news.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Written as Mail } from "#lib/outreach/conversation/types.ts";
import { usePages } from "./news/use-pages.ts";

/** What was written to the house by mail and is part of nothing else, the newest first. */
export function Written() {
  const t = useTranslations("conversation");
  const locale = useLocale();
  const { rows, error, more, again } = usePages<Mail>(async (after) => { const answer = await conversation.written(after); return answer.ok ? { ok: true, data: { rows: answer.data.mails, next: answer.data.next } } : answer; });
  if (error) return <p role="alert" className="text-danger">{error} <button type="button" className="link" onClick={again}>{t("again")}</button></p>;
  if (!rows) return <div role="status" aria-label={t("loading")} className="skeleton h-64" />;
  if (rows.length === 0) return <EmptyState title={t("nothingWritten")} text={t("nothingWrittenText")} />;
  return (
    <>
      <ul className="divide-y divide-line">
        {rows.map((one) => (
          <li key={one.id} data-item tabIndex={-1} className="grid gap-1 py-4">
            <p className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 text-sm text-faint"><span className="text-[0.95rem] font-[560] text-ink [overflow-wrap:anywhere]">{one.name}</span><Time at={one.at} />{one.answered && <span>{t("answered")}</span>}{!one.proven && <span>{t("notProven")}</span>}</p>
            {one.accountId ? <a data-open href={`/${locale}/desk/mail/${one.accountId}`} className="font-serif text-xl no-underline [overflow-wrap:anywhere] hover:underline">{one.subject || t("noSubject")}</a> : <span className="font-serif text-xl [overflow-wrap:anywhere]">{one.subject || t("noSubject")}</span>}
            <p className="line-clamp-2 text-[0.95rem] text-soft [overflow-wrap:anywhere]">{one.text}</p>
          </li>
        ))}
      </ul>
      {more ? <button type="button" className="btn btn-quiet mt-4" onClick={more}>{t("more")}</button> : rows.length > 10 && <p className="mt-4 text-sm text-faint">{t("end")}</p>}
    </>
  );
}
