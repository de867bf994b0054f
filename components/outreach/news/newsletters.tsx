"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { news } from "#components/doors/news.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, SelectField } from "#components/ui/field.tsx";
import { say } from "#components/ui/toast.tsx";
import type { NewsletterRow } from "#lib/outreach/newsletters/types.ts";

function Form({ of, onDone, onClose }: { of: NewsletterRow | undefined; onDone: () => void; onClose: () => void }) {
  const t = useTranslations("mailStudio");
  const words = useProblem();
  const locale = useLocale();
  const [name, setName] = useState(of?.name ?? "");
  const [description, setDescription] = useState(of?.description ?? "");
  const [language, setLanguage] = useState(of?.locale ?? locale);
  const [id] = useState(() => crypto.randomUUID());
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const save = async (archived: boolean): Promise<void> => {
    setBusy(true);
    const answer = of ? await news.changeNewsletter(of.id, { name, description, archived, version: of.version }) : await news.makeNewsletter({ id, name, description, locale: language });
    setBusy(false);
    if (!answer.ok) return setError(words(answer.problem));
    say(t(of ? (archived === of.archived ? "newsletterKept" : archived ? "newsletterEnded" : "newsletterBack") : "newsletterMade"));
    onDone();
  };
  return (
    <Dialog title={of ? t("changeNewsletter") : t("newNewsletter")} closeLabel={t("close")} onClose={onClose}>
      <form className="grid gap-5" onSubmit={(event) => { event.preventDefault(); void save(of?.archived ?? false); }}>
        <Field label={t("name")} value={name} required maxLength={80} error={error} onChange={(event) => setName(event.target.value)} />
        <Field label={t("description")} hint={t("descriptionHint")} value={description} maxLength={300} onChange={(event) => setDescription(event.target.value)} />
        {!of && <SelectField label={t("language")} value={language} onChange={(event) => setLanguage(event.target.value)}><option value="en">English</option><option value="fr">Français</option></SelectField>}
        <div className="flex flex-wrap justify-end gap-2">
          {of && <button type="button" className="btn btn-quiet mr-auto" disabled={busy} onClick={() => void save(!of.archived)}>{t(of.archived ? "bringBack" : "endNewsletter")}</button>}
          <button type="submit" className="btn btn-accent" disabled={busy || name.trim() === ""}>{of ? t("keep") : t("begin")}</button>
        </div>
      </form>
    </Dialog>
  );
}

/** The newsletters there are: how many read each, and the way to its next issue. */
export function Newsletters({ all, onChanged }: { all: NewsletterRow[]; onChanged: () => void }) {
  const t = useTranslations("mailStudio");
  const words = useProblem();
  const locale = useLocale();
  const [form, setForm] = useState<NewsletterRow | "new">();
  const begin = async (newsletterId: string): Promise<void> => {
    const answer = await news.make({ id: crypto.randomUUID(), kind: "issue", newsletterId, segmentId: null });
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    location.assign(`/${locale}/studio/mail/${answer.data.id}`);
  };
  return (
    <section aria-labelledby="newsletters">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3"><h2 id="newsletters" className="section-title">{t("newsletters")}</h2><button type="button" className="btn btn-quiet" onClick={() => setForm("new")}>{t("newNewsletter")}</button></div>
      {all.length === 0 && <p className="text-soft">{t("noNewsletters")}</p>}
      <ul className="grid gap-4 sm:grid-cols-2">
        {all.map((one) => (
          <li key={one.id} className="card grid content-between gap-4 p-5">
            <div className="min-w-0">
              <h3 className="font-serif text-xl [overflow-wrap:anywhere]">{one.archived ? one.name : <a className="no-underline hover:underline" href={`/${locale}/news/${one.slug}`}>{one.name}</a>}</h3>
              <p className="mt-1 text-[0.95rem] text-soft [overflow-wrap:anywhere]">{one.description}</p>
              <p className="mt-2 text-sm text-faint">{one.archived ? t("isEnded") : t("subscribers", { count: one.subscribers })}</p>
            </div>
            <div className="-ml-2 flex flex-wrap items-center gap-1">
              <button type="button" className="act" disabled={one.archived} title={one.archived ? t("isEnded") : undefined} onClick={() => void begin(one.id)}>{t("newIssue")}</button>
              <button type="button" className="act" onClick={() => setForm(one)}>{t("change")}</button>
            </div>
          </li>
        ))}
      </ul>
      {form && <Form of={form === "new" ? undefined : form} onClose={() => setForm(undefined)} onDone={() => { setForm(undefined); onChanged(); }} />}
    </section>
  );
}
