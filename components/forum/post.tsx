"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Standing } from "#components/shell/standing.tsx";
import { withWords } from "#components/shell/with-words.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Person, PostView } from "#lib/forum/types.ts";
import { topicPath } from "./paths.ts";

const PostPolls = withWords(() => import("./polls/post-polls.tsx").then((module) => module.PostPolls));
const History = withWords(() => import("./history.tsx").then((module) => module.History));

type Shown = { post: PostView; topic: { id: number; slug: string }; fresh: boolean; children: React.ReactNode; body?: React.ReactNode; below?: React.ReactNode };

function Gone({ post, children, below }: { post: PostView; children: React.ReactNode; below?: React.ReactNode }) {
  const t = useTranslations("forum");
  const locale = useLocale();
  return (
    <article id={`post-${post.number}`} className="flex flex-wrap items-center gap-3 border-b border-line py-4 text-faint">
      <p>{post.movedTo ? <a className="link" href={`/${locale}/p/${post.movedTo}`}>{t("movedPost", { number: post.number })}</a> : t("deleted", { number: post.number })}</p>{!post.movedTo && children}{below && <div className="w-full">{below}</div>}
    </article>
  );
}

function Head({ post, author }: { post: PostView; author: Person }) {
  const t = useTranslations("forum");
  const locale = useLocale();
  const [history, setHistory] = useState(false);
  return (
    <div className="post-head">
      <a className="post-name" href={`/${locale}/u/${author.handle}`}>{author.name}</a>
      <span className="max-sm:hidden">{`@${author.handle}`}</span>
      <Standing role={author.role} tier={author.tier} />
      <span className="post-when">
        {post.wiki && <span title={t("wikiHint")}>{t("wiki")}</span>}
        {post.editedAt && <button type="button" className="underline decoration-dotted underline-offset-4" onClick={() => setHistory(true)}>{t("edited")}</button>}
        <a href={`#post-${post.number}`}><span className="sr-only">{`${t("linkTo", { number: post.number })} `}</span><Time at={post.createdAt} /> {`#${post.number}`}</a>
      </span>
      {history && <History postId={post.id} onClose={() => setHistory(false)} />}
    </div>
  );
}

/** One post; what can be done with it comes as children, its editor in place of its text as `body`, and what was done to the topic after it as `below`. */
export function Post({ post, topic, fresh, children, body, below }: Shown) {
  const t = useTranslations("forum");
  const locale = useLocale();
  if (post.deleted || !post.author) return <Gone post={post} below={below}>{children}</Gone>;
  return (
    <article id={`post-${post.number}`} data-item tabIndex={-1} aria-label={t("postBy", { number: post.number, name: post.author.name })}
      className={["post", below && "flex-wrap", fresh && "arrived", post.accepted && "post-accepted"].filter(Boolean).join(" ")}>
      <Avatar id={post.author.id} eager={post.number < 3} />
      <div className="post-body">
        {post.accepted && <p className="mb-1 flex items-center gap-1.5 text-[0.85rem] font-[560] text-good"><span aria-hidden className="drawn drawn-check" />{t("acceptedAnswer")}</p>}
        <Head post={post} author={post.author} />
        {post.replyTo && <a href={topicPath(locale, topic, post.replyTo)} className="post-answers">{t("inReplyTo", { number: post.replyTo })}</a>}
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: cooked by the server when it was written */}
        {body ?? <div className="prose-post" dangerouslySetInnerHTML={{ __html: post.html }} />}
        {!body && post.html.includes(" data-poll=") && <PostPolls post={post} topicId={topic.id} />}
        {!body && children}
      </div>
      {below && <div className="w-full">{below}</div>}
    </article>
  );
}
