import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { Standing } from "#components/shell/standing.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Directory, DirectoryRow } from "#lib/identity/types.ts";

type Sort = "joined" | "contributions";
type Shown = { directory: Directory; sort: Sort; q: string; path: string; later: boolean; locale: string };

const query = (of: { sort: Sort; q: string; after?: string | null }): string => {
  const params = new URLSearchParams([...(of.sort === "joined" ? [] : [["sort", of.sort]]), ...(of.q ? [["q", of.q]] : []), ...(of.after ? [["after", of.after]] : [])]);
  return params.size ? `?${params}` : "";
};

function Row({ person, locale }: { person: DirectoryRow; locale: string }) {
  const t = useTranslations("people");
  return (
    <li data-item tabIndex={-1} className="flex gap-3 border-b border-line py-4 sm:gap-4">
      <Avatar id={person.id} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2.5 gap-y-0.5">
          <a data-open href={`/${locale}/u/${person.handle}`} className="max-w-full truncate font-[560] no-underline hover:underline">{person.name}</a>
          <span className="text-sm text-faint">@{person.handle}</span><Standing role={person.role} tier={person.tier} />
        </p>
        {person.bio && <p className="mt-0.5 line-clamp-2 text-[0.95rem] text-soft [overflow-wrap:anywhere]">{person.bio}</p>}
        <p className="mt-1 flex flex-wrap gap-x-4 text-sm text-faint">
          {person.joined && <span>{t("joinedShort")} <Time at={person.joined} /></span>}
          {person.contributions > 0 && <span>{t("contributions", { count: person.contributions })}</span>}
        </p>
      </div>
    </li>
  );
}

/** Members who chose to be found, in one of two orders, or by a part of their name. */
export function MemberList({ directory, sort, q, path, later, locale }: Shown) {
  const t = useTranslations("people");
  return (
    <section aria-label={t("membersTitle")}>
      <form action={path} className="relative mb-4 max-w-md">
        <Search aria-hidden size={17} className="pointer-events-none absolute top-1/2 left-3.5 -translate-y-1/2 text-faint" />
        <input name="q" type="search" defaultValue={q} maxLength={80} aria-label={t("searchLabel")} placeholder={t("searchPlaceholder")} className="field-input pl-10!" />
        {sort !== "joined" && <input type="hidden" name="sort" value={sort} />}
      </form>
      <nav aria-label={t("order")} className="flex gap-5 border-b border-line">
        {(["joined", "contributions"] as const).map((one) => (
          <a key={one} href={`${path}${query({ sort: one, q })}`} aria-current={one === sort ? "true" : undefined}
            className={`-mb-px border-b-2 py-2.5 text-[0.95rem] no-underline ${one === sort ? "border-accent font-[560] text-ink" : "border-transparent text-soft hover:text-ink"}`}>{t(`sorts.${one}`)}</a>
        ))}
      </nav>
      {directory.people.length === 0
        ? <div className="mt-8"><EmptyState title={t(q ? "nobodyFound" : "nobodyYet")} text={t(q ? "nobodyFoundText" : "nobodyYetText")} /></div>
        : <ul>{directory.people.map((person) => <Row key={person.id} person={person} locale={locale} />)}</ul>}
      <div className="flex justify-between gap-4 py-8">
        {later ? <a href={`${path}${query({ sort, q })}`} className="btn btn-quiet">{t("firstPage")}</a> : <span />}
        {directory.next ? <a rel="next" href={`${path}${query({ sort, q, after: directory.next })}`} className="btn btn-quiet">{t("more")}</a> : directory.people.length > 0 && <p className="py-2 text-sm text-faint">{t("end")}</p>}
      </div>
    </section>
  );
}
