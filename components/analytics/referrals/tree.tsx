"use client";
import { Download, Search } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { referralStudio } from "#components/doors/referral-studio.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import type { FoundView, TreeRow } from "#lib/analytics/referrals/types.ts";
import { Waiting } from "../parts.tsx";
import { useLoaded } from "#components/doors/use-loaded.ts";
import { useShown } from "../use-shown.ts";
import { ReferralHead } from "./places.tsx";
import { TreePicture } from "./tree-picture.tsx";
import { TreeTable } from "./tree-table.tsx";
import { useNews } from "./use-news.ts";

const address = (locale: string, root: string | null): string => `/${locale}/studio/referrals/tree${root ? `?of=${root}` : ""}`;

/** Where the tree begins, in the address: back goes back. */
function useRoot(first: string | null): { root: string | null; enter: (id: string | null) => void } {
  const locale = useLocale();
  const [root, setRoot] = useState(first);
  useEffect(() => {
    const back = (): void => setRoot(new URLSearchParams(location.search).get("of"));
    addEventListener("popstate", back);
    return () => removeEventListener("popstate", back);
  }, []);
  return { root, enter: (id) => { if (id === root) return; history.pushState(null, "", address(locale, id)); setRoot(id); } };
}

function Find({ onEnter }: { onEnter: (id: string) => void }) {
  const t = useTranslations("wordOfMouth");
  const [q, setQ] = useState("");
  const [found, setFound] = useState<FoundView["found"]>();
  useEffect(() => {
    const asked = q.trim();
    if (!asked) return setFound(undefined);
    const stop = new AbortController();
    const timer = setTimeout(() => void referralStudio.find(asked, stop.signal).then((answer) => { if (answer.ok && !stop.signal.aborted) setFound(answer.data.found); }), 180);
    return () => { clearTimeout(timer); stop.abort(); };
  }, [q]);
  const choose = (id: string): void => { setQ(""); onEnter(id); };
  return (
    <search className="relative block max-w-md">
      <label htmlFor="find-in-tree" className="sr-only">{t("tree.find")}</label>
      <Search aria-hidden size={18} className="pointer-events-none absolute left-3 top-3.5 text-faint" />
      <input id="find-in-tree" type="search" autoComplete="off" className="field-input pl-10" placeholder={t("tree.find")} value={q} onChange={(event) => setQ(event.target.value)} onKeyDown={(event) => { if (event.key === "Enter" && found?.[0]) choose(found[0].id); if (event.key === "Escape") setQ(""); }} />
      {found && (
        <ul className="card absolute inset-x-0 top-full z-20 mt-1 max-h-80 overflow-y-auto p-1 shadow-lg" aria-label={t("tree.found")}>
          {found.length === 0 && <li className="px-3 py-2 text-soft">{t("tree.foundNone")}</li>}
          {found.map((one) => <li key={one.id}><button type="button" className="block w-full rounded-md px-3 py-2 text-left hover:bg-sunk" onClick={() => choose(one.id)}><span className="block font-[560] [overflow-wrap:anywhere]">{one.name}</span><span className="block text-sm text-faint">{one.by ? t("tree.broughtBy", { name: one.by }) : t("tree.atTop")} · {t("tree.belowCount", { count: one.below })}</span></button></li>)}
        </ul>
      )}
    </search>
  );
}

function Crumbs({ path, onEnter }: { path: readonly TreeRow[]; onEnter: (id: string | null) => void }) {
  const t = useTranslations("wordOfMouth");
  // Of a long way down the first and the last are shown.
  const shown = path.length > 6 ? [...path.slice(0, 2), null, ...path.slice(-3)] : path;
  return (
    <nav aria-label={t("tree.way")}>
      <ol className="flex flex-wrap items-center gap-x-1 gap-y-0.5 text-[0.95rem]">
        <li><button type="button" className="act" onClick={() => onEnter(null)}>{t("tree.everybody")}</button></li>
        {shown.map((one, at) => <li key={one?.id ?? "gap"} className="flex items-center gap-1"><span aria-hidden className="text-faint">›</span>{one === null ? <span className="px-1 text-faint">…</span> : at === shown.length - 1 ? <b aria-current="true" className="px-2 font-[580]">{one.name}</b> : <button type="button" className="act" onClick={() => onEnter(one.id)}>{one.name}</button>}</li>)}
      </ol>
    </nav>
  );
}

function Branch({ root, onEnter }: { root: string | null; onEnter: (id: string | null) => void }) {
  const t = useTranslations("wordOfMouth");
  const { data, error, again } = useLoaded(() => referralStudio.tree(root));
  const { data: way } = useLoaded(() => (root ? referralStudio.path(root) : Promise.resolve({ ok: true as const, data: { path: [] } })));
  const shown = useShown(data?.currency);
  useNews(again);
  const above = way?.path.at(-2)?.id ?? null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a key for what its buttons do too
    <div className="grid grid-cols-[minmax(0,1fr)] gap-10" onKeyDown={(event) => { if (event.key === "Backspace" && root && !(event.target instanceof HTMLInputElement)) { event.preventDefault(); onEnter(above); } }}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {root && way && <Crumbs path={way.path} onEnter={onEnter} />}
        {!data ? <Waiting error={error} again={again} /> : data.total === 0 ? <EmptyState title={t("tree.none")} text={t("tree.noneText")} /> : <TreePicture view={data} shown={shown} onEnter={onEnter} />}
      </div>
      {data && data.total > 0 && (
        <section aria-labelledby="tree-table">
          <div className="mb-3 flex flex-wrap items-baseline justify-between gap-3"><h2 id="tree-table" className="section-title">{t("tree.table")}</h2><a className="link inline-flex items-center gap-2 text-sm" href="/api/studio/referrals.csv" download><Download aria-hidden size={15} />{t("csvAll")}</a></div>
          <TreeTable root={root} shown={shown} />
        </section>
      )}
    </div>
  );
}

/** Who brought whom: the picture of the whole or of one branch, and the same as an indented table. */
export function TreePage({ of }: { of: string | null }) {
  const t = useTranslations("wordOfMouth");
  const { root, enter } = useRoot(of);
  return (
    <>
      <ReferralHead title={t("tree.title")} intro={t("tree.intro")} individuals />
      <div className="mb-6"><Find onEnter={enter} /></div>
      <Branch key={root ?? "all"} root={root} onEnter={enter} />
    </>
  );
}
