"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { mail } from "#components/doors/mail.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { say } from "#components/ui/toast.tsx";

/** Begins or ends a newsletter on its own page, which is the same for everybody; whoever is not signed in is led there. */
export function Subscribe({ id, path }: { id: string; path: string }) {
  const t = useTranslations("news");
  const locale = useLocale();
  const words = useProblem();
  const [on, setOn] = useState<boolean>();
  const [stranger, setStranger] = useState(false);
  useEffect(() => { void mail.open(null).then((answer) => { if (answer.ok) setOn(answer.data.newsletters.some((one) => one.id === id && one.on)); else setStranger(true); }); }, [id]);
  const put = async (): Promise<void> => {
    const answer = await mail.change(null, { newsletters: [{ id, on: !on }] });
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    setOn(!on);
    say(t(on ? "ended" : "begun"));
  };
  if (stranger) return <a className="btn btn-accent" href={`/${locale}/sign-in?return=/${locale}${path}`}>{t("signIn")}</a>;
  return <button type="button" className={`btn ${on ? "btn-quiet" : "btn-accent"}`} disabled={on === undefined} aria-pressed={on ?? false} onClick={() => void put()}>{t(on ? "end" : "get")}</button>;
}
