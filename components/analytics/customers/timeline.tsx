"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { customers } from "#components/doors/customers.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Time } from "#components/ui/time.tsx";
import type { Timeline as Page, TimelineRow } from "#lib/analytics/customers/types.ts";
import { kindName } from "../kind-name.ts";
import { useShown } from "../use-shown.ts";

const offered = ["visit", "purchase", "mail.received", "mail.clicked", "topic.created", "post.created", "answer.accepted", "reaction.given", "reaction.received", "review.published", "chat.message", "poll.voted", "idea.submitted", "request.forwarded", "share.created", "referral.joined", "referral.purchased"] as const;

/** What somebody did, act by act, the newest first; all of it, or of one kind. */
export function Timeline({ id, currency }: { id: string; currency: string }) {
  const t = useTranslations("customerPage");
  const kinds = useTranslations("kinds");
  const words = useProblem();
  const locale = useLocale();
  const shown = useShown(currency);
  const [kind, setKind] = useState("");
  const [page, setPage] = useState<Page>();
  const [error, setError] = useState<string>();
  const asked = useRef(0);
  const load = async (after: string | null): Promise<void> => {
    asked.current += 1;
    const mine = asked.current;
    const answer = await customers.timeline(id, { kind, after });
    if (mine !== asked.current) return;
    setError(answer.ok ? undefined : words(answer.problem));
    if (answer.ok) setPage((old) => ({ interactions: [...(after ? (old?.interactions ?? []) : []), ...answer.data.interactions], next: answer.data.next }));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew for another kind
  useEffect(() => { setPage(undefined); void load(null); }, [kind, id]);
  const about = (row: TimelineRow) => {
    const href = row.subjectType === "topic" ? `/${locale}/t/${row.subjectId}` : row.subjectType === "post" ? `/${locale}/p/${row.subjectId}` : undefined;
    return row.title && (href ? <a className="link" href={href}>{row.title}</a> : row.title);
  };
  return (
    <section aria-labelledby="timeline">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <h2 id="timeline" className="section-title">{t("timeline")}</h2>
        <select aria-label={t("kind")} className="field-input min-h-10! w-auto! px-2.5! py-1.5! text-[0.95rem]!" value={kind} onChange={(event) => setKind(event.target.value)}><option value="">{t("everyKind")}</option>{offered.map((one) => <option key={one} value={one}>{kindName(kinds, one)}</option>)}</select>
      </div>
      {error && <p role="alert" className="text-danger">{error}</p>}
      {!page && !error && <div className="skeleton h-64" />}
      {page?.interactions.length === 0 && <p className="text-soft">{t("nothingDone")}</p>}
      <ul className="divide-y divide-line">
        {page?.interactions.map((row) => (
          <li key={row.id} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 py-2">
            <span className={row.reversed ? "text-faint line-through" : ""}>{kindName(kinds, row.kind)}</span>
            <span className="min-w-0 flex-1 basis-40 text-soft [overflow-wrap:anywhere]">{about(row)}{row.kind === "purchase" && row.value !== null ? shown.money(row.value) : ""}{row.reversed && <span className="text-sm"> {t("reversed")}</span>}</span>
            <Time at={row.at} className="text-sm text-faint" />
          </li>
        ))}
      </ul>
      {page?.next ? <button type="button" className="btn btn-quiet mt-3" onClick={() => void load(page.next)}>{t("moreActs")}</button> : page && page.interactions.length > 0 && <p className="mt-3 text-sm text-faint">{t("timelineEnd")}</p>}
    </section>
  );
}
