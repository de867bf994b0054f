"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Cell } from "./csv.ts";

export type TableColumn = { label: string; numeric?: boolean; digits?: number };
export type TableData = { columns: readonly TableColumn[]; rows: readonly (readonly Cell[])[]; file: string; links?: readonly (string | null)[] };

/** A cell in the reader's language. */
export function shownCell(value: Cell, column: TableColumn | undefined, locale: string): string {
  if (value === null || value === "") return "–";
  return typeof value === "number" ? new Intl.NumberFormat(locale, { minimumFractionDigits: column?.digits ?? 0, maximumFractionDigits: column?.digits ?? 2 }).format(value) : value;
}

const step = 100;

/** The data of a picture, to be read: a table that shows more when asked. */
export function FigureTable({ caption, data, first = step }: { caption: string; data: TableData; first?: number }) {
  const t = useTranslations("chart");
  const locale = useLocale();
  const [most, setMost] = useState(first);
  const align = (column: TableColumn): string => (column.numeric ? "text-right tabular-nums" : "text-left");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section tabIndex={0} aria-label={caption} className="overflow-x-auto">
      <table className="w-full border-collapse text-[0.925rem]">
        <caption className="sr-only">{caption}</caption>
        <thead><tr>{data.columns.map((column) => <th key={column.label} scope="col" className={`border-b border-line-strong px-3 py-2 text-sm font-[560] text-soft first:pl-0 last:pr-0 ${align(column)}`}>{column.label}</th>)}</tr></thead>
        <tbody>
          {data.rows.slice(0, most).map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no ids, and stay in their order
            <tr key={`${at}-${String(row[0])}`} className="border-b border-line last:border-0">
              {data.columns.map((column, place) => {
                const text = shownCell(row[place] ?? null, column, locale);
                const link = place === 0 ? data.links?.[at] : undefined;
                return place === 0
                  ? <th key={column.label} scope="row" className={`py-2 pr-3 font-normal ${align(column)}`}>{link ? <a className="link" href={link}>{text}</a> : text}</th>
                  : <td key={column.label} className={`px-3 py-2 last:pr-0 ${align(column)}`}>{text}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {data.rows.length > most && <button type="button" className="btn btn-quiet my-4" onClick={() => setMost(most + 5 * step)}>{t("more", { left: data.rows.length - most })}</button>}
    </section>
  );
}
