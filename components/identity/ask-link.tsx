"use client";
import { useTranslations } from "next-intl";
import type { Answer } from "#components/doors/call.ts";
import { Field } from "#components/ui/field.tsx";
import { FormProblem, Sent } from "./frame.tsx";
import { typed, useForm } from "./use-form.ts";

/** Asks for an address and has a link mailed to it. Whether anyone has that address is not said. */
export function AskLink({ send, label, mailHref }: { send: (email: string) => Promise<Answer<unknown>>; label: string; mailHref: string | undefined }) {
  const t = useTranslations("identity");
  const form = useForm(["email"], (data) => send(typed(data, "email")));
  if (form.done) return <Sent title={t("sentTitle")} text={t("sentText")} mailHref={mailHref} mailLabel={t("seeMail")} />;
  return (
    <form className="grid gap-5" onSubmit={form.submit} noValidate>
      <Field label={t("email")} name="email" type="email" autoComplete="email" required error={form.at("email")} />
      <FormProblem text={form.elsewhere} />
      <button type="submit" className="btn btn-accent" disabled={form.sending}>{label}</button>
    </form>
  );
}
