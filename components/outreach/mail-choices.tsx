"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { mail } from "#components/doors/mail.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { say } from "#components/ui/toast.tsx";
import type { ChangeInput } from "#lib/outreach/schema.ts";
import type { MailChoices as Choices } from "#lib/outreach/types.ts";

type Part = { choices: Choices; change: (change: ChangeInput) => void };
const frequencies = ["daily", "weekly", "matters", "off"] as const;
const most = [1, 2, 3, 6, 12, 24] as const;

/** What the letter one comes from was of: ended by one press, and taken up again by another. */
function From({ choices, change }: Part) {
  const t = useTranslations("mailChoices");
  const kinds = useTranslations("notices.kinds");
  const { what, of } = choices.from;
  const kind = choices.kinds.find((one) => one.kind === of);
  const newsletter = choices.newsletters.find((one) => one.id === of);
  const about = what === "topic" && choices.topic ? { name: choices.topic.title, ended: choices.topic.quiet, end: { quiet: true }, again: { quiet: false } }
    : what === "kind" && kind ? { name: kinds(kind.kind), ended: !kind.mail, end: { kinds: [{ kind: kind.kind, mail: false }] }, again: { kinds: [{ kind: kind.kind, mail: true }] } }
    : what === "digest" ? { name: t("digestTitle"), ended: choices.digest === "off", end: { digest: "off" as const }, again: { digest: "weekly" as const } }
    : what === "news" ? { name: t("newsTitle"), ended: !choices.news, end: { news: false }, again: { news: true } }
    : what === "newsletter" && newsletter ? { name: newsletter.name, ended: !newsletter.on || !choices.news, end: { newsletters: [{ id: newsletter.id, on: false }] }, again: { newsletters: [{ id: newsletter.id, on: true }] } } : null;
  if (!about) return null;
  return (
    <section className="card mb-10 p-5 sm:p-6" aria-live="polite">
      <p className="eyebrow">{t("from")}</p>
      <h2 className="section-title mt-1 [overflow-wrap:anywhere]">{about.name}</h2>
      <p className="mt-2 text-soft">{about.ended ? t(what === "topic" ? "topicEnded" : "ended") : t(what === "topic" ? "topicGoes" : "goes")}</p>
      <button type="button" className={`btn mt-4 ${about.ended ? "" : "btn-accent"}`} onClick={() => change(about.ended ? about.again : about.end)}>{about.ended ? t("again") : t("end")}</button>
    </section>
  );
}

function Frequency({ choices, change }: Part) {
  const t = useTranslations("mailChoices");
  return (
    <fieldset className="border-t border-line py-8">
      <legend className="section-title float-left mb-3 w-full">{t("digestTitle")}</legend>
      <p className="clear-both mb-4 text-sm text-faint">{t("digestIntro")}</p>
      <div className="grid gap-3">
        {frequencies.map((one) => (
          <label key={one} className="flex items-start gap-3">
            <input type="radio" name="digest" className="mt-1 size-4 accent-[var(--accent)]" checked={choices.digest === one} onChange={() => change({ digest: one })} />
            <span>{t(`digest.${one}`)}<span className="block text-sm text-faint">{t(`digestMeans.${one}`)}</span></span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Kinds({ choices, change }: Part) {
  const t = useTranslations("mailChoices");
  const kinds = useTranslations("notices.kinds");
  return (
    <fieldset className="border-t border-line py-8">
      <legend className="section-title float-left mb-3 w-full">{t("kindsTitle")}</legend>
      <p className="clear-both mb-4 text-sm text-faint">{t("kindsIntro")}</p>
      <div className="grid gap-3">
        {choices.kinds.map((one) => (
          <label key={one.kind} className="flex items-start gap-3">
            <input type="checkbox" className="mt-0.5 size-5 shrink-0 accent-[var(--accent)]" checked={one.mail} onChange={(event) => change({ kinds: [{ kind: one.kind, mail: event.target.checked }] })} />
            <span>{kinds(one.kind)}</span>
          </label>
        ))}
        <label className="flex items-start gap-3"><input type="checkbox" className="mt-0.5 size-5 shrink-0 accent-[var(--accent)]" checked={choices.news} onChange={(event) => change({ news: event.target.checked })} /><span>{t("newsTitle")}</span></label>
      </div>
    </fieldset>
  );
}

function Newsletters({ choices, change }: Part) {
  const t = useTranslations("mailChoices");
  const locale = useLocale();
  if (choices.newsletters.length === 0) return null;
  return (
    <fieldset className="border-t border-line py-8">
      <legend className="section-title float-left mb-3 w-full">{t("newslettersTitle")}</legend>
      <p className="clear-both mb-4 text-sm text-faint">{choices.news ? t("newslettersIntro") : t("newsOff")}</p>
      <div className="grid gap-4">
        {choices.newsletters.map((one) => (
          <div key={one.id} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4">
            <label className="flex min-w-0 items-start gap-3"><input type="checkbox" className="mt-0.5 size-5 shrink-0 accent-[var(--accent)]" checked={one.on && choices.news} onChange={(event) => change({ newsletters: [{ id: one.id, on: event.target.checked }] })} />
              <span className="min-w-0 [overflow-wrap:anywhere]">{one.name}<span className="block text-sm text-faint">{one.description}</span></span></label>
            <a className="act self-start" href={`/${locale}/news/${one.slug}`}>{t("pastIssues")}</a>
          </div>
        ))}
        <label className="mt-2 flex items-start gap-3 border-t border-line pt-4"><input type="checkbox" className="mt-0.5 size-5 shrink-0 accent-[var(--accent)]" checked={choices.opens} onChange={(event) => change({ opens: event.target.checked })} /><span>{t("opensTitle")}<span className="block text-sm text-faint">{t("opensText")}</span></span></label>
      </div>
    </fieldset>
  );
}

/** What one gets by mail, from a letter's own link or signed in. Every choice is kept as it is made. */
export function MailChoices() {
  const t = useTranslations("mailChoices");
  const locale = useLocale();
  const words = useProblem();
  const [token, setToken] = useState<string | null>();
  const [choices, setChoices] = useState<Choices>();
  const [failed, setFailed] = useState<"sign-in" | "gone">();
  useEffect(() => setToken(new URLSearchParams(location.hash.slice(1)).get("token")), []);
  useEffect(() => {
    if (token === undefined) return;
    void mail.open(token).then((answer) => (answer.ok ? setChoices(answer.data) : setFailed(token ? "gone" : "sign-in")));
  }, [token]);
  const change = ({ quiet, kinds, newsletters, ...input }: ChangeInput): void => {
    // Shown at once; the answer says what was kept.
    setChoices((old) => old && { ...old, digest: input.digest ?? old.digest, mostADay: input.mostADay ?? old.mostADay, news: input.news ?? old.news, opens: input.opens ?? old.opens, kinds: old.kinds.map((one) => ({ ...one, ...kinds?.find((other) => other.kind === one.kind) })), topic: old.topic && { ...old.topic, quiet: quiet ?? old.topic.quiet }, newsletters: old.newsletters.map((one) => ({ ...one, ...newsletters?.find((other) => other.id === one.id) })) });
    void mail.change(token ?? null, { ...input, ...(kinds ? { kinds } : {}), ...(newsletters ? { newsletters } : {}), ...(quiet === undefined ? {} : { quiet }) }).then((answer) => {
      if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
      setChoices(answer.data);
      say(t("saved"));
    });
  };
  if (failed) return <EmptyState title={t(`${failed}Title`)} text={t(`${failed}Text`)} action={{ label: t("signIn"), href: `/${locale}/sign-in?return=/${locale}/mail` }} />;
  if (!choices) return <div className="grid gap-4"><div className="skeleton h-40" /><div className="skeleton h-72" /></div>;
  return (
    <div>
      <From choices={choices} change={change} />
      <Newsletters choices={choices} change={change} />
      <Frequency choices={choices} change={change} />
      <section className="border-t border-line py-8">
        <label htmlFor="most" className="section-title block">{t("mostTitle")}</label>
        <p className="mt-1 mb-3 text-sm text-faint">{t("mostIntro")}</p>
        <select id="most" className="field-input w-auto!" value={choices.mostADay} onChange={(event) => change({ mostADay: Number(event.target.value) })}>
          {[...new Set([...most, choices.mostADay])].sort((one, other) => one - other).map((count) => <option key={count} value={count}>{t("most", { count })}</option>)}
        </select>
      </section>
      <Kinds choices={choices} change={change} />
    </div>
  );
}
