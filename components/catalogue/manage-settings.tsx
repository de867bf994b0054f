"use client";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { catalogue } from "#components/doors/catalogue.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { SelectField } from "#components/ui/field.tsx";
import { say } from "#components/ui/toast.tsx";
import type { SettingsInput } from "#lib/catalogue/schema.ts";
import type { CatalogueSettings } from "#lib/catalogue/types.ts";

const never = (): (() => void) => () => {};

/** How reviews come about, and the line for the shop's own pages. */
export function ManageSettings({ settings, onChange }: { settings: CatalogueSettings; onChange: (settings: CatalogueSettings) => void }) {
  const t = useTranslations("productAdmin");
  const words = useProblem();
  const origin = useSyncExternalStore(never, () => location.origin, () => "");
  const set = async (input: SettingsInput): Promise<void> => {
    const answer = await catalogue.changeSettings(input);
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    onChange(answer.data);
    say(t("saved"));
  };
  const line = `<script src="${origin}/widget/reviews.js" data-product="CODE" style="display:block;height:26rem" async></script>`;
  const copy = (): void => void navigator.clipboard.writeText(line).then(() => say(t("copied")));
  return (
    <div className="mt-14 grid gap-10 border-t border-line pt-8 md:grid-cols-2">
      <section><h2 className="section-title">{t("settings")}</h2>
        <div className="mt-4 grid gap-5">
          <SelectField label={t("moderation")} value={settings.moderation} onChange={(event) => void set({ moderation: event.target.value === "before" ? "before" : "after" })}><option value="after">{t("after")}</option><option value="before">{t("before")}</option></SelectField>
          <label className="flex items-baseline gap-3"><input type="checkbox" checked={settings.invitations} onChange={(event) => void set({ invitations: event.target.checked })} className="accent-(--accent)" />{t("invitations")}</label>
          <SelectField label={t("days")} value={settings.inviteAfterDays} disabled={!settings.invitations} onChange={(event) => void set({ inviteAfterDays: Number(event.target.value) })}>{[...new Set([3, 7, 14, 21, 30, 60, settings.inviteAfterDays])].sort((a, b) => a - b).map((one) => <option key={one} value={one}>{one}</option>)}</SelectField>
          <label className="flex items-baseline gap-3"><input type="checkbox" checked={settings.inviteIncentive} disabled={!settings.invitations} onChange={(event) => void set({ inviteIncentive: event.target.checked })} className="accent-(--accent)" />{t("incentive")}</label>
        </div>
      </section>
      <section className="min-w-0"><h2 className="section-title">{t("widget")}</h2><p className="mt-2 text-soft">{t("widgetHint")}</p><p className="mt-4 rounded-md border border-line bg-sunk p-4 font-mono text-sm wrap-anywhere">{line}</p><button type="button" className="btn btn-quiet mt-3" onClick={copy}>{t("copy")}</button></section>
    </div>
  );
}
