"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, SelectField } from "#components/ui/field.tsx";

type Kind = "single" | "multiple" | "ranked";
type Results = "always" | "voted" | "closed";
const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** Writes a poll: its question, its options and how one votes, as the text that says all of it. */
export function PollDialog({ onWrite, onClose }: { onWrite: (text: string) => void; onClose: () => void }) {
  const t = useTranslations("writing");
  const [question, setQuestion] = useState("");
  const [options, setOptions] = useState(["", "", ""]);
  const [kind, setKind] = useState<Kind>("single");
  const [results, setResults] = useState<Results>("always");
  const [open, setOpen] = useState(false);
  const [closes, setCloses] = useState("");
  const filled = [...new Set(options.map(oneLine).filter(Boolean))];
  const change = (at: number, text: string): void => setOptions((now) => { const next = now.with(at, text); return at === next.length - 1 && text && next.length < 20 ? [...next, ""] : next; });
  const write = (): void => {
    const head = ["::: poll", kind === "single" ? "" : kind, open ? "open" : "", results === "always" ? "" : `results=${results}`, closes ? `closes=${new Date(closes).toISOString()}` : ""].filter(Boolean).join(" ");
    onWrite([head, oneLine(question), ...filled.map((option) => `- ${option}`), ":::"].filter(Boolean).join("\n"));
  };
  return (
    // It stands over another form, which must not be sent with it.
    <Dialog title={t("pollTitle")} closeLabel={t("close")} onClose={onClose}>
      <form className="grid gap-4" onSubmit={(event) => { event.preventDefault(); event.stopPropagation(); if (filled.length > 1) write(); }}>
        <Field label={t("pollQuestion")} value={question} maxLength={300} onChange={(event) => setQuestion(event.target.value)} />
        <fieldset className="grid gap-2">
          <legend className="mb-1.5 text-[0.925rem] font-[540]">{t("pollOptions")}</legend>
          {options.map((option, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an option is known by its place
            <div key={at} className="flex gap-2">
              <input className="field-input" aria-label={t("pollOption", { number: at + 1 })} value={option} maxLength={200} onChange={(event) => change(at, event.target.value)} />
              {options.length > 2 && <button type="button" className="act px-2" aria-label={t("pollRemove", { number: at + 1 })} onClick={() => setOptions((now) => now.toSpliced(at, 1))}><X aria-hidden size={16} /></button>}
            </div>
          ))}
        </fieldset>
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField label={t("pollKind")} value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
            <option value="single">{t("pollSingle")}</option><option value="multiple">{t("pollMultiple")}</option><option value="ranked">{t("pollRanked")}</option>
          </SelectField>
          <SelectField label={t("pollResults")} value={results} onChange={(event) => setResults(event.target.value as Results)}>
            <option value="always">{t("pollAlways")}</option><option value="voted">{t("pollVoted")}</option>{closes && <option value="closed">{t("pollClosed")}</option>}
          </SelectField>
          <Field label={t("pollCloses")} type="datetime-local" value={closes} onChange={(event) => setCloses(event.target.value)} />
          <label className="flex items-center gap-2.5 self-end pb-2.5 text-[0.925rem]"><input type="checkbox" className="size-4 accent-accent" checked={open} onChange={(event) => setOpen(event.target.checked)} />{t("pollOpen")}</label>
        </div>
        <div><button type="submit" className="btn btn-accent" disabled={filled.length < 2}>{t("pollWrite")}</button></div>
      </form>
    </Dialog>
  );
}
