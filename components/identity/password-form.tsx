"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { identity } from "#components/doors/identity.ts";
import { Field } from "#components/ui/field.tsx";
import { say } from "#components/ui/toast.tsx";
import { FormProblem } from "./frame.tsx";
import { typed, useForm } from "./use-form.ts";

type Props = { has: boolean; onChanged: () => void };

function Fields({ has, onChanged }: Props) {
  const t = useTranslations("settings");
  const form = useForm(["current", "password"], (data) => identity.changePassword({ password: typed(data, "password"), ...(has ? { current: typed(data, "current") } : {}) }), () => {
    say(t("passwordSaved"));
    onChanged();
  });
  return (
    <form className="grid gap-5" onSubmit={form.submit} noValidate>
      {has && <Field label={t("current")} name="current" type="password" autoComplete="current-password" required error={form.at("current")} />}
      <Field label={t("new")} name="password" type="password" autoComplete="new-password" required hint={t("passwordHint")} error={form.at("password")} />
      <FormProblem text={form.elsewhere} />
      <p><button type="submit" className="btn btn-accent" disabled={form.sending}>{t("setPassword")}</button></p>
    </form>
  );
}

/** Sets or changes one's password; the fields are empty again afterwards. */
export function PasswordForm({ has, onChanged }: Props) {
  const t = useTranslations("settings");
  const [set, setSet] = useState(0);
  const have = has || set > 0;
  return (
    <>
      <p className="mb-5 text-sm text-soft">{t(have ? "passwordHave" : "passwordNone")}</p>
      <Fields key={set} has={have} onChanged={() => { setSet(set + 1); onChanged(); }} />
    </>
  );
}
