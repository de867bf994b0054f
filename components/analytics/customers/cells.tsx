"use client";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { Time } from "#components/ui/time.tsx";
import { type ColumnKey, type CustomerRow, indicatorIn, type OwnColumn } from "#lib/analytics/customers/types.ts";
import { useShown } from "../use-shown.ts";
import { useTierName } from "../use-tier-name.ts";

// They stand to the right.
const figures: ReadonlySet<ColumnKey> = new Set<ColumnKey>(["rf", "net", "share", "rank", "value", "alive", "nextYear", "loss", "orders", "spent"]);

/** Whether a column is one of figures. */
export const isNumeric = (key: ColumnKey): boolean => figures.has(key) || indicatorIn(key) !== undefined;

/** How each column of a customer is shown. What is not known is a dash. */
export function useCells(currency: string): (row: CustomerRow, key: ColumnKey) => ReactNode {
  const t = useTranslations("customers");
  const tier = useTierName();
  const shown = useShown(currency);
  return useMemo(() => {
    const [share, small] = [new Intl.NumberFormat(shown.locale, { style: "percent", minimumFractionDigits: 2, maximumFractionDigits: 2 }), new Intl.NumberFormat(shown.locale, { style: "percent", maximumSignificantDigits: 2 })];
    const some = <T,>(value: T | null, of: (value: T) => ReactNode): ReactNode => (value === null ? <span className="text-faint">–</span> : of(value));
    return (row, column) => {
      const name = indicatorIn(column);
      if (name !== undefined) return some(row.told?.[name] ?? null, (value) => shown.digits(value, 2));
      const key = column as OwnColumn;
      switch (key) {
        case "name": return row.name;
        case "rf": return some(row.rf, shown.even);
        case "net": case "value": case "loss": case "spent": return some(row[key], (value) => shown.money(value));
        case "share": return some(row.share, (value) => (Math.abs(value) < 0.0001 && value !== 0 ? small : share).format(value));
        case "alive": return some(row.alive, shown.evenShare);
        case "nextYear": return some(row.nextYear, shown.even);
        case "rank": return some(row.rank, (value) => shown.whole(value));
        case "orders": return shown.whole(row.orders);
        case "tier": return tier(row.tier);
        case "stage": return row.stage === 0 ? <span className="text-faint">–</span> : t(`stages.${row.stage as 1}`);
        case "segment": return some(row.segment, (value) => <span title={row.vital ? t("vital") : undefined}>{value}{row.vital && <span aria-hidden className="ml-1 text-accent">•</span>}</span>);
        case "segmentSince": return some(row.segmentSince, (value) => shown.day(value));
        case "language": return row.language.toUpperCase();
        default: return some(row[key], (value) => <Time at={value} />);
      }
    };
  }, [t, tier, shown]);
}
