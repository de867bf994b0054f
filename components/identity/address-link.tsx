"use client";
import { useLocale, useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { identity } from "#components/doors/identity.ts";
import { tokenHere } from "./confirm.tsx";
import { FormProblem } from "./frame.tsx";
import { useForm } from "./use-form.ts";

const never = (): (() => void) => () => {};

/** Uses a link about one's address: to confirm the new one, or to take the change back. It takes a press, as every mailed link does. */
export function AddressLink({ act }: { act: "confirm" | "undo" }) {
  const t = useTranslations("identity");
  const locale = useLocale();
  const token = useSyncExternalStore(never, tokenHere, () => undefined);
  const form = useForm([], () => (act === "confirm" ? identity.confirmAddress(token ?? "") : identity.undoAddress(token ?? "")));
  if (token === "") return <p className="text-soft">{t("noToken")} <a className="link" href={`/${locale}/me/settings`}>{t("toSettings")}</a></p>;
  if (form.done) return <p role="status" className="card p-6">{t(act === "confirm" ? "addressConfirmed" : "addressUndone", { email: form.done.email })} <a className="link" href={act === "confirm" ? `/${locale}/me/settings` : `/${locale}/sign-in`}>{t(act === "confirm" ? "toSettings" : "signIn")}</a></p>;
  return (
    <form className="grid gap-4" onSubmit={form.submit}>
      <FormProblem text={form.elsewhere} />
      <button type="submit" className="btn btn-accent" disabled={form.sending || token === undefined}>{t(act === "confirm" ? "addressConfirm" : "addressUndo")}</button>
      {form.elsewhere && act === "confirm" && <a className="btn btn-quiet" href={`/${locale}/sign-in?return=${encodeURIComponent(`/${locale}/me/email`)}${typeof location === "undefined" ? "" : encodeURIComponent(location.hash)}`}>{t("signIn")}</a>}
    </form>
  );
}
