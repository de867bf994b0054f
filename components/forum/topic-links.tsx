import { CheckCircle2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { LinkedTopic } from "#lib/forum/types.ts";
import { topicPath } from "./paths.ts";

/** The topics beside this one, of the kinds asked for. */
export function TopicLinks({ links, kinds }: { links: readonly LinkedTopic[]; kinds: readonly LinkedTopic["kind"][] }) {
  const t = useTranslations("forum");
  const locale = useLocale();
  return kinds.filter((kind) => links.some((link) => link.kind === kind)).map((kind) => (
    <section key={kind} aria-label={t(`links.${kind}`)} className="mt-5 border-l-2 border-line-strong pl-4">
      <h2 className="eyebrow">{t(`links.${kind}`)}</h2>
      <ul className="mt-1">
        {links.filter((link) => link.kind === kind).map((link) => (
          <li key={link.id} className="py-0.5 text-[0.95rem] [overflow-wrap:anywhere]">
            <a href={topicPath(locale, link)} className="link">{link.title}</a>
            {link.answered && <CheckCircle2 role="img" aria-label={t("answered")} size={14} className="ml-1.5 inline text-good" />}
          </li>
        ))}
      </ul>
    </section>
  ));
}
