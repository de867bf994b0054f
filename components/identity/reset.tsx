"use client";
import { useLocale, useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { identity } from "#components/doors/identity.ts";
import { Field } from "#components/ui/field.tsx";
import { tokenHere } from "./confirm.tsx";
import { FormProblem, Sent } from "./frame.tsx";
import { goBack, typed, useForm } from "./use-form.ts";

const never = (): (() => void) => () => {};

function Ask({ mailHref }: { mailHref: string | undefined }) {
  const t = useTranslations("identity");
  const form = useForm(["email"], (data) => identity.forgot(typed(data, "email")));
  if (form.done) return <Sent title={t("sentTitle")} text={t("sentText")} mailHref={mailHref} mailLabel={t("seeMail")} />;
  return (
    <form className="grid gap-5" onSubmit={form.submit} noValidate>
      <Field label={t("email")} name="email" type="email" autoComplete="email" required error={form.at("email")} />
      <FormProblem text={form.elsewhere} />
      <button type="submit" className="btn btn-accent" disabled={form.sending}>{t("mailReset")}</button>
    </form>
  );
}

function Choose({ token }: { token: string }) {
  const t = useTranslations("identity");
  const locale = useLocale();
  const form = useForm(["password"], (data) => identity.reset({ token, password: typed(data, "password") }), () => goBack(locale));
  return (
    <form className="grid gap-5" onSubmit={form.submit} noValidate>
      <Field label={t("newPassword")} name="password" type="password" autoComplete="new-password" required hint={t("passwordHint")} error={form.at("password")} />
      <FormProblem text={form.elsewhere} />
      <button type="submit" className="btn btn-accent" disabled={form.sending || form.done !== undefined}>{t("setPassword")}</button>
    </form>
  );
}

/** A forgotten password: asks for the link, and with the link for a new password. */
export function Reset({ mailHref }: { mailHref: string | undefined }) {
  const token = useSyncExternalStore(never, tokenHere, () => "");
  return token ? <Choose token={token} /> : <Ask mailHref={mailHref} />;
}
