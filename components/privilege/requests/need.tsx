"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { requests } from "#components/doors/requests.ts";
import { TextField } from "#components/ui/field.tsx";
import { Time } from "#components/ui/time.tsx";
import type { NeedView, RequestView } from "#lib/privilege/requests/types.ts";
import { Part } from "./parts.tsx";
import type { Opened } from "./use-request.ts";

function Ask({ opened, need }: { opened: Opened; need: NeedView }) {
  const t = useTranslations("requests");
  const [wrong, setWrong] = useState(false);
  const [correction, setCorrection] = useState("");
  const [busy, setBusy] = useState(false);
  const request = opened.request as RequestView;
  const answer = async (confirmed: boolean): Promise<void> => {
    setBusy(true);
    await opened.act(requests.answerNeed(request.id, need.version, { confirmed, correction: confirmed ? "" : correction.trim() }), t(confirmed ? "confirmedDone" : "correctedDone"));
    setBusy(false);
  };
  if (!wrong) {
    return (
      <div className="mt-4 flex flex-wrap gap-2">
        <button type="button" className="btn btn-accent" disabled={busy} onClick={() => void answer(true)}>{t("confirm")}</button>
        <button type="button" className="btn btn-quiet" onClick={() => setWrong(true)}>{t("correct")}</button>
      </div>
    );
  }
  return (
    <form className="mt-4 grid gap-3" onSubmit={(event) => { event.preventDefault(); if (correction.trim()) void answer(false); }}>
      <TextField label={t("whatIsDifferent")} rows={3} maxLength={2000} value={correction} onChange={(event) => setCorrection(event.target.value)} />
      <div className="flex flex-wrap gap-2"><button type="submit" className="btn btn-accent" disabled={busy || !correction.trim()}>{t("sendCorrection")}</button><button type="button" className="btn btn-quiet" onClick={() => setWrong(false)}>{t("back")}</button></div>
    </form>
  );
}

/** What we understood: the statement that stands, with the member's word on it, and what was said before. */
export function Need({ opened }: { opened: Opened }) {
  const t = useTranslations("requests");
  const request = opened.request as RequestView;
  const shown = request.needs.filter((one) => one.state !== "replaced");
  const need = shown.at(-1);
  if (!need) return null;
  const earlier = shown.slice(0, -1);
  return (
    <Part title={t("understood")} aside={<span className="text-sm text-faint">{t(`need.${need.state}`)}</span>}>
      <blockquote className="font-serif text-[1.2rem] leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere]">{need.text}</blockquote>
      <p className="mt-2 text-sm text-faint">{need.by.name} · <Time at={need.at} /></p>
      {need.state === "corrected" && <p className="mt-3 rounded-lg bg-sunk px-4 py-3 text-[0.95rem] whitespace-pre-wrap"><span className="font-[560]">{t("different")}</span> {need.correction}</p>}
      {need.state === "asked" && request.can.confirm && <Ask key={need.version} opened={opened} need={need} />}
      {earlier.length > 0 && (
        <details className="mt-4 text-sm text-soft"><summary className="fold text-faint">{t("saidBefore", { count: earlier.length })}</summary>
          <ul className="mt-2 grid gap-3">{earlier.map((one) => <li key={one.version}><p className="whitespace-pre-wrap">{one.text}</p>{one.correction && <p className="mt-1 text-faint">{t("different")} {one.correction}</p>}</li>)}</ul></details>
      )}
    </Part>
  );
}
