"use client";
import { useLocale, useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { identity } from "#components/doors/identity.ts";
import { Field } from "#components/ui/field.tsx";
import { AskLink } from "./ask-link.tsx";
import { tokenHere } from "./confirm.tsx";
import { FormProblem } from "./frame.tsx";
import { goBack, typed, useForm } from "./use-form.ts";

const never = (): (() => void) => () => {};

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
  const t = useTranslations("identity");
  const token = useSyncExternalStore(never, tokenHere, () => "");
  return token ? <Choose token={token} /> : <AskLink send={identity.forgot} label={t("mailReset")} mailHref={mailHref} />;
}
