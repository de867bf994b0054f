"use client";
import { CheckCircle2, CircleHelp, CornerDownRight, Lightbulb, MessageSquare, Package, Star, UserRound } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Marked } from "#components/ui/marked.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Hit } from "#lib/search/types.ts";

const pictures = { topic: MessageSquare, post: CornerDownRight, product: Package, review: Star, question: CircleHelp, person: UserRound };

function kindOf(hit: Hit): "topic" | "post" | "product" | "review" | "question" | "person" | "idea" {
  return hit.kind === "topic" && (hit.topicKind === "question" || hit.topicKind === "idea") ? hit.topicKind : hit.kind;
}

// A piece from the middle of a text says so.
const begins = (pieces: Hit["snippet"]): boolean => /^[\p{Lu}\p{N}\p{P}\p{S}]/u.test(pieces[0]?.text.trimStart() ?? "");
const ends = (pieces: Hit["snippet"]): boolean => /[.!?…:)\]”"»]$/u.test(pieces.at(-1)?.text.trimEnd() ?? "");

/** One thing that was found: what it is, where it stands, who wrote it when, and what of it was meant. */
export function SearchHit({ hit }: { hit: Hit }) {
  const t = useTranslations("search");
  const locale = useLocale();
  const kind = kindOf(hit);
  const Picture = kind === "idea" ? Lightbulb : pictures[kind];
  return (
    <li data-item tabIndex={-1} className="group border-b border-line py-5">
      <p className="facts text-[0.8125rem]">
        <span className="inline-flex items-center gap-1.5"><Picture aria-hidden size={14} />{hit.kind === "post" && hit.number ? t("postNumber", { number: hit.number }) : t(`kinds.${kind}`)}</span>
        {(hit.answered || hit.accepted) && <span className="inline-flex items-center gap-1 text-good"><CheckCircle2 aria-hidden size={14} />{t(hit.accepted ? "accepted" : "answered")}</span>}
        {hit.category && <a href={`/${locale}/c/${hit.category.slug}`} className="inline-flex min-w-0 items-center gap-1.5 no-underline hover:text-ink"><span className={`dot dot-${hit.category.colour}`} /><span className="truncate">{hit.category.name}</span></a>}
      </p>
      <h2 className="mt-1 font-serif text-[1.2rem] leading-snug font-[520] tracking-[-0.005em] [overflow-wrap:anywhere]">
        <a href={`/${locale}${hit.path}`} data-open className="no-underline decoration-1 underline-offset-4 group-hover:underline"><Marked text={hit.title} /></a>
      </h2>
      {hit.snippet.length > 0 && <p className="mt-1 line-clamp-3 max-w-[68ch] text-[0.95rem] text-soft [overflow-wrap:anywhere]">{begins(hit.snippet) ? "" : "… "}<Marked text={hit.snippet} />{ends(hit.snippet) ? "" : " …"}</p>}
      <p className="mt-1.5 facts">
        {hit.author && <span className="max-w-52 truncate">{hit.kind === "person" ? `@${hit.author.handle}` : hit.author.name}</span>}
        {hit.kind !== "product" && hit.kind !== "person" && <Time at={hit.createdAt} />}
        {hit.kind === "topic" && hit.replies !== null && <span>{t("replies", { count: hit.replies })}</span>}
      </p>
    </li>
  );
}
