"use client";
import { useLocale, useTranslations } from "next-intl";
import { Standing } from "#components/shell/standing.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Time } from "#components/ui/time.tsx";
import type { PersonView } from "#lib/moderation/types.ts";
import { useReason } from "#components/shell/reason.tsx";

/** Someone as the desk knows them: since when, how much, what was said and decided before. */
export function DeskPerson({ person }: { person: PersonView }) {
  const t = useTranslations("desk");
  const rulings = useTranslations("rulings");
  const reason = useReason();
  const locale = useLocale();
  return (
    <section aria-label={t("person")} className="rounded-xl bg-sunk p-4">
      <div className="flex items-center gap-3">
        <Avatar id={person.id} />
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-center gap-x-2 font-[560]"><a href={`/${locale}/desk/people/${person.id}`} className="link truncate">{person.name}</a><Standing role={person.role} tier={person.tier} /></p>
          <p className="truncate text-sm text-faint">@{person.handle} · {t("joined")} <Time at={person.joined} /> · {t("posts", { count: person.posts })}</p>
        </div>
      </div>
      <p className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-sm text-soft">
        <span>{t("earlier", { upheld: person.upheld, dismissed: person.dismissed })}</span>
        {person.company && <span className="text-danger">{t("company")}</span>}{person.suspended && <span className="text-danger">{t("suspended")}</span>}{person.silencedUntil && <span className="text-danger">{t("silenced")}</span>}
      </p>
      {person.rulings.length > 0 && (
        <ul className="mt-2 grid gap-1 text-sm">
          {person.rulings.slice(0, 5).map((ruling) => (
            <li key={ruling.id} className="text-soft"><span className="font-[540]">{rulings(`kind.${ruling.kind}`)}</span> · {reason(ruling.reason)} · <Time at={ruling.at} />{ruling.ended ? ` · ${rulings("ended")}` : ""}</li>
          ))}
        </ul>
      )}
      {person.notes.map((note) => <p key={note.at} className="mt-2 border-l-2 border-line-strong pl-3 text-sm text-soft [overflow-wrap:anywhere]">{note.text} <span className="text-faint">({note.by}, <Time at={note.at} />)</span></p>)}
    </section>
  );
}
