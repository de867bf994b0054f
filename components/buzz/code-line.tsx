"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { buzz } from "#components/doors/buzz.ts";
import type { Problem } from "#components/doors/call.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Field } from "#components/ui/field.tsx";
import type { CodeView } from "#lib/buzz/types.ts";

/** One's code, to read out; changed once. */
export function CodeLine({ code, onChanged }: { code: CodeView; onChanged: (code: CodeView) => void }) {
  const t = useTranslations("invite");
  const words = useProblem();
  const [changing, setChanging] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const submit = (event: React.FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void buzz.chooseCode(String(new FormData(event.currentTarget).get("code") ?? "")).then((answer) => {
      setProblem(answer.ok ? undefined : answer.problem);
      if (!answer.ok) return;
      onChanged(answer.data);
      setChanging(false);
    });
  };
  return (
    <div>
      <p className="eyebrow">{t("code")}</p>
      {changing ? (
        <form onSubmit={submit} noValidate className="mt-2 grid gap-3">
          <Field label={t("newCode")} name="code" defaultValue={code.code} maxLength={24} autoComplete="off" spellCheck={false} hint={t("onceOnly")} error={problem && words(problem)} />
          <p className="flex gap-2"><button type="submit" className="btn btn-accent">{t("keep")}</button><button type="button" className="btn btn-quiet" onClick={() => setChanging(false)}>{t("leave")}</button></p>
        </form>
      ) : (
        <p className="mt-1 flex flex-wrap items-baseline gap-x-4 gap-y-1"><span data-code className="font-serif text-2xl tracking-wide wrap-anywhere">{code.code}</span>
          <button type="button" className="act" disabled={code.chosen} title={code.chosen ? t("changedAlready") : undefined} onClick={() => setChanging(true)}>{code.chosen ? t("changedAlready") : t("change")}</button></p>
      )}
    </div>
  );
}
