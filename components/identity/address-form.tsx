"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { identity } from "#components/doors/identity.ts";
import { Field } from "#components/ui/field.tsx";
import { FormProblem } from "./frame.tsx";
import { typed, useForm } from "./use-form.ts";

/** Another address for one's account: it is asked for here, and confirmed from its mailbox. */
export function AddressForm({ email, hasPassword }: { email: string | null; hasPassword: boolean }) {
  const t = useTranslations("settings");
  const [asked, setAsked] = useState<string>();
  const form = useForm(["email", "current"], (data) => {
    const wanted = { email: typed(data, "email"), ...(hasPassword ? { current: typed(data, "current") } : {}) };
    return identity.askForAddress(wanted).then((answer) => { if (answer.ok) setAsked(wanted.email); return answer; });
  });
  return (
    <>
      <p className="mb-5 text-soft wrap-anywhere">{t("addressNow", { email: email ?? "–" })}</p>
      {asked ? <p role="status" className="card p-5">{t("addressAsked", { email: asked })}</p> : (
        <form className="grid gap-5" onSubmit={form.submit} noValidate>
          <Field label={t("addressNew")} name="email" type="email" autoComplete="email" required hint={t("addressHint")} error={form.at("email")} />
          {hasPassword && <Field label={t("current")} name="current" type="password" autoComplete="current-password" required error={form.at("current")} />}
          <FormProblem text={form.elsewhere} />
          <p><button type="submit" className="btn btn-quiet" disabled={form.sending}>{t("addressAsk")}</button></p>
        </form>
      )}
    </>
  );
}
