"use client";
import { CalendarDays, Globe, MapPin } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useMe } from "#components/doors/me.ts";
import { people } from "#components/doors/people.ts";
import { Standing } from "#components/shell/standing.tsx";
import { withWords } from "#components/shell/with-words.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import type { PersonProfile } from "#lib/identity/types.ts";

const PersonActions = withWords(() => import("./person-actions.tsx").then((module) => module.PersonActions), () => <span aria-hidden className="block h-10" />);

const fact = "inline-flex items-center gap-1.5";

function Facts({ person }: { person: PersonProfile }) {
  const t = useTranslations("people");
  const locale = useLocale();
  const { joined, location, website } = person;
  if (!joined && !location && !website) return null;
  return (
    <p className="mt-3 flex flex-wrap gap-x-5 gap-y-1.5 text-[0.9rem] text-faint">
      {joined && <span className={fact}><CalendarDays aria-hidden size={15} />{t("joined", { date: new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(joined)) })}</span>}
      {location && <span className={`${fact} [overflow-wrap:anywhere]`}><MapPin aria-hidden size={15} className="flex-none" />{location}</span>}
      {website && <a className={`${fact} link [overflow-wrap:anywhere]`} href={website} rel="nofollow ugc noopener me"><Globe aria-hidden size={15} className="flex-none" />{website.replace(/^https?:\/\//, "").replace(/\/$/, "")}</a>}
    </p>
  );
}

/** Who someone is: as everybody sees them at first, then with what this viewer may see beside it. */
export function PersonHead({ person: shown, children }: { person: PersonProfile; children?: React.ReactNode }) {
  const t = useTranslations("people");
  const locale = useLocale();
  const me = useMe()?.me;
  const [person, setPerson] = useState(shown);
  const viewer = me?.id;
  useEffect(() => { if (viewer) void people.person(shown.id).then((answer) => { if (answer.ok) setPerson(answer.data); }); }, [viewer, shown.id]);
  return (
    <header className="flex flex-col gap-5 sm:flex-row sm:gap-8">
      <Avatar id={person.id} size="large" eager />
      <div className="min-w-0 flex-1">
        <h1 className="page-title">{person.name}</h1>
        <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-faint"><span>@{person.handle}</span><Standing role={person.role} tier={person.tier} /></p>
        {person.bio && <p className="mt-4 max-w-[62ch] whitespace-pre-line text-soft [overflow-wrap:anywhere] sm:text-lg">{person.bio}</p>}
        <Facts person={person} />
        {children}
        {me && me.id !== person.id && <PersonActions person={person} />}
        {me?.id === person.id && <p className="mt-5"><a href={`/${locale}/me/settings`} className="btn btn-quiet">{t("editOwn")}</a></p>}
      </div>
    </header>
  );
}
