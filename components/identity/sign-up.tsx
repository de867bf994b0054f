"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { identity } from "#components/doors/identity.ts";
import { Field } from "#components/ui/field.tsx";
import { FormProblem, Sent } from "./frame.tsx";
import { typed, useForm } from "./use-form.ts";

/** Joining: a name and an address, nothing more. */
export function SignUp({ mailHref }: { mailHref: string | undefined }) {
  const t = useTranslations("identity");
  const locale = useLocale();
  const [code, setCode] = useState("");
  // A link may bring the code along; whoever was told it types it.
  useEffect(() => setCode((new URLSearchParams(location.search).get("code") ?? "").slice(0, 40)), []);
  const form = useForm(["name", "email"], (data) => identity.signUp({ name: typed(data, "name"), email: typed(data, "email"), locale: locale === "fr" ? "fr" : "en", ...(code.trim() ? { code } : {}) }));
  if (form.done) return <Sent title={t("sentTitle")} text={t("welcomeText")} mailHref={mailHref} mailLabel={t("seeMail")} />;
  return (
    <form className="grid gap-5" onSubmit={form.submit} noValidate>
      <Field label={t("name")} name="name" autoComplete="name" required maxLength={80} hint={t("nameHint")} error={form.at("name")} />
      <Field label={t("email")} name="email" type="email" autoComplete="email" required hint={t("emailHint")} error={form.at("email")} />
      <Field label={t("code")} name="code" value={code} onChange={(event) => setCode(event.target.value)} maxLength={40} autoComplete="off" spellCheck={false} hint={t("codeHint")} error={form.at("code")} />
      <FormProblem text={form.elsewhere} />
      <button type="submit" className="btn btn-accent" disabled={form.sending}>{t("join")}</button>
      <p className="text-sm text-soft">{t("haveAccount")} <a className="link" href={`/${locale}/sign-in`}>{t("signIn")}</a></p>
    </form>
  );
}
