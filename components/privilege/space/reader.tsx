import { useTranslations } from "next-intl";
import { Avatar } from "#components/ui/avatar.tsx";
import type { AtMyService } from "#lib/privilege/types.ts";

/** Whose eyes a need is meant for, by name and face, where it is written. */
export function ReadBy({ service: { concierge, openNow } }: { service: AtMyService }) {
  const t = useTranslations("space");
  return (
    <p className="mb-9 flex items-center gap-4 border-y border-line py-4">
      {concierge && <Avatar id={concierge.id} />}
      <span className="min-w-0"><span className="block font-serif text-[1.12rem] leading-snug wrap-anywhere">{concierge ? t("reads", { name: concierge.name }) : t("teamReads")}</span>
        {(concierge?.present || openNow) && <span className="mt-0.5 flex items-center gap-2 text-sm text-faint"><span aria-hidden className="dot dot-moss" />{t(concierge?.present ? "hereNow" : "deskOpen")}</span>}</span>
    </p>
  );
}
