import { useTranslations } from "next-intl";
import { Time } from "#components/ui/time.tsx";
import { type LogRow, logGroups } from "#lib/moderation/types.ts";


/** Acts, a line each: what, by whom, to what, when. An act without words of its own shows its name. */
export function LogList({ acts }: { acts: readonly LogRow[] }) {
  const t = useTranslations("deskLog");
  if (acts.length === 0) return <p className="text-soft">{t("none")}</p>;
  return (
    <ul className="divide-y divide-line">
      {acts.map((act) => {
        const [group, ...rest] = act.act.split(".");
        const known = logGroups.find((one) => one === group);
        return (
          <li key={act.id} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 py-2.5">
            <span className="font-[540]">{known ? t(`group.${known}`) : group}: {t.has(`did.${rest.join("_")}` as "did.approve") ? t(`did.${rest.join("_")}` as "did.approve") : rest.join(" ")}</span>
            {typeof act.detail.reason === "string" && <span className="text-sm text-soft">{act.detail.reason}</span>}
            <span className="text-sm text-faint">{[act.by, act.subjectId ? `${act.subjectType} ${act.subjectId.length > 12 ? act.subjectId.slice(-8) : act.subjectId}` : act.subjectType].filter(Boolean).join(" · ")}</span>
            <Time at={act.at} className="ml-auto text-sm text-faint" />
          </li>
        );
      })}
    </ul>
  );
}
