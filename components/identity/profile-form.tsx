"use client";
import { useTranslations } from "next-intl";
import { identity } from "#components/doors/identity.ts";
import { refreshMe } from "#components/doors/me.ts";
import { Field, SelectField, TextField } from "#components/ui/field.tsx";
import { say } from "#components/ui/toast.tsx";
import type { ProfileView } from "#lib/identity/types.ts";
import { FormProblem } from "./frame.tsx";
import { typed, useForm } from "./use-form.ts";

/** Who one is for the others. */
export function ProfileForm({ profile }: { profile: ProfileView }) {
  const t = useTranslations("settings");
  const form = useForm(["name", "handle", "bio", "location", "website"], (data) => identity.changeProfile({
    name: typed(data, "name"), handle: typed(data, "handle"), bio: typed(data, "bio"), location: typed(data, "location"), website: typed(data, "website"), locale: typed(data, "locale") === "fr" ? "fr" : "en",
  }), () => {
    say(t("saved"));
    void refreshMe();
  });
  return (
    <form className="grid gap-5" onSubmit={form.submit} noValidate>
      <Field label={t("name")} name="name" autoComplete="name" defaultValue={profile.name} maxLength={80} required error={form.at("name")} />
      <Field label={t("handle")} name="handle" autoComplete="username" spellCheck={false} autoCapitalize="none" defaultValue={profile.handle} maxLength={30} required hint={t("handleHint")} error={form.at("handle")} />
      <TextField label={t("bio")} name="bio" rows={4} defaultValue={profile.bio} maxLength={500} hint={t("bioHint")} error={form.at("bio")} />
      <Field label={t("location")} name="location" defaultValue={profile.location} maxLength={60} hint={t("locationHint")} error={form.at("location")} />
      <Field label={t("website")} name="website" type="url" inputMode="url" autoComplete="url" defaultValue={profile.website} maxLength={200} error={form.at("website")} />
      <SelectField label={t("language")} name="locale" defaultValue={profile.locale}><option value="en">{t("english")}</option><option value="fr">{t("french")}</option></SelectField>
      {profile.email && <p className="text-sm text-faint [overflow-wrap:anywhere]">{t("email")}: <span className="text-ink">{profile.email}</span></p>}
      <FormProblem text={form.elsewhere} />
      <p><button type="submit" className="btn btn-accent" disabled={form.sending}>{t("save")}</button></p>
    </form>
  );
}
