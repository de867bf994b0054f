"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState, useSyncExternalStore } from "react";
import { identity } from "#components/doors/identity.ts";
import { Field } from "#components/ui/field.tsx";
import { AskLink } from "./ask-link.tsx";
import { FormProblem } from "./frame.tsx";
import { goBack, typed, useForm } from "./use-form.ts";

const never = (): (() => void) => () => {};
const search = (): string => location.search;

function ByPassword() {
  const t = useTranslations("identity");
  const locale = useLocale();
  const form = useForm(["email", "password"], (data) => identity.signIn({ email: typed(data, "email"), password: typed(data, "password") }), () => goBack(locale));
  return (
    <form className="grid gap-5" onSubmit={form.submit} noValidate>
      <Field label={t("email")} name="email" type="email" autoComplete="email" required error={form.at("email")} />
      <Field label={t("password")} name="password" type="password" autoComplete="current-password" required error={form.at("password")} aside={<a href={`/${locale}/reset`} className="link text-sm">{t("forgot")}</a>} />
      <FormProblem text={form.elsewhere} />
      <button type="submit" className="btn btn-accent" disabled={form.sending || form.done !== undefined}>{t("signIn")}</button>
    </form>
  );
}

/** Signing in by password, by a mailed link, or by the company's own sign-in when there is one. */
export function SignIn({ oidc, mailHref }: { oidc: string | undefined; mailHref: string | undefined }) {
  const t = useTranslations("identity");
  const locale = useLocale();
  const [byLink, setByLink] = useState(false);
  const back = useSyncExternalStore(never, search, () => "");
  return (
    <div className="grid gap-6">
      {back.includes("problem=provider") && <p role="alert" className="text-sm text-danger">{t("providerFailed")}</p>}
      {byLink ? <AskLink send={identity.sendLink} label={t("mailLink")} mailHref={mailHref} /> : <ByPassword />}
      <button type="button" className="btn btn-quiet" onClick={() => setByLink(!byLink)}>{t(byLink ? "usePassword" : "useLink")}</button>
      {oidc && <a className="btn btn-quiet" href={`/api/oidc/start${back}`}>{t("with", { name: oidc })}</a>}
      <p className="text-sm text-soft">{t("noAccount")} <a className="link" href={`/${locale}/sign-up${back}`}>{t("join")}</a></p>
    </div>
  );
}
