"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useMe } from "#components/doors/me.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { AddressForm } from "./address-form.tsx";
import { PasswordForm } from "./password-form.tsx";
import { PictureForm } from "./picture-form.tsx";
import { PrivacyForm } from "./privacy-form.tsx";
import { ProfileForm } from "./profile-form.tsx";
import { SessionList } from "./session-list.tsx";

function Part({ title, intro, children }: { title: string; intro?: string; children: React.ReactNode }) {
  return (
    <section className="grid gap-4 border-t border-line py-8 sm:grid-cols-[14rem_1fr] sm:gap-10">
      <div><h2 className="section-title">{title}</h2>{intro && <p className="mt-1 text-sm text-faint">{intro}</p>}</div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}

/** One's own account. */
export function Settings() {
  const t = useTranslations("settings");
  const locale = useLocale();
  const answer = useMe();
  const [again, setAgain] = useState(0);
  if (!answer) return <div className="grid gap-6"><div className="skeleton h-24" /><div className="skeleton h-64" /></div>;
  const { me, profile } = answer;
  if (!me || !profile) return <EmptyState title={t("title")} text={t("signInFirst")} action={{ label: t("signIn"), href: `/${locale}/sign-in?return=/${locale}/me/settings` }} />;
  return (
    <div>
      <Part title={t("picture")}><PictureForm id={me.id} /></Part>
      <Part title={t("profile")}><ProfileForm profile={profile} /></Part>
      <Part title={t("privacy")} intro={t("privacyIntro")}><PrivacyForm profile={profile} /></Part>
      <Part title={t("notices")} intro={t("noticesIntro")}><a className="btn btn-quiet" href={`/${locale}/me/settings/notices`}>{t("noticesLink")}</a></Part>
      <Part title={t("addressTitle")} intro={t("addressPartIntro")}><AddressForm email={profile.email} hasPassword={profile.hasPassword} /></Part>
      <Part title={t("passwordTitle")}><PasswordForm has={profile.hasPassword} onChanged={() => setAgain(again + 1)} /></Part>
      <Part title={t("sessions")} intro={t("sessionsIntro")}><SessionList again={again} /></Part>
    </div>
  );
}
