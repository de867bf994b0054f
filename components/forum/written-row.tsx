import { CheckCircle2, Heart } from "lucide-react";
import { useTranslations } from "next-intl";
import { Time } from "#components/ui/time.tsx";
import type { WrittenRow as Row } from "#lib/forum/types.ts";
import { topicPath } from "./paths.ts";

/** One reply in the list of what someone wrote, with the topic it stands in. */
export function WrittenRow({ post, locale }: { post: Row; locale: string }) {
  const t = useTranslations("people");
  return (
    <li data-item tabIndex={-1} className="border-b border-line py-5">
      <h2 className="font-serif text-[1.15rem] leading-snug font-[520] [overflow-wrap:anywhere]"><a data-open href={topicPath(locale, post.topic, post.number)} className="no-underline hover:underline">{post.topic.title}</a></h2>
      {post.excerpt && <p className="mt-1 line-clamp-3 text-[0.95rem] text-soft [overflow-wrap:anywhere]">{post.excerpt}</p>}
      <p className="mt-2 facts">
        <a href={`/${locale}/c/${post.topic.category.slug}`} className="inline-flex items-center gap-1.5 no-underline hover:text-ink"><span className={`dot dot-${post.topic.category.colour}`} />{post.topic.category.name}</a>
        <Time at={post.at} />
        {post.score > 0 && <span className="inline-flex items-center gap-1"><Heart aria-hidden size={13} /><span className="sr-only">{t("likes")} </span>{post.score}</span>}
        {post.accepted && <span className="inline-flex items-center gap-1 text-good"><CheckCircle2 aria-hidden size={14} />{t("accepted")}</span>}
      </p>
    </li>
  );
}
