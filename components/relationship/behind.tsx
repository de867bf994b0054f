import { useLocale, useTranslations } from "next-intl";
import { Time } from "#components/ui/time.tsx";
import type { RelationshipView } from "#lib/relationship/types.ts";
import { kindKey } from "./kind-key.ts";

type Fact = RelationshipView["behind"][number];

function pathOf(fact: Fact, locale: string): string | undefined {
  if (fact.reversed || !/^\d+$/.test(fact.subjectId)) return undefined;
  if (fact.subjectType === "topic") return `/${locale}/t/${fact.subjectId}`;
  return fact.subjectType === "post" ? `/${locale}/p/${fact.subjectId}` : undefined;
}

/** The latest acts behind the factor, each with the way to where it happened. */
export function Behind({ facts }: { facts: Fact[] }) {
  const t = useTranslations("relationship");
  const locale = useLocale();
  if (facts.length === 0) return <p className="text-soft">{t("behindNone")}</p>;
  return (
    <ol className="divide-y divide-line">
      {facts.map((fact) => {
        const path = pathOf(fact, locale);
        const name = t(`kind.${kindKey(fact.kind)}`);
        const used = !fact.reversed && !fact.leftOut;
        return (
          <li key={fact.id} className={`flex flex-wrap items-baseline gap-x-4 gap-y-0.5 py-2.5 ${used ? "" : "text-faint"} ${fact.reversed ? "line-through" : ""}`}>
            <span className="min-w-0 flex-1 basis-40">{path ? <a className="no-underline hover:underline" href={path}>{name}</a> : name}{fact.reversed && <span className="sr-only"> ({t("reversed")})</span>}{fact.leftOut && !fact.reversed && <span className="text-sm text-faint"> · {t("leftOutMark")}</span>}</span>
            {fact.signal && <span className="text-sm text-faint">{t(`signal.${fact.signal}`)}</span>}
            <Time at={fact.occurredAt} className="w-28 text-right text-sm text-faint" />
          </li>
        );
      })}
    </ol>
  );
}
