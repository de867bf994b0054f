"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { type As, letterPath, news } from "#components/doors/news.ts";

/** The letter as somebody would get it: as their program shows it, and as plain text. */
export function LetterFrame({ id, version, segments, varies }: { id: string; version: number; segments: { id: string; name: string }[]; varies: boolean }) {
  const t = useTranslations("mailStudio");
  const [as, setAs] = useState<As>({ segment: null, skip: 0, arm: "a" });
  const [plain, setPlain] = useState(false);
  const [said, setSaid] = useState<{ text: string; subject: string; name: string } | null>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version is another text
  useEffect(() => {
    let left = false;
    setSaid(undefined);
    void news.text(id, as).then((answer) => { if (!left) setSaid(answer.ok ? answer.data : null); });
    return () => { left = true; };
  }, [id, as, version]);
  return (
    <section aria-labelledby="preview" className="min-w-0">
      <div className="mb-3 flex flex-wrap items-end justify-between gap-3">
        <h2 id="preview" className="section-title">{t("preview")}</h2>
        <div className="flex flex-wrap items-center gap-2">
          <select aria-label={t("as")} className="field-input w-auto! max-w-64 py-1! text-[0.925rem]" value={as.segment ?? ""} onChange={(event) => setAs({ ...as, segment: event.target.value || null, skip: 0 })}>
            <option value="">{t("asMe")}</option>
            {segments.map((one) => <option key={one.id} value={one.id}>{t("asSegment", { name: one.name })}</option>)}
          </select>
          {as.segment && <button type="button" className="act" onClick={() => setAs({ ...as, skip: as.skip + 1 })}>{t("another")}</button>}
          {varies && (["a", "b"] as const).map((arm) => <button key={arm} type="button" className="act" aria-pressed={as.arm === arm} onClick={() => setAs({ ...as, arm })}>{t(`arm.${arm}`)}</button>)}
          <button type="button" className="act" aria-pressed={plain} onClick={() => setPlain(!plain)}>{t("plain")}</button>
        </div>
      </div>
      {said === null && <p className="text-soft">{t("nobodyThere")}</p>}
      {said && <p className="mb-2 text-[0.95rem] text-soft [overflow-wrap:anywhere]">{t("seenBy", { name: said.name })} · {said.subject || t("untitled")}</p>}
      {plain ? <pre className="card p-5 font-mono text-[0.85rem] leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere]">{said?.text}</pre>
        : <iframe title={t("previewFrame")} src={letterPath(id, as, version)} sandbox="allow-popups allow-popups-to-escape-sandbox" className="h-[34rem] w-full rounded-xl border border-line" />}
    </section>
  );
}
