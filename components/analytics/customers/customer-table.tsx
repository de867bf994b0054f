"use client";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type ColumnKey, type CustomerList, type CustomerRow, indicatorIn, nightly, type OwnColumn } from "#lib/analytics/customers/types.ts";
import { isNumeric, useCells } from "./cells.tsx";

type Props = { rows: readonly CustomerRow[]; columns: readonly ColumnKey[]; sort: ColumnKey; dir: "asc" | "desc"; currency: string; onSort?: (sort: ColumnKey) => void; faded?: boolean; indicators?: CustomerList["indicators"] };

/** What a column is called: an indicator by its own name. */
export function useColumnName(indicators: CustomerList["indicators"] = []): (key: ColumnKey) => string {
  const t = useTranslations("customers");
  return (key) => { const name = indicatorIn(key); return name === undefined ? t(`column.${key as OwnColumn}`) : (indicators.find((one) => one.name === name)?.label ?? name); };
}

const ofNight = (key: ColumnKey): boolean => nightly.includes(key) || indicatorIn(key) !== undefined;

function Head({ columns, sort, dir, onSort, indicators }: Omit<Props, "rows" | "currency">) {
  const t = useTranslations("customers");
  const named = useColumnName(indicators);
  return (
    <thead className="sticky top-0 z-10 bg-paper">
      <tr>
        {columns.map((key) => {
          const here = sort === key;
          const Mark = dir === "asc" ? ArrowUp : ArrowDown;
          return (
            <th key={key} scope="col" aria-sort={here ? (dir === "asc" ? "ascending" : "descending") : undefined} className={`border-b border-line-strong px-3 py-2 text-sm font-[560] whitespace-nowrap text-soft first:pl-0 last:pr-0 ${isNumeric(key) ? "text-right" : "text-left"}`}>
              {onSort
                ? <button type="button" className={`inline-flex items-center gap-1 rounded-sm hover:text-ink ${here ? "text-ink" : ""}`} title={ofNight(key) ? t("ofLastNight") : t("ofNow")} onClick={() => onSort(key)}>{named(key)}{ofNight(key) && <span aria-hidden className="text-faint">◦</span>}{here && <Mark aria-hidden size={14} />}</button>
                : named(key)}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

function Cards({ rows, columns, currency, indicators }: Pick<Props, "rows" | "columns" | "currency" | "indicators">) {
  const named = useColumnName(indicators);
  const locale = useLocale();
  const cell = useCells(currency);
  const others = columns.filter((key) => key !== "name");
  return (
    <ul className="divide-y divide-line md:hidden">
      {rows.map((row) => (
        <li key={row.id} className="py-3.5">
          <a href={`/${locale}/studio/customers/${row.id}`} className="font-[560] no-underline [overflow-wrap:anywhere] hover:underline">{row.name}</a>
          <dl className="mt-1.5 grid grid-cols-2 gap-x-5 gap-y-1 text-[0.9rem] tabular-nums">
            {others.map((key) => <div key={key} className="flex items-baseline justify-between gap-2"><dt className="min-w-0 text-soft">{named(key)}</dt><dd className="shrink-0 text-right">{cell(row, key)}</dd></div>)}
          </dl>
        </li>
      ))}
    </ul>
  );
}

/** Customers, a line each; on a phone a card each. A heading sorts. */
export function CustomerTable(props: Props) {
  const t = useTranslations("customers");
  const locale = useLocale();
  const cell = useCells(props.currency);
  const { rows, columns, faded } = props;
  return (
    <div className={faded ? "opacity-60" : ""} aria-busy={faded}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section tabIndex={0} aria-label={t("title")} className="overflow-x-auto max-md:hidden">
        <table className="w-full border-collapse text-[0.935rem] tabular-nums">
          <Head {...props} />
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} data-item tabIndex={-1} className="border-b border-line hover:bg-sunk focus:bg-accent-soft focus:outline-none">
                {columns.map((key, place) => (place === 0
                  ? <th key={key} scope="row" className={`max-w-64 truncate py-2.5 pr-3 font-[540] ${isNumeric(key) ? "text-right" : "text-left"}`}><a data-open tabIndex={0} href={`/${locale}/studio/customers/${row.id}`} className="no-underline hover:underline">{cell(row, key)}</a></th>
                  : <td key={key} className={`px-3 py-2.5 whitespace-nowrap last:pr-0 ${isNumeric(key) ? "text-right" : "text-left"} ${key === "name" ? "max-w-64 truncate" : ""}`}>{cell(row, key)}</td>))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Cards {...props} />
    </div>
  );
}
