"use client";
import { useTranslations } from "next-intl";
import { SelectField } from "#components/ui/field.tsx";
import { FigureTable } from "#components/ui/figure-table.tsx";
import type { BookFound, ImportView, Mapping, OrderField } from "#lib/exchange/types.ts";
import { Figure } from "../parts.tsx";
import type { Shown } from "../use-shown.ts";

const fields: readonly OrderField[] = ["invoice", "date", "customer", "quantity", "price", "amount", "code", "description"];

/** Which column of the file holds what: guessed, and open to be told better. */
export function Columns({ one, busy, onName }: { one: ImportView; busy: boolean; onName: (mapping: Mapping) => void }) {
  const t = useTranslations("orderImport");
  return (
    <fieldset className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4" disabled={busy}>
      <legend className="mb-3 text-soft">{t("columnsHint")}</legend>
      {fields.map((field) => (
        <SelectField key={field} label={t(`field.${field}`)} value={one.mapping[field] ?? ""} error={one.absent.includes(field) ? t("missing") : undefined}
          onChange={(event) => { const { [field]: _, ...others } = one.mapping; onName(event.target.value ? { ...others, [field]: event.target.value } : others); }}>
          <option value="">{t("noColumn")}</option>
          {one.header.map((column) => <option key={column} value={column}>{column}</option>)}
        </SelectField>
      ))}
    </fieldset>
  );
}

const reasons: readonly (readonly [RegExp, "noNumber" | "notDate" | "notWhole" | "notAmount" | "otherCustomer" | "otherColumns"])[] = [
  [/no invoice number/, "noNumber"], [/^"(.*)" is not a date/s, "notDate"], [/^"(.*)" is not a whole quantity/s, "notWhole"], [/^"(.*)" is not an amount/s, "notAmount"], [/^invoice (\S+) belongs/, "otherCustomer"], [/^it has (\d+) columns/, "otherColumns"],
];

/** Why a row was not taken, in the reader's language. */
function useReason(): (said: string) => string {
  const t = useTranslations("orderImport.why");
  return (said) => {
    const [pattern, key] = reasons.find(([one]) => one.test(said)) ?? [];
    return key && pattern ? t(key, { value: pattern.exec(said)?.[1] ?? "" }) : said;
  };
}

/** What is in the file, before anything is written. */
export function Found({ found, shown }: { found: BookFound; shown: Shown }) {
  const t = useTranslations("orderImport");
  const reason = useReason();
  return (
    <div className="grid gap-5">
      <div className="grid grid-cols-2 gap-x-6 gap-y-4 lg:grid-cols-4">
        <Figure value={shown.whole(found.orders)} label={t("orders")} hint={found.from && found.until ? t("between", { from: shown.day(found.from), until: shown.day(found.until) }) : undefined} />
        <Figure value={shown.whole(found.customers)} label={t("customers")} />
        <Figure value={shown.shortMoney(found.netCents)} label={t("net")} />
        <Figure value={shown.whole(found.rejected)} label={t("rejected")} hint={t("rows", { count: found.rows })} />
      </div>
      {found.known + found.waiting > 0 && <p className="max-w-2xl text-soft">{t("matched", { known: found.known, waiting: found.waiting })}</p>}
      {found.nameless > 0 && <p className="max-w-2xl text-soft">{t("nameless", { count: found.nameless })}</p>}
      {found.rejects.length > 0 && <details><summary className="link">{t("whyRejected")}</summary><div className="mt-3"><FigureTable caption={t("whyRejected")} data={{ file: "rejects", columns: [{ label: t("line"), numeric: true }, { label: t("reason") }], rows: found.rejects.map((one) => [one.line, reason(one.reason)]) }} /></div></details>}
    </div>
  );
}
