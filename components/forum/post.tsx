"use client";
import { CheckCircle2, CornerUpLeft } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Standing } from "#components/shell/standing.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Person, PostView } from "#lib/forum/types.ts";
import { topicPath } from "./paths.ts";

const History = dynamic(() => import("./history.tsx").then((module) => module.History), { ssr: false });

type Shown = { post: PostView; topic: { id: number; slug: string }; fresh: boolean; children: React.ReactNode; body?: React.ReactNode };

function Gone({ post, children }: { post: PostView; children: React.ReactNode }) {
  const t = useTranslations("forum");
  return (
    <article id={`post-${post.number}`} className="flex flex-wrap items-center gap-3 border-b border-line py-4 text-faint">
      <p>{t("deleted", { number: post.number })}</p>{children}
    </article>
  );
}

function Head({ post, author, topic }: { post: PostView; author: Person; topic: Shown["topic"] }) {
  const t = useTranslations("forum");
  const locale = useLocale();
  const [history, setHistory] = useState(false);
  return (
    <div className="flex flex-wrap items-baseline gap-x-2.5 gap-y-0.5 text-[0.85rem] text-faint">
      <span className="max-w-full truncate text-[0.975rem] font-[580] text-ink">{author.name}</span>
      <span className="max-sm:hidden">@{author.handle}</span>
      <Standing role={author.role} tier={author.tier} />
      <span className="ml-auto flex items-baseline gap-2.5">
        {post.editedAt && <button type="button" className="underline decoration-dotted underline-offset-4" onClick={() => setHistory(true)}>{t("edited")}</button>}
        <a href={topicPath(locale, topic, post.number)} className="no-underline hover:text-ink hover:underline"><span className="sr-only">{t("linkTo", { number: post.number })} </span><Time at={post.createdAt} /> <span className="tabular-nums">#{post.number}</span></a>
      </span>
      {history && <History postId={post.id} onClose={() => setHistory(false)} />}
    </div>
  );
}

/** One post; what can be done with it comes as children, and its editor in place of its text as `body`. */
export function Post({ post, topic, fresh, children, body }: Shown) {
  const t = useTranslations("forum");
  const locale = useLocale();
  if (post.deleted || !post.author) return <Gone post={post}>{children}</Gone>;
  return (
    <article id={`post-${post.number}`} data-item tabIndex={-1} aria-label={t("postBy", { number: post.number, name: post.author.name })}
      className={`flex gap-3 border-b border-line py-6 sm:gap-4 ${fresh ? "arrived" : ""} ${post.accepted ? "-mx-4 border-l-2 border-l-good bg-good-soft px-4 sm:-mx-5 sm:rounded-r-lg sm:px-5" : ""}`}>
      <Avatar id={post.author.id} eager={post.number < 3} />
      <div className="min-w-0 flex-1">
        {post.accepted && <p className="mb-1 flex items-center gap-1.5 text-[0.85rem] font-[560] text-good"><CheckCircle2 aria-hidden size={15} />{t("acceptedAnswer")}</p>}
        <Head post={post} author={post.author} topic={topic} />
        {post.replyTo && <a href={topicPath(locale, topic, post.replyTo)} className="mt-1 inline-flex items-center gap-1 text-[0.85rem] text-faint no-underline hover:text-ink"><CornerUpLeft aria-hidden size={13} />{t("inReplyTo", { number: post.replyTo })}</a>}
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: cooked by the server when it was written */}
        {body ?? <div className="prose-post mt-2" dangerouslySetInnerHTML={{ __html: post.html }} />}
        {!body && children}
      </div>
    </article>
  );
}
