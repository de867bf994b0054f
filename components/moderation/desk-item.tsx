"use client";
import { useLocale, useTranslations } from "next-intl";
import { Time } from "#components/ui/time.tsx";
import type { ItemView } from "#lib/moderation/types.ts";
import { DeskPerson } from "./desk-person.tsx";
import { Reasons, useReason } from "#components/shell/reason.tsx";

function Neighbours({ posts }: { posts: ItemView["before"] }) {
  return posts.map((post) => (
    <div key={post.number} className="border-l-2 border-line py-1 pl-4 text-soft">
      <p className="text-sm text-faint">#{post.number} {post.name}</p>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: cooked by the server when it was written */}
      <div className="prose-post line-clamp-4 text-[0.925rem]" dangerouslySetInnerHTML={{ __html: post.html }} />
    </div>
  ));
}

function Reporters({ item }: { item: ItemView }) {
  const t = useTranslations("desk");
  const reason = useReason();
  if (item.reporters.length === 0) return null;
  return (
    <section aria-label={t("reporters")} className="grid gap-2">
      <h3 className="eyebrow">{t("reporters")}</h3>
      {item.reporters.map((one) => (
        <p key={`${one.at} ${one.name ?? ""} ${one.reason}`} className="text-[0.925rem] [overflow-wrap:anywhere]">
          <span className="font-[540]">{one.name ?? t("rule")}</span>: {reason(one.reason)}{one.note && ` — “${one.note}”`} {one.name && <span className="text-sm text-faint">{one.ruled > 0 ? t("accuracy", { right: one.right, ruled: one.ruled }) : t("firstReport")}</span>}
        </p>
      ))}
    </section>
  );
}

/** One thing to decide, in its place, with everything that helps to decide it. */
export function DeskItem({ item }: { item: ItemView }) {
  const t = useTranslations("desk");
  const rulings = useTranslations("rulings");
  const locale = useLocale();
  return (
    <article aria-label={t("item")} data-item-open={item.id} className="grid grid-cols-1 gap-5">
      <header className="grid gap-1">
        <p className="flex flex-wrap items-center gap-2"><span className="eyebrow">{t(`kind.${item.kind}`)}</span><Reasons reasons={item.reasons} /></p>
        {item.title && <h2 className="section-title [overflow-wrap:anywhere]">{item.title}</h2>}
        <p className="text-sm text-faint">{item.place && `${item.place} · `}<Time at={item.at} />{item.path && <> · <a className="link" href={`/${locale}${item.path}`}>{t("inPlace")}</a></>}{item.score !== null && ` · ${t("score", { score: Math.round(item.score * 100) })}`}</p>
      </header>
      <p className="flex flex-wrap items-baseline gap-x-2 rounded-lg bg-accent-soft px-4 py-2.5 text-[0.925rem]"><span className="font-[560]">{t("suggested", { act: t(item.kind === "appeal" ? "act.grant" : `act.${item.suggestion.act}`) })}</span><span className="text-soft">{item.suggestion.why.map((why) => t(`why.${why as "lookOnly"}`)).join(" ")}</span></p>
      <div className="grid gap-3">
        <Neighbours posts={item.before} />
        {item.ruling && <p className="text-soft">{rulings(`kind.${item.ruling.kind}`)} · {item.ruling.by} · <Time at={item.ruling.at} />{item.ruling.message && ` — “${item.ruling.message}”`}</p>}
        {item.ruling?.excerpt && <blockquote className="border-l-2 border-line pl-4 text-soft [overflow-wrap:anywhere]">{item.ruling.excerpt}</blockquote>}
        <div className="rounded-r-lg border-l-2 border-accent bg-raised py-2 pl-4">
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: cooked by the server */}
          {item.html ? <div className="prose-post" dangerouslySetInnerHTML={{ __html: item.html }} /> : <p className="prose-post whitespace-pre-wrap">{item.text}</p>}
        </div>
        <Neighbours posts={item.after} />
      </div>
      <Reporters item={item} />
      <DeskPerson person={item.person} />
    </article>
  );
}
