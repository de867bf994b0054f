"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { forum } from "#components/doors/forum.ts";
import { identity, type MeAnswer } from "#components/doors/identity.ts";
import { notices } from "#components/doors/notices.ts";
import { reading } from "#components/doors/reading.ts";
import { tags } from "#components/doors/topics.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { SelectField, TextField } from "#components/ui/field.tsx";
import { say } from "#components/ui/toast.tsx";
import type { FollowSubject } from "#lib/forum/reading/types.ts";
import type { NoticeKind } from "#lib/notices/types.ts";
import { PictureForm } from "./picture-form.tsx";
import { typed, useForm } from "./use-form.ts";

export type StepProps = { me: MeAnswer & { me: NonNullable<MeAnswer["me"]> }; sending: boolean; done: () => void; skip: React.ReactNode };

const row = "mt-5 flex flex-wrap items-center gap-2";

/** A picture: chosen, it is in place at once; going on is the answer. */
export function PictureStep({ me, sending, done, skip }: StepProps) {
  const t = useTranslations("welcome");
  const [chosen, setChosen] = useState(false);
  return (
    <>
      <PictureForm id={me.me.id} onChosen={() => setChosen(true)} />
      <p className={row}>{chosen ? <button type="button" className="btn btn-accent" disabled={sending} onClick={done}>{t("next")}</button> : skip}</p>
    </>
  );
}

/** A line about oneself. */
export function BioStep({ me, sending, done, skip }: StepProps) {
  const t = useTranslations("welcome");
  const form = useForm(["bio"], (data) => identity.changeProfile({ bio: typed(data, "bio") }), done);
  return (
    <form onSubmit={form.submit} noValidate>
      <TextField label={t("bio.label")} name="bio" rows={3} maxLength={500} defaultValue={me.profile?.bio ?? ""} hint={t("bio.hint")} error={form.at("bio") ?? form.elsewhere} />
      <p className={row}><button type="submit" className="btn btn-accent" disabled={form.sending || sending}>{t("keep")}</button>{skip}</p>
    </form>
  );
}

type Interest = FollowSubject & { name: string; mark: string };

/** What one wants to hear of: each is followed as it is pressed, and no longer when pressed again. */
export function InterestStep({ sending, done, skip }: StepProps) {
  const t = useTranslations("welcome");
  const words = useProblem();
  const [offered, setOffered] = useState<Interest[]>();
  const [followed, setFollowed] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    void Promise.all([forum.categories(), tags.list(""), reading.follows("category"), reading.follows("tag")]).then(([categories, counted, ...mine]) => {
      setOffered([
        ...(categories.ok ? categories.data.categories : []).map((one): Interest => ({ type: "category", id: String(one.id), name: one.name, mark: "" })),
        ...(counted.ok ? counted.data.tags : []).slice(0, 8).map((one): Interest => ({ type: "tag", id: String(one.id), name: one.name, mark: "#" })),
      ]);
      setFollowed(new Set(mine.flatMap((list) => (list.ok ? list.data.follows : [])).filter((one) => one.level === "follow").map((one) => `${one.type}:${one.id}`)));
    });
  }, []);
  const press = async ({ type, id }: Interest): Promise<void> => {
    const key = `${type}:${id}`;
    const on = !followed.has(key);
    const set = (to: boolean): void => setFollowed((old) => new Set(to ? [...old, key] : [...old].filter((one) => one !== key)));
    set(on);
    const answer = await reading.setLevel({ type, id }, on ? "follow" : "none");
    if (answer.ok) return;
    set(!on);
    say(words(answer.problem), { tone: "danger" });
  };
  return (
    <>
      {offered ? (
        <ul className="flex flex-wrap gap-2">
          {offered.map((one) => (
            <li key={`${one.type}:${one.id}`} className="max-w-full">
              <button type="button" aria-pressed={followed.has(`${one.type}:${one.id}`)} onClick={() => void press(one)}
                className="btn btn-quiet max-w-full whitespace-normal text-left [overflow-wrap:anywhere] aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent">{one.mark}{one.name}</button>
            </li>
          ))}
        </ul>
      ) : <div className="skeleton h-24" />}
      <p className={row}>{followed.size > 0 && <button type="button" className="btn btn-accent" disabled={sending} onClick={done}>{t("next")}</button>}{skip}</p>
    </>
  );
}

const readable = (zone: string): string => zone.replaceAll("_", " ");

/** The language of mails and the clock one lives by: what the page and the device say is offered, and taken when confirmed. */
export function PlaceStep({ me, sending, done, skip }: StepProps) {
  const t = useTranslations("welcome");
  const locale = useLocale();
  const [zone] = useState(() => me.profile?.timezone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [zones] = useState(() => [...new Set([zone, ...Intl.supportedValuesOf("timeZone"), "UTC"])].sort());
  const form = useForm(["locale", "timezone"], async (data) => {
    const kept = await notices.change({ timezone: typed(data, "timezone") });
    return kept.ok ? identity.changeProfile({ locale: typed(data, "locale") === "fr" ? "fr" : "en" }) : kept;
  }, done);
  return (
    <form onSubmit={form.submit} noValidate>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField label={t("place.language")} name="locale" defaultValue={locale} error={form.at("locale")}><option value="en">English</option><option value="fr">Français</option></SelectField>
        <SelectField label={t("place.zone")} name="timezone" defaultValue={zone} error={form.at("timezone") ?? form.elsewhere}>{zones.map((one) => <option key={one} value={one}>{readable(one)}</option>)}</SelectField>
      </div>
      <p className={row}><button type="submit" className="btn btn-accent" disabled={form.sending || sending}>{t("place.confirm")}</button>{skip}</p>
    </form>
  );
}

const levels = ["all", "page", "direct"] as const;
const direct: readonly NoticeKind[] = ["moderation", "message", "mention", "reply", "accepted", "reminder"];

/** How much one wants to hear of; each kind can be chosen by itself in the settings. */
export function NoticeStep({ sending, done, skip }: StepProps) {
  const t = useTranslations("welcome");
  const locale = useLocale();
  const form = useForm([], async (data) => {
    const level = typed(data, "level");
    const now = await notices.settings();
    if (!now.ok || level === "all") return now;
    return notices.change({ kinds: now.data.kinds.map(({ kind, app, mail, push }) => (level === "page" ? { kind, app, mail: false, push } : direct.includes(kind) ? { kind, app, mail, push } : { kind, app: false, mail: false, push: false })) });
  }, done);
  return (
    <form onSubmit={form.submit} noValidate>
      <fieldset className="grid gap-3">
        <legend className="sr-only">{t("notices.title")}</legend>
        {levels.map((level) => (
          <label key={level} className="flex items-start gap-3">
            <input type="radio" name="level" value={level} defaultChecked={level === "all"} className="mt-1 size-5 flex-none accent-[var(--accent)]" />
            <span className="min-w-0">{t(`notices.${level}`)}</span>
          </label>
        ))}
      </fieldset>
      {form.elsewhere && <p role="alert" className="mt-2 text-sm text-danger">{form.elsewhere}</p>}
      <p className={row}><button type="submit" className="btn btn-accent" disabled={form.sending || sending}>{t("keep")}</button>{skip}<a href={`/${locale}/me/settings/notices`} className="link ml-1 text-sm">{t("notices.more")}</a></p>
    </form>
  );
}
