import { useLocale, useTranslations } from "next-intl";
import { Time } from "#components/ui/time.tsx";
import type { MyInvite } from "#lib/buzz/types.ts";

/** What somebody has: to spend, pending with its next date, and what the next points pay first. */
export function Points({ balance }: { balance: MyInvite["balance"] }) {
  const t = useTranslations("invite");
  const number = new Intl.NumberFormat(useLocale());
  return (
    <dl className="mt-4 flex flex-wrap gap-x-10 gap-y-4">
      <div><dt className="eyebrow">{t("available")}</dt><dd data-available={balance.available} className="font-serif text-3xl">{number.format(balance.available)}</dd></div>
      <div><dt className="eyebrow">{t("pending")}</dt><dd data-pending={balance.pending} className="font-serif text-3xl">{number.format(balance.pending)}</dd>{balance.nextAt && <dd className="text-sm text-faint">{t("nextAt")} <Time at={balance.nextAt} /></dd>}</div>
      {balance.owed > 0 && <div><dt className="eyebrow">{t("owed")}</dt><dd data-owed={balance.owed} className="font-serif text-3xl">{number.format(balance.owed)}</dd><dd className="max-w-[32ch] text-sm text-faint">{t("owedText")}</dd></div>}
    </dl>
  );
}
