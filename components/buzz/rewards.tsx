import { useLocale, useTranslations } from "next-intl";
import { Time } from "#components/ui/time.tsx";
import type { MyInvite, MyReward } from "#lib/buzz/types.ts";
import { Points } from "./points.tsx";

function Reward({ reward }: { reward: MyReward }) {
  const t = useTranslations("invite");
  const number = new Intl.NumberFormat(useLocale());
  return (
    <li data-reward={reward.state} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-b border-line py-3">
      <span className="min-w-0">{t(reward.side === "referrer" ? "forBringing" : "forComing")}<span className="block text-sm text-faint"><Time at={reward.at} /></span></span>
      <span className="ml-auto text-right"><span className="font-[580]">{t("points", { count: reward.worth, shown: number.format(reward.worth) })}</span>
        <span className="block text-sm text-soft">{t(`state.${reward.state}`)}{reward.state === "pending" && reward.availableAt && <> <Time at={reward.availableAt} /></>}</span>
        {reward.worth < reward.points && reward.state !== "refused" && <span className="block text-sm text-faint">{t("ofPromised", { shown: number.format(reward.points) })}</span>}
        {reward.state === "held" && <span className="block max-w-[36ch] text-sm text-soft">{t("whyHeld")} {reward.reasons.map((one) => t(`reason.${one as "mail"}`)).join(", ")}</span>}
      </span>
    </li>
  );
}

/** Points one has, and where each came from, with its date or why it waits. */
export function Rewards({ mine }: { mine: MyInvite }) {
  const t = useTranslations("invite");
  const locale = useLocale();
  const { balance } = mine;
  return (
    <section aria-labelledby="rewards">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1"><h2 id="rewards" className="font-serif text-2xl font-[540]">{t("rewards")}</h2><a className="link" href={`/${locale}/me/points`}>{t("everyChange")}</a></div>
      <Points balance={balance} />
      {mine.rewards.length === 0 ? <p className="mt-4 text-soft">{t("noRewards")}</p> : <ul className="mt-4">{mine.rewards.map((one) => <Reward key={one.id} reward={one} />)}</ul>}
    </section>
  );
}
