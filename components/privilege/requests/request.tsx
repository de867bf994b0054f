"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect } from "react";
import { useMe } from "#components/doors/me.ts";
import { requests } from "#components/doors/requests.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Time } from "#components/ui/time.tsx";
import type { RequestView } from "#lib/privilege/requests/types.ts";
import { Composer, Dialogue, useKept } from "./dialogue.tsx";
import { Facts, Readers } from "./facts.tsx";
import { Files } from "./files.tsx";
import { Need } from "./need.tsx";
import { Options } from "./options.tsx";
import { Outcome } from "./outcome.tsx";
import { State, useMoment } from "./parts.tsx";
import { type Opened, useRequest } from "./use-request.ts";

/** When an answer can be expected, while none has come. */
export function Expected({ request }: { request: RequestView }) {
  const t = useTranslations("requests");
  const moment = useMoment();
  if (request.state !== "open" || request.firstRepliedAt) return null;
  const at = moment(request.expectedAt);
  return <p className="rounded-lg bg-accent-soft px-4 py-3 text-[0.95rem]" data-expected>{request.place === null ? t("expectBy", { at }) : t("inLine", { place: request.place, at })}</p>;
}

function WhoCares({ request }: { request: RequestView }) {
  const t = useTranslations("requests");
  if (!request.concierge) return <p className="text-[0.95rem] text-soft">{t("nobodyYet")}</p>;
  return (
    <div className="flex items-center gap-3.5">
      <Avatar id={request.concierge.id} size="large" />
      <div className="min-w-0"><p className="eyebrow">{t("yourConcierge")}</p><p className="font-serif text-[1.25rem] leading-tight [overflow-wrap:anywhere]">{request.concierge.name}</p>
        <p className="mt-1 flex items-center gap-2 text-sm text-faint"><span aria-hidden className={`dot ${request.service.openNow ? "dot-moss" : ""}`} />{request.service.openNow ? t("openNow") : t("closedNow")}</p></div>
    </div>
  );
}

function Withdraw({ opened }: { opened: Opened }) {
  const t = useTranslations("requests");
  const request = opened.request as RequestView;
  if (!request.can.withdraw) return null;
  // It can be opened again for two weeks, so nobody is asked whether they are sure.
  return <button type="button" className="act -ml-2 text-left" onClick={() => void opened.act(requests.withdraw(request.id, ""), t("withdrawnDone"))}>{t("withdraw")}</button>;
}

function Body({ opened, me }: { opened: Opened; me: string }) {
  const t = useTranslations("requests");
  const locale = useLocale();
  const request = opened.request as RequestView;
  const [text, setText] = useKept(`request:${request.id}`);
  const last = request.messages.at(-1)?.seq ?? 0;
  useEffect(() => { if (request.own && last > 0) void requests.read(request.id, last); }, [request.id, request.own, last]);
  return (
    <div className="grid grid-cols-1 gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_17rem]" data-request={request.id} data-live={opened.live || undefined}>
      <div className="grid min-w-0 content-start gap-9">
        <header>
          <p className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-1"><a href={`/${locale}/premium/requests`} className="act -ml-2">← {t("allRequests")}</a><State state={request.state} waiting={request.waiting} /></p>
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: cooked by lib/markdown, which lets nothing run */}
          <h1 className="wish font-serif text-[clamp(1.5rem,1.2rem+1.4vw,2.1rem)] leading-[1.28] tracking-[-0.01em] [overflow-wrap:anywhere]" dangerouslySetInnerHTML={{ __html: request.html.replace(/<\/?(?:p|h\d)[^>]*>/g, (tag) => (tag.startsWith("</") ? "<br>" : "")).replace(/(<br>\s*)+$/, "") }} />
          <Files files={request.files} />
          <p className="mt-4 text-sm text-faint">{request.own ? t("youForwarded") : t("memberForwarded", { name: request.member.name })} <Time at={request.createdAt} /></p>
        </header>
        <Expected request={request} />
        <Outcome opened={opened} />
        <Need opened={opened} />
        <Options opened={opened} />
        <section aria-label={t("dialogue")} className="grid gap-5">
          <Dialogue request={request} me={me} typing={opened.typing} />
          {request.can.say ? <Composer opened={opened} label={t("writeTo", { name: request.concierge?.name ?? t("us") })} text={text} onText={setText} /> : !request.own && request.state === "open" && <p className="text-sm text-faint">{t("readOnly")}</p>}
        </section>
      </div>
      <aside className="grid content-start gap-8 lg:sticky lg:top-24 lg:self-start">
        <WhoCares request={request} />
        <Facts request={request} />
        <Readers opened={opened} />
        <Withdraw opened={opened} />
      </aside>
    </div>
  );
}

/** A member's request, whole: what they wished, what we understood, what was proposed and said, and how it ended. */
export function Request({ id }: { id: number }) {
  const t = useTranslations("requests");
  const locale = useLocale();
  const words = useProblem();
  const me = useMe();
  const opened = useRequest(id);
  if (me?.me === null) return <EmptyState title={t("signInFirst")} text={t("signInText")} action={{ label: t("signIn"), href: `/${locale}/sign-in?return=/${locale}/premium/requests/${id}` }} />;
  if (opened.gone) return <EmptyState title={t("goneTitle")} text={t("goneText")} action={{ label: t("allRequests"), href: `/${locale}/premium/requests` }} />;
  if (opened.problem && !opened.request) return <p role="alert" className="text-danger">{words(opened.problem)} <button type="button" className="link" onClick={() => void opened.reload()}>{t("again")}</button></p>;
  if (!opened.request || !me) return <div role="status" aria-label={t("loading")} className="grid gap-8"><div className="skeleton h-28" /><div className="skeleton h-72" /></div>;
  return <Body opened={opened} me={me.me.id} />;
}
