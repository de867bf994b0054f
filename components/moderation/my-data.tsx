"use client";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import type { Answer } from "#components/doors/call.ts";
import { moderation } from "#components/doors/moderation.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Time } from "#components/ui/time.tsx";
import { say } from "#components/ui/toast.tsx";
import type { MyDataView } from "#lib/moderation/types.ts";

function Part({ title, intro, children }: { title: string; intro: string; children: React.ReactNode }) {
  return (
    <section className="grid gap-4 border-t border-line py-8 sm:grid-cols-[14rem_1fr] sm:gap-10">
      <div><h2 className="section-title">{title}</h2><p className="mt-1 text-sm text-faint">{intro}</p></div>
      <div className="grid min-w-0 content-start gap-4">{children}</div>
    </section>
  );
}

function Erasure({ data, onDone }: { data: MyDataView; onDone: (answer: Answer<unknown>, said: string) => void }) {
  const t = useTranslations("myData");
  const locale = useLocale();
  const [words, setWords] = useState(false);
  if (data.erasure) {
    const due = new Intl.DateTimeFormat(locale, { dateStyle: "long" }).format(new Date(data.erasure.dueAt));
    return <><p className="text-danger">{t(data.erasure.words ? "dueWithWords" : "due", { date: due })}</p><p><button type="button" className="btn btn-accent" onClick={() => void moderation.stay().then((answer) => onDone(answer, t("staying")))}>{t("stay")}</button></p></>;
  }
  return (
    <>
      <ul className="grid list-disc gap-1 pl-5 text-soft"><li>{t("goes")}</li><li>{t("stays")}</li><li>{t("week")}</li></ul>
      <label className="flex items-baseline gap-3"><input type="checkbox" checked={words} onChange={(event) => setWords(event.target.checked)} className="accent-(--accent)" />{t("words")}</label>
      <p><button type="button" className="btn btn-danger" onClick={() => void moderation.askErasure(words).then((answer) => onDone(answer, t("asked")))}>{t("erase")}</button></p>
    </>
  );
}

/** One's own data: all of it as a file, and the way to be forgotten. */
export function MyData() {
  const t = useTranslations("myData");
  const words = useProblem();
  const [data, setData] = useState<MyDataView>();
  const load = useCallback(async (): Promise<void> => {
    const answer = await moderation.myData();
    if (answer.ok) setData(answer.data);
  }, []);
  useEffect(() => { void load(); }, [load]);
  const waiting = data?.exports.some((one) => one.expiresAt === null) ?? false;
  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(() => void load(), 2000);
    return () => clearInterval(timer);
  }, [waiting, load]);
  if (!data) return null;
  const done = (answer: Answer<unknown>, said: string): void => {
    say(answer.ok ? said : words(answer.problem), answer.ok ? {} : { tone: "danger" });
    void load();
  };
  return (
    <div>
      <Part title={t("exportTitle")} intro={t("exportIntro")}>
        {data.exports.map((one) => <p key={one.id}>{one.expiresAt ? <><a className="link" href={`/api/me/exports/${one.id}`} download>{t("download")}</a> <span className="text-sm text-faint">({t("askedAt")} <Time at={one.askedAt} />)</span></> : <span role="status" className="text-soft">{t("making")}</span>}</p>)}
        <p><button type="button" className="btn btn-quiet" disabled={waiting} onClick={() => void moderation.askExport().then((answer) => done(answer, t("making")))}>{t("export")}</button></p>
      </Part>
      <Part title={t("eraseTitle")} intro={t("eraseIntro")}><Erasure data={data} onDone={done} /></Part>
    </div>
  );
}
