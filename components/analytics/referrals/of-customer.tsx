"use client";
import { useLocale, useTranslations } from "next-intl";
import { referralStudio } from "#components/doors/referral-studio.ts";
import { Time } from "#components/ui/time.tsx";
import { useLoaded } from "#components/doors/use-loaded.ts";
import { useShown } from "../use-shown.ts";
import { useNamed } from "./use-named.ts";

/** On a customer's page: who brought them, and whom they brought. */
export function OfCustomer({ id }: { id: string }) {
  const t = useTranslations("wordOfMouth");
  const locale = useLocale();
  const channel = useNamed("channel");
  const { data, error } = useLoaded(() => referralStudio.of(id));
  const shown = useShown(data?.currency);
  const link = (who: { id: string; name: string }) => <a className="link" href={`/${locale}/studio/customers/${who.id}`}>{who.name}</a>;
  return (
    <section aria-labelledby="referrals" className="min-w-0">
      <h2 id="referrals" className="section-title mb-3">{t("of.title")}</h2>
      {error && <p role="alert" className="text-danger">{error}</p>}
      {!data && !error && <div className="skeleton h-20" />}
      {data && (
        <>
          <p className="text-soft">{data.by ? <>{t.rich("of.by", { who: () => data.by && link(data.by), channel: channel({ key: data.by.channel, name: null }) })} <Time at={data.by.at} />{t.has(`of.come.${data.by.wouldHaveCome as "yes"}`) ? ` · ${t(`of.come.${data.by.wouldHaveCome as "yes"}`)}` : ""}</> : t("of.byNobody")}</p>
          {data.brought.length === 0 ? <p className="mt-1 text-soft">{t("of.none")}</p> : (
            <>
              <p className="mt-1 text-soft">{t("of.brought", { brought: data.node.brought, below: data.node.below, money: shown.money(data.node.belowCents) })} {data.node.brought > 0 && <a className="link" href={`/${locale}/studio/referrals/tree?of=${id}`}>{t("of.tree")}</a>}</p>
              <ul className="mt-3 max-h-80 overflow-y-auto">
                {data.brought.map((one) => (
                  <li key={one.id} className="flex flex-wrap items-baseline gap-x-4 border-b border-line py-2 last:border-0">
                    <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">{link(one)}{one.verdict === "held" || one.verdict === "refused" ? <span className="ml-2 text-sm text-faint">{t(`of.${one.verdict}`)}</span> : null}</span>
                    <span className="text-sm tabular-nums text-soft">{one.netCents > 0 ? shown.money(one.netCents) : t("of.notBought")}</span>
                    <Time at={one.at} className="text-sm text-faint" />
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
    </section>
  );
}
