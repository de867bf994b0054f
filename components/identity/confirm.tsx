"use client";
import { useLocale, useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { identity } from "#components/doors/identity.ts";
import { FormProblem } from "./frame.tsx";
import { goBack, useForm } from "./use-form.ts";

const never = (): (() => void) => () => {};
/** The link's token stands after the #, so that no server and no log ever sees it in an address. */
export const tokenHere = (): string => new URLSearchParams(location.hash.slice(1)).get("token") ?? "";

/** Uses a mailed link. It takes a press, so that a mail scanner that opens links does not use it up. */
export function Confirm() {
  const t = useTranslations("identity");
  const locale = useLocale();
  const token = useSyncExternalStore(never, tokenHere, () => undefined);
  const form = useForm([], () => identity.confirm(token ?? ""), () => goBack(locale));
  if (token === "") return <p className="text-soft">{t("noToken")} <a className="link" href={`/${locale}/sign-in`}>{t("signIn")}</a></p>;
  return (
    <form className="grid gap-4" onSubmit={form.submit}>
      <FormProblem text={form.elsewhere} />
      <button type="submit" className="btn btn-accent" disabled={form.sending || form.done !== undefined || token === undefined}>{t("continue")}</button>
      {form.elsewhere && <a className="btn btn-quiet" href={`/${locale}/sign-in`}>{t("newLink")}</a>}
    </form>
  );
}
