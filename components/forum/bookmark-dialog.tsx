"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { reading } from "#components/doors/reading.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, TextField } from "#components/ui/field.tsx";
import { say } from "#components/ui/toast.tsx";

const choices = ["never", "hour", "tonight", "tomorrow", "week", "custom"] as const;
type Choice = (typeof choices)[number];

/** The moment a choice stands for, by the clock on the reader's wall. */
export function momentOf(choice: Exclude<Choice, "never" | "custom">, now: Date): Date {
  if (choice === "hour") return new Date(now.getTime() + 3_600_000);
  const at = new Date(now);
  if (choice === "tonight") at.setHours(20, 0, 0, 0);
  else at.setHours(9, 0, 0, 0);
  // After eight in the evening tonight is past: it becomes tomorrow's.
  if (choice === "tomorrow" || (choice === "tonight" && at <= now)) at.setDate(at.getDate() + 1);
  if (choice === "week") at.setDate(at.getDate() + ((8 - at.getDay()) % 7 || 7));
  return at;
}

const asLocal = (at: Date): string => new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

/** A kept post's note and reminder. */
export function BookmarkDialog({ postId, onClose, onChange }: { postId: number; onClose: () => void; onChange: (kept: { note: string; remindAt: string | null } | null) => void }) {
  const t = useTranslations("reading");
  const locale = useLocale();
  const words = useProblem();
  const [note, setNote] = useState("");
  const [choice, setChoice] = useState<Choice>("never");
  const [custom, setCustom] = useState("");
  const [error, setError] = useState<string>();
  const [ready, setReady] = useState(false);
  const [opened] = useState(() => new Date());
  useEffect(() => {
    void reading.bookmark(postId).then((answer) => {
      setReady(true);
      if (!answer.ok || !answer.data.bookmark) return;
      const { note: kept, remindAt } = answer.data.bookmark;
      setNote(kept);
      if (!remindAt) return;
      setChoice("custom");
      setCustom(asLocal(new Date(remindAt)));
    });
  }, [postId]);
  const at = choice === "never" ? null : choice === "custom" ? (custom ? new Date(custom) : null) : momentOf(choice, opened);
  const save = async (): Promise<void> => {
    const kept = { note, remindAt: at?.toISOString() ?? null };
    const answer = await reading.keep(postId, kept);
    if (!answer.ok) return setError(words(answer.problem));
    onChange(kept);
    onClose();
    say(t(at ? "keptUntil" : "kept"));
  };
  const drop = async (): Promise<void> => {
    const before = { note, remindAt: at && at > new Date() ? at.toISOString() : null };
    const answer = await reading.drop(postId);
    if (!answer.ok) return setError(words(answer.problem));
    onChange(null);
    onClose();
    say(t("dropped"), { action: { label: t("undo"), run: () => void reading.keep(postId, before).then((again) => { if (again.ok) onChange(before); }) } });
  };
  const short = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" });
  return (
    <Dialog title={t("bookmark")} closeLabel={t("close")} onClose={onClose}>
      {!ready ? <div className="skeleton h-64" /> : (
        <form className="grid gap-5" onSubmit={(event) => { event.preventDefault(); void save(); }}>
          <TextField label={t("note")} rows={2} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
          <fieldset className="grid gap-1">
            <legend className="mb-1.5 text-[0.925rem] font-[540]">{t("remindMe")}</legend>
            {choices.map((one) => (
              <label key={one} className="flex cursor-pointer items-center gap-3 rounded-md px-2 py-1.5 hover:bg-sunk">
                <input type="radio" name="remind" className="accent-(--accent)" checked={choice === one} onChange={() => setChoice(one)} />
                <span>{t(`when.${one}`)}</span>
                {one !== "never" && one !== "custom" && <span className="ml-auto text-sm text-faint">{short.format(momentOf(one, opened))}</span>}
              </label>
            ))}
          </fieldset>
          {choice === "custom" && <Field label={t("when.custom")} type="datetime-local" required value={custom} min={asLocal(opened)} onChange={(event) => setCustom(event.target.value)} />}
          {error && <p role="alert" className="text-sm text-danger">{error}</p>}
          <p className="flex flex-wrap justify-between gap-3"><button type="submit" className="btn btn-accent">{t("save")}</button><button type="button" className="btn btn-danger" onClick={() => void drop()}>{t("drop")}</button></p>
        </form>
      )}
    </Dialog>
  );
}
