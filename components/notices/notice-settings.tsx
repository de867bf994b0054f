"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useMe } from "#components/doors/me.ts";
import { notices } from "#components/doors/notices.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { say } from "#components/ui/toast.tsx";
import type { SettingsInput } from "#lib/notices/schema.ts";
import type { NoticeSettings as Settings } from "#lib/notices/types.ts";
import { QuietHours } from "./quiet-hours.tsx";
import { ZoneChoice } from "./zone-choice.tsx";



function Kinds({ settings, change }: { settings: Settings; change: (change: SettingsInput) => void }) {
  const t = useTranslations("noticeSettings");
  const words = useTranslations("notices.kinds");
  const box = "size-5 accent-[var(--accent)] disabled:opacity-50";
  return (
    <table className="w-full text-[0.95rem]">
      <thead className="text-left text-sm text-faint">
        <tr><th scope="col" className="py-2 font-[540]">{t("kind")}</th><th scope="col" className="w-14 py-2 text-center font-[540]">{t("app")}</th><th scope="col" className="w-20 py-2 text-center font-[540]">{t("mail")}</th></tr>
      </thead>
      <tbody className="divide-y divide-line border-t border-line">
        {settings.kinds.map((one) => (
          <tr key={one.kind}>
            <th scope="row" className="py-3 pr-3 text-left font-normal">{words(one.kind)}{one.fixed && <span className="block text-sm text-faint">{t("fixed")}</span>}</th>
            {(["app", "mail"] as const).map((channel) => (
              <td key={channel} className="py-3 text-center">
                <input type="checkbox" className={box} aria-label={t("label", { kind: words(one.kind), channel: t(channel) })} checked={one[channel]} disabled={channel === "app" && one.fixed}
                  onChange={(event) => change({ kinds: [{ kind: one.kind, app: one.app, mail: one.mail, push: one.push, [channel]: event.target.checked }] })} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Part({ title, intro, children }: { title: string; intro: string; children: React.ReactNode }) {
  return (
    <section className="grid gap-4 border-t border-line py-8 sm:grid-cols-[14rem_1fr] sm:gap-10">
      <div><h2 className="section-title">{title}</h2><p className="mt-1 text-sm text-faint">{intro}</p></div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}

/** What one hears of, and when. Every choice is kept as it is made. */
export function NoticeSettings() {
  const t = useTranslations("noticeSettings");
  const locale = useLocale();
  const words = useProblem();
  const me = useMe();
  const [settings, setSettings] = useState<Settings>();
  const signedIn = Boolean(me?.me);
  useEffect(() => { if (signedIn) void notices.settings().then((answer) => { if (answer.ok) setSettings(answer.data); }); }, [signedIn]);
  const change = (input: SettingsInput): void => {
    // Shown at once; the answer says what was kept.
    setSettings((old) => old && { quiet: input.quiet === undefined ? old.quiet : input.quiet, timezone: input.timezone ?? old.timezone, kinds: old.kinds.map((one) => ({ ...one, ...input.kinds?.find((other) => other.kind === one.kind) })) });
    void notices.change(input).then((answer) => {
      if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
      setSettings(answer.data);
      say(t("saved"));
    });
  };
  if (me && !me.me) return <EmptyState title={t("title")} text={t("signInFirst")} action={{ label: t("signIn"), href: `/${locale}/sign-in?return=/${locale}/me/settings/notices` }} />;
  if (!settings) return <div className="grid gap-4"><div className="skeleton h-72" /><div className="skeleton h-24" /></div>;
  return (
    <div>
      <Kinds settings={settings} change={change} />
      <p className="mt-3 mb-8 text-sm text-faint">{t("mailNote")} <a href={`/${locale}/mail`} className="link">{t("mailMore")}</a></p>
      <Part title={t("quietTitle")} intro={t("quietIntro")}><QuietHours quiet={settings.quiet} change={change} /></Part>
      <Part title={t("zoneTitle")} intro={t("zoneIntro")}><ZoneChoice timezone={settings.timezone} change={change} /></Part>
      <p><a href={`/${locale}/me/settings`} className="link">{t("back")}</a></p>
    </div>
  );
}
