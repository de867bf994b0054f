"use client";
import { useLocale, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { identity } from "#components/doors/identity.ts";
import { refreshMe } from "#components/doors/me.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { say } from "#components/ui/toast.tsx";
import type { Privacy, PrivateField, ProfileView, ShownTo } from "#lib/identity/types.ts";

const fields = ["bio", "joined", "tier", "activity", "location", "website"] as const satisfies readonly PrivateField[];
const audiences = ["everyone", "members", "nobody"] as const satisfies readonly ShownTo[];

/** Who sees each part of one's profile. Every choice is kept as it is made. */
export function PrivacyForm({ profile }: { profile: ProfileView }) {
  const t = useTranslations("settings");
  const locale = useLocale();
  const words = useProblem();
  const id = useId();
  const [privacy, setPrivacy] = useState<Privacy>(profile.privacy);
  const [listed, setListed] = useState(profile.listed);
  const keep = async (change: { privacy?: Partial<Privacy>; listed?: boolean }): Promise<void> => {
    const answer = await identity.changeProfile(change);
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    say(t("saved"));
    void refreshMe();
  };
  return (
    <div className="grid gap-3">
      {fields.map((field) => (
        <div key={field} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line pb-3">
          <label htmlFor={`${id}-${field}`}>{t(`fields.${field}`)}</label>
          <select id={`${id}-${field}`} value={privacy[field]} className="rounded-full border border-line bg-raised px-3 py-1.5 text-[0.925rem]"
            onChange={(event) => { const chosen = audiences.find((one) => one === event.target.value) ?? "nobody"; setPrivacy({ ...privacy, [field]: chosen }); void keep({ privacy: { [field]: chosen } }); }}>
            {audiences.map((one) => <option key={one} value={one}>{t(`shownTo.${one}`)}</option>)}
          </select>
        </div>
      ))}
      <label className="mt-2 flex items-start gap-3">
        <input type="checkbox" className="mt-0.5 size-5 flex-none accent-[var(--accent)]" checked={listed} onChange={(event) => { setListed(event.target.checked); void keep({ listed: event.target.checked }); }} />
        <span>{t("listed")}<span className="block text-sm text-faint">{t("listedHint")}</span></span>
      </label>
      <p><a className="link" href={`/${locale}/u/${profile.handle}`}>{t("seePage")}</a></p>
    </div>
  );
}
