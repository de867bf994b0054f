"use client";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { reading } from "#components/doors/reading.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { say } from "#components/ui/toast.tsx";
import type { FollowView, SubjectType } from "#lib/forum/reading/types.ts";
import { FollowControl } from "./follow-control.tsx";
import { Mine } from "./mine.tsx";
import { topicPath } from "./paths.ts";
import { usePages } from "./use-pages.ts";

const types = ["topic", "category", "tag", "person"] as const;
const isType = (text: string): text is SubjectType => (types as readonly string[]).includes(text);

function pathOf(locale: string, follow: FollowView): string {
  if (follow.type === "topic") return topicPath(locale, { id: Number(follow.id), slug: follow.slug });
  return { category: `/${locale}/c/${follow.slug}`, tag: `/${locale}/tag/${follow.slug}`, person: `/${locale}/u/${follow.slug}` }[follow.type];
}

function FollowRow({ follow }: { follow: FollowView }) {
  const t = useTranslations("reading");
  const locale = useLocale();
  return (
    <li data-item tabIndex={-1} className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line py-3">
      {follow.type === "person" && <Avatar id={follow.id} size="small" />}
      <span className="min-w-0 flex-1 basis-52"><a href={pathOf(locale, follow)} data-open className="font-[520] no-underline underline-offset-4 [overflow-wrap:anywhere] hover:underline">{follow.name}</a>{follow.auto && <span className="block text-sm text-faint">{t("auto")}</span>}</span>
      <FollowControl subject={follow} level={follow.level} />
    </li>
  );
}

function Own() {
  const t = useTranslations("reading");
  const words = useProblem();
  const [own, setOwn] = useState<boolean>();
  useEffect(() => { void reading.choices().then((answer) => { if (answer.ok) setOwn(answer.data.followOwn); }); }, []);
  const choose = async (next: boolean): Promise<void> => {
    setOwn(next);
    const answer = await reading.choose(next);
    if (answer.ok) return;
    setOwn(!next);
    say(words(answer.problem), { tone: "danger" });
  };
  if (own === undefined) return null;
  return (
    <label className="mt-8 flex cursor-pointer items-start gap-3 rounded-xl bg-sunk px-5 py-4">
      <input type="checkbox" className="mt-1.5 accent-(--accent)" checked={own} onChange={(event) => void choose(event.target.checked)} />
      <span><span className="block font-[540]">{t("followOwn")}</span><span className="block text-sm text-soft">{t("followOwnHint")}</span></span>
    </label>
  );
}

/** What one follows, mutes and ignores, by what it is; each can be changed or taken back where it stands. */
export function Following() {
  const t = useTranslations("reading");
  const [type, setType] = useState<SubjectType>("topic");
  useEffect(() => { const named = location.hash.slice(1); if (isType(named)) setType(named); }, []);
  const load = useCallback(async (after?: string) => {
    const answer = await reading.follows(type, after);
    return answer.ok ? { ok: true as const, data: { rows: answer.data.follows, next: answer.data.next } } : answer;
  }, [type]);
  const pages = usePages<FollowView>(load);
  return (
    <>
      <div role="tablist" aria-label={t("followingTitle")} className="mb-2 flex gap-5 overflow-x-auto border-b border-line">
        {types.map((one) => (
          <button key={one} type="button" role="tab" aria-selected={one === type} className={`-mb-px border-b-2 py-2.5 text-[0.95rem] ${one === type ? "border-accent font-[560] text-ink" : "border-transparent text-soft hover:text-ink"}`}
            onClick={() => { setType(one); history.replaceState(history.state, "", `#${one}`); }}>{t(`types.${one}`)}</button>
        ))}
      </div>
      <Mine pages={pages} empty={{ title: t("noneTitle"), text: t(`noneOf.${type}`) }} row={(follow) => <FollowRow key={`${follow.type} ${follow.id}`} follow={follow} />} />
      {!pages.problem && <Own />}
    </>
  );
}
