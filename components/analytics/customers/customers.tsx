"use client";
import { Bookmark, Columns3, Download, ListFilter } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { customers, listQuery, segments } from "#components/doors/customers.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { say } from "#components/ui/toast.tsx";
import { type ColumnKey, columnKeys, type CustomerList, nightly, type ViewRow, type ViewSetting } from "#lib/analytics/customers/types.ts";
import type { Vocabulary } from "#lib/analytics/segments/types.ts";
import { RuleBuilder } from "../segments/rule-builder.tsx";
import { type Group, rootOf, ruleOfPart, sizeOf } from "../segments/tree.ts";
import { useShown } from "../use-shown.ts";
import { CustomerTable, useColumnName } from "./customer-table.tsx";
import { addressOf, type Listed, settingOf, useList } from "./use-list.ts";
import { SaveView, ViewChoice } from "./views.tsx";

type Setting = { setting: ViewSetting; change: (by: Partial<ViewSetting>) => void };

type Own = CustomerList["indicators"];
const allColumns = (indicators: Own): ColumnKey[] => [...columnKeys, ...indicators.map((one): ColumnKey => `indicator.${one.name}`)];

function Columns({ setting, change, indicators }: Setting & { indicators: Own }) {
  const t = useTranslations("customers");
  const named = useColumnName(indicators);
  const toggle = (key: ColumnKey): void => {
    const next = setting.columns.includes(key) ? setting.columns.filter((one) => one !== key) : allColumns(indicators).filter((one) => one === key || setting.columns.includes(one));
    if (next.length > 0) change({ columns: next });
  };
  return (
    <fieldset className="grid grid-cols-2 gap-x-6 gap-y-1 border-y border-line py-4 sm:grid-cols-3 lg:grid-cols-4">
      <legend className="sr-only">{t("columns")}</legend>
      {allColumns(indicators).map((key) => (
        <label key={key} className="flex min-h-9 items-center gap-2"><input type="checkbox" className="size-4 accent-(--accent)" checked={setting.columns.includes(key)} onChange={() => toggle(key)} /><span className="min-w-0 wrap-anywhere">{named(key)}</span>{nightly.includes(key) && <span className="text-faint" title={t("ofLastNight")}>◦</span>}</label>
      ))}
    </fieldset>
  );
}

function Filter({ setting, change, currency }: Setting & { currency: string }) {
  const [root, setRoot] = useState<Group>(() => rootOf(setting.where));
  const [vocabulary, setVocabulary] = useState<Vocabulary>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => { void segments.vocabulary().then((answer) => { if (answer.ok) setVocabulary(answer.data); }); }, []);
  const write = (next: Group): void => {
    setRoot(next);
    clearTimeout(timer.current);
    const rule = ruleOfPart(next);
    if (rule !== undefined) timer.current = setTimeout(() => change({ where: rule }), 350);
  };
  return <div className="border-y border-line py-4"><RuleBuilder root={root} onChange={write} vocabulary={vocabulary} currency={currency} /></div>;
}

function Search({ setting, change }: Setting) {
  const t = useTranslations("customers");
  const [text, setText] = useState(setting.q);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setText(setting.q), [setting.q]);
  return <input type="search" aria-label={t("search")} placeholder={t("search")} className="field-input min-h-10! max-w-72 flex-1 basis-44 px-3! py-1.5!" value={text} onChange={(event) => { const { value } = event.target; setText(value); clearTimeout(timer.current); timer.current = setTimeout(() => change({ q: value.trim() }), 250); }} />;
}

function Below({ list, columns }: { list: Listed; columns: number }) {
  const t = useTranslations("customers");
  const words = useProblem();
  if (list.problem) return <p role="alert" className="py-6 text-danger">{words(list.problem)} <button type="button" className="link" onClick={list.again}>{t("again")}</button></p>;
  if (!list.page) return <div className="grid gap-2" aria-hidden>{Array.from({ length: 12 }, (_, at) => `row-${at}`).map((key) => <div key={key} className="skeleton h-9" />)}<span hidden>{columns}</span></div>;
  if (list.rows.length === 0) return <p className="py-12 text-center text-soft">{t("nobody")}</p>;
  return list.page.next
    ? <button type="button" className="btn btn-quiet my-6" disabled={list.busy} onClick={() => void list.more()}>{t("more")}</button>
    : <p className="py-6 text-sm text-faint">{t("end")}</p>;
}

function useSetting(): Setting & { address: string } | undefined {
  const [setting, setSetting] = useState<ViewSetting>();
  useEffect(() => {
    const read = (): void => setSetting(settingOf(location.search));
    read();
    addEventListener("popstate", read);
    return () => removeEventListener("popstate", read);
  }, []);
  if (!setting) return undefined;
  const change = (by: Partial<ViewSetting>): void => {
    const next = { ...setting, ...by };
    setSetting(next);
    const address = addressOf(next);
    history.replaceState(null, "", address ? `?${address}` : location.pathname);
  };
  return { setting, change, address: addressOf(setting) };
}

function Tools({ setting, change, currency, indicators, views, setViews }: Setting & { currency: string; indicators: Own; views: ViewRow[]; setViews: (views: ViewRow[]) => void }) {
  const t = useTranslations("customers");
  const [open, setOpen] = useState<"filter" | "columns" | "save">();
  const toggle = (what: "filter" | "columns"): void => setOpen(open === what ? undefined : what);
  const chosen = views.find((view) => addressOf(view.setting) === addressOf(setting));
  const remove = async (view: ViewRow): Promise<void> => {
    const answer = await customers.removeView(view.id);
    if (!answer.ok) return;
    setViews(views.filter((one) => one.id !== view.id));
    say(t("viewRemoved"), { action: { label: t("undo"), run: () => void customers.saveView({ id: view.id, name: view.name, shared: view.shared, setting: view.setting }).then((back) => { if (back.ok) setViews([...views.filter((one) => one.id !== view.id), { ...view, version: 1 }]); }) } });
  };
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <Search setting={setting} change={change} />
        <ViewChoice views={views} chosen={chosen?.id ?? ""} onChoose={(view) => { setOpen(undefined); change(view?.setting ?? settingOf("")); }} />
        <button type="button" className="act" aria-expanded={open === "filter"} onClick={() => toggle("filter")}><ListFilter aria-hidden size={16} />{setting.where ? t("filters", { count: sizeOf(setting.where) }) : t("filter")}</button>
        <button type="button" className="act" aria-expanded={open === "columns"} onClick={() => toggle("columns")}><Columns3 aria-hidden size={16} />{t("columns")}</button>
        <button type="button" className="act" onClick={() => setOpen("save")}><Bookmark aria-hidden size={16} />{t("saveView")}</button>
        {chosen?.own && <button type="button" className="act" onClick={() => void remove(chosen)}>{t("removeView")}</button>}
        <a className="act sm:ml-auto" href={`/api/studio/customers.csv?${listQuery(setting, { columns: setting.columns.join(",") })}`} download><Download aria-hidden size={16} />{t("csv")}</a>
      </div>
      {open === "filter" && <Filter key={chosen?.id ?? "own"} setting={setting} change={change} currency={currency} />}
      {open === "columns" && <Columns setting={setting} change={change} indicators={indicators} />}
      {open === "save" && <SaveView setting={setting} onClose={() => setOpen(undefined)} onSaved={(view) => { setOpen(undefined); setViews([...views.filter((one) => one.id !== view.id), view]); }} />}
    </div>
  );
}

/** Everybody, in the order of any figure, under any rule, as somebody likes to see them. */
export function Customers() {
  const t = useTranslations("customers");
  const look = useSetting();
  const list = useList(look?.setting);
  const [views, setViews] = useState<ViewRow[]>([]);
  useEffect(() => { void customers.views().then((answer) => { if (answer.ok) setViews(answer.data.views); }); }, []);
  const currency = list.page?.currency ?? "EUR";
  const indicators = list.page?.indicators ?? [];
  const named = useColumnName(indicators);
  const shown = useShown(currency);
  if (!look) return <div className="skeleton h-96" />;
  const { setting, change } = look;
  const total = list.page?.total;
  const sort = (key: ColumnKey): void => change(setting.sort === key ? { dir: setting.dir === "desc" ? "asc" : "desc" } : { sort: key, dir: key === "name" || key === "rank" || key === "segment" ? "asc" : "desc" });
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <header>
        <h1 className="page-title">{t("title")}</h1>
        <p className="mt-2 text-soft" aria-live="polite">{total ? t(total.exact ? "count" : "countAbout", { count: total.count }) : " "}{list.page && <>{" "}{list.page.asOf ? t("asOf", { day: shown.day(list.page.asOf) }) : t("noNight")}</>}</p>
      </header>
      <Tools setting={setting} change={change} currency={currency} indicators={indicators} views={views} setViews={setViews} />
      <label className="flex items-center gap-2 text-sm md:hidden">{t("sortBy")}
        <select className="field-input min-h-10! w-auto! px-2.5! py-1.5!" value={setting.sort} onChange={(event) => sort(event.target.value as ColumnKey)}>{allColumns(indicators).map((key) => <option key={key} value={key}>{named(key)}</option>)}</select>
        <button type="button" className="act" onClick={() => change({ dir: setting.dir === "asc" ? "desc" : "asc" })}>{t(setting.dir)}</button>
      </label>
      <div>
        {list.rows.length > 0 && <CustomerTable rows={list.rows} columns={setting.columns} sort={setting.sort} dir={setting.dir} currency={currency} onSort={sort} faded={list.busy} indicators={indicators} />}
        <Below list={list} columns={setting.columns.length} />
      </div>
    </div>
  );
}
