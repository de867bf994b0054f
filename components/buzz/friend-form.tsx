"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { buzz } from "#components/doors/buzz.ts";
import type { Problem } from "#components/doors/call.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Field } from "#components/ui/field.tsx";

/** Has us write to a friend, once. */
export function FriendForm() {
  const t = useTranslations("invite");
  const locale = useLocale();
  const words = useProblem();
  const [problem, setProblem] = useState<Problem>();
  const [sent, setSent] = useState(0);
  const submit = (event: React.FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    void buzz.mailFriend({ email: String(new FormData(form).get("email") ?? ""), locale: locale === "fr" ? "fr" : "en" }).then((answer) => {
      setProblem(answer.ok ? undefined : answer.problem);
      if (!answer.ok) return;
      setSent((now) => now + 1);
      form.reset();
    });
  };
  return (
    <form onSubmit={submit} noValidate className="grid gap-3">
      <Field label={t("friend")} name="email" type="email" autoComplete="off" hint={t("friendHint")} error={problem && words(problem)} />
      <p className="flex flex-wrap items-center gap-3"><button type="submit" className="btn btn-quiet">{t("write")}</button><span role="status" className="text-sm text-good">{sent > 0 ? t("written") : ""}</span></p>
    </form>
  );
}
