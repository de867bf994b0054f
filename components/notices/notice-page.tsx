"use client";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { useMe } from "#components/doors/me.ts";
import { notices } from "#components/doors/notices.ts";
import { hear } from "#components/realtime/live.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { NoticeLine } from "#components/shell/notice-line.tsx";
import { openNotice, useMarkAll } from "#components/shell/notice-popover.tsx";
import { setUnread } from "#components/shell/unread.ts";
import type { NoticeKind, NoticeList, NoticeView } from "#lib/notices/types.ts";

const kinds = ["request", "space", "message", "mention", "reply", "followed", "topic", "reaction", "accepted", "review", "idea", "reminder", "referral", "badge", "moderation"] as const satisfies readonly NoticeKind[];
type Filter = { unread: boolean; kind?: NoticeKind | undefined };

function useList(filter: Filter) {
  const [list, setList] = useState<NoticeList>();
  const [failed, setFailed] = useState(false);
  const [arrived, setArrived] = useState(false);
  const { unread, kind } = filter;
  const load = useCallback(async (after?: string): Promise<void> => {
    const answer = await notices.list({ unread, kind, after: after ?? null });
    setFailed(!answer.ok);
    if (!answer.ok) return;
    setUnread(answer.data.unread);
    if (!after) setArrived(false);
    setList((old) => (after && old ? { ...answer.data, notices: [...old.notices, ...answer.data.notices.filter((one) => !old.notices.some((had) => had.id === one.id))] } : answer.data));
  }, [unread, kind]);
  useEffect(() => {
    void load();
    // A list that is being read does not move by itself.
    return hear("notice.created", () => setArrived(true));
  }, [load]);
  const set = (id: number, read: boolean, left: number): void => {
    setUnread(left);
    setList((old) => old && { ...old, unread: left, notices: old.notices.map((one) => (one.id === id ? { ...one, read } : one)) });
  };
  return { list, failed, arrived, load, set };
}

function Filters({ filter, choose }: { filter: Filter; choose: (filter: Filter) => void }) {
  const t = useTranslations("notices");
  const tab = (unread: boolean, label: string) => (
    <button type="button" aria-pressed={filter.unread === unread} onClick={() => choose({ ...filter, unread })}
      className={`-mb-px border-b-2 py-2.5 text-[0.95rem] ${filter.unread === unread ? "border-accent font-[560] text-ink" : "border-transparent text-soft hover:text-ink"}`}>{label}</button>
  );
  return (
    <fieldset aria-label={t("filter")} className="flex items-end gap-5 border-b border-line">
      {tab(false, t("all"))}{tab(true, t("unread"))}
      <select aria-label={t("ofKind")} value={filter.kind ?? ""} onChange={(event) => choose({ ...filter, kind: kinds.find((kind) => kind === event.target.value) })}
        className="mb-1.5 ml-auto max-w-[11rem] min-w-0 truncate rounded-full border border-line bg-raised px-3 py-1.5 text-sm sm:max-w-[18rem]">
        <option value="">{t("everyKind")}</option>
        {kinds.map((kind) => <option key={kind} value={kind}>{t(`kinds.${kind}`)}</option>)}
      </select>
    </fieldset>
  );
}

/** All one's notices. */
export function NoticePage() {
  const t = useTranslations("notices");
  const locale = useLocale();
  const answer = useMe();
  const [filter, setFilter] = useState<Filter>({ unread: false });
  if (answer && !answer.me) return <EmptyState title={t("title")} text={t("signInFirst")} action={{ label: t("signIn"), href: `/${locale}/sign-in?return=/${locale}/me/notices` }} />;
  return (
    <div>
      <Filters filter={filter} choose={setFilter} />
      {answer && <Lines filter={filter} key={`${filter.unread} ${filter.kind}`} />}
    </div>
  );
}

function Lines({ filter }: { filter: Filter }) {
  const t = useTranslations("notices");
  const { list, failed, arrived, load, set } = useList(filter);
  const markAll = useMarkAll(() => void load());
  const toggle = async (one: NoticeView): Promise<void> => {
    const said = one.read ? await notices.unreadAgain({ ids: [one.id] }) : await notices.read({ ids: [one.id] });
    if (said.ok) set(one.id, !one.read, said.data.unread);
  };
  const open = (one: NoticeView): void => {
    openNotice(one);
    set(one.id, true, Math.max(0, (list?.unread ?? 1) - (one.read ? 0 : 1)));
  };
  if (failed && !list) return <p role="alert" className="py-12 text-center text-soft">{t("failed")} <button type="button" className="link" onClick={() => void load()}>{t("again")}</button></p>;
  if (!list) return <div className="mt-4 grid gap-3"><div className="skeleton h-20" /><div className="skeleton h-20" /><div className="skeleton h-20" /></div>;
  if (list.notices.length === 0) return <div className="mt-8"><EmptyState title={t(filter.unread ? "noneUnread" : "none")} text={t(filter.unread ? "noneUnreadText" : "noneText")} /></div>;
  return (
    <>
      <div className="flex min-h-12 items-center justify-between gap-3">
        <p aria-live="polite">{arrived && <button type="button" className="link text-sm" onClick={() => void load()}>{t("arrived")}</button>}</p>
        {list.unread > 0 && <button type="button" className="act" onClick={() => void markAll(list.unread)}>{t("markAll")}</button>}
      </div>
      <ul className="card divide-y divide-line overflow-hidden">
        {list.notices.map((one) => (
          <NoticeLine key={one.id} notice={one} onOpen={open}>
            <button type="button" className="underline decoration-dotted underline-offset-4 hover:text-ink" onClick={() => void toggle(one)}>{t(one.read ? "markUnread" : "markRead")}</button>
          </NoticeLine>
        ))}
      </ul>
      <p className="py-8 text-center text-sm text-faint">{list.next ? <button type="button" className="btn btn-quiet" onClick={() => void load(list.next ?? undefined)}>{t("more")}</button> : t("end")}</p>
    </>
  );
}
