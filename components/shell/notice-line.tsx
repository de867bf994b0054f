"use client";
import { Award, BellRing, Check, Gem, HeartHandshake, Lightbulb, ShieldCheck, Star } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Avatar } from "#components/ui/avatar.tsx";
import { Time } from "#components/ui/time.tsx";
import type { NoticeView } from "#lib/notices/types.ts";

const marks = { moderation: ShieldCheck, accepted: Check, reminder: BellRing, idea: Lightbulb, review: Star, badge: Award, tier: Gem, referral: HeartHandshake } as const;

function Mark({ notice }: { notice: NoticeView }) {
  const [first] = notice.actors;
  if (first) return <Avatar id={first.id} />;
  const Icon = marks[notice.kind as keyof typeof marks] ?? BellRing;
  return <span aria-hidden className="grid size-10 flex-none place-items-center rounded-full bg-sunk text-accent"><Icon size={18} strokeWidth={1.75} /></span>;
}

function useNames(): (notice: NoticeView) => string {
  const t = useTranslations("notices.names");
  return ({ actors, actorCount }) => {
    const [a, b] = actors.map((actor) => actor.name);
    if (!a) return "";
    if (!b || actorCount < 2) return t("one", { a });
    return actorCount === 2 ? t("two", { a, b }) : t("more", { a, b, count: actorCount - 2 });
  };
}

function Sentence({ notice }: { notice: NoticeView }) {
  const t = useTranslations("notices.sentence");
  const names = useNames();
  const b = (words: React.ReactNode) => <strong className="font-[580] text-ink">{words}</strong>;
  const said = { b, names: names(notice), count: Math.max(1, notice.actorCount), acts: notice.acts };
  const event = notice.event.replace(".", "_");
  switch (event) {
    case "review_helpful": case "review_answered": case "flag_resolved": case "sanction_given": case "held_decided": case "tier_changed": case "tier_notice": case "tier_recovered": return t(event);
    case "request_answered": case "request_said": case "request_waiting": case "request_asked": case "request_handed": case "privilege_lapses": case "voice_answered": return t(event);
    case "stage_reached": return t(event, { stage: notice.subject.id });
    case "referral_joined": case "referral_thanked": return t(event, { acts: notice.acts });
    case "chat_mentioned": case "chat_written": return t.rich(event, said);
  }
  switch (notice.kind) {
    case "mention": case "reply": case "followed": case "topic": case "reaction": return t.rich(notice.kind, said);
    case "accepted": case "reminder": case "idea": case "badge": return t(notice.kind);
    default: return t("sanction_given");
  }
}

/** One line of notices: who did what, about what, and when. A press leads there; `onOpen` notes that it was read. */
export function NoticeLine({ notice, onOpen, children }: { notice: NoticeView; onOpen: (notice: NoticeView) => void; children?: React.ReactNode }) {
  const t = useTranslations("notices");
  const locale = useLocale();
  const body = (
    <>
      <p className="text-[0.925rem] text-soft [overflow-wrap:anywhere]"><Sentence notice={notice} />{!notice.read && <span className="sr-only">{` (${t("newMark")})`}</span>}</p>
      {notice.topic && <p className="mt-0.5 line-clamp-2 font-serif text-[1.02rem] leading-snug text-ink [overflow-wrap:anywhere]">{notice.topic.title}</p>}
      {notice.excerpt && notice.kind !== "reaction" && notice.kind !== "accepted" && <p className="mt-0.5 truncate text-sm text-faint">{notice.excerpt}</p>}
    </>
  );
  return (
    <li data-item tabIndex={-1} data-read={notice.read} className={`flex gap-3 px-4 py-3 ${notice.read ? "" : "bg-accent-soft/60"}`}>
      <Mark notice={notice} />
      <div className="min-w-0 flex-1">
        {notice.path
          ? <a data-open href={`/${locale}${notice.path}`} onClick={() => onOpen(notice)} className="block no-underline hover:[&_strong]:underline">{body}</a>
          : <button type="button" data-open onClick={() => onOpen(notice)} className="block w-full text-left">{body}</button>}
        <p className="mt-1 flex flex-wrap items-center gap-x-3 text-xs text-faint"><Time at={notice.at} />{children}</p>
      </div>
      {!notice.read && <span aria-hidden className="mt-1.5 size-2 flex-none rounded-full bg-accent" />}
    </li>
  );
}
