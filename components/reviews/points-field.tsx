"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useId, useState } from "react";

/** A short list of points, each with Enter; what stands half typed goes along when the field is left. */
export function PointsField({ label, placeholder, points, onChange }: { label: string; placeholder: string; points: string[]; onChange: (points: string[]) => void }) {
  const t = useTranslations("reviewForm");
  const id = useId();
  const [typed, setTyped] = useState("");
  const add = (): void => {
    const point = typed.replace(/\s+/g, " ").trim();
    if (point && !points.includes(point) && points.length < 8) onChange([...points, point]);
    if (point) setTyped("");
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    add();
  };
  return (
    <div className="grid content-start gap-1.5">
      <label htmlFor={id} className="text-[0.925rem] font-[540]">{label}</label>
      <input id={id} className="field-input" value={typed} maxLength={120} placeholder={points.length < 8 ? placeholder : ""} disabled={points.length >= 8} onChange={(event) => setTyped(event.target.value)} onKeyDown={pressed} onBlur={add} />
      {points.length > 0 && (
        <ul className="mt-1 flex flex-wrap gap-1.5">
          {points.map((one) => (
            <li key={one} className="flex max-w-full items-center gap-1 rounded-full border border-line bg-raised py-0.5 pr-1 pl-3 text-sm"><span className="min-w-0 truncate">{one}</span>
              <button type="button" aria-label={t("dropPoint", { point: one })} className="act min-h-6 px-1" onClick={() => onChange(points.filter((other) => other !== one))}><X aria-hidden size={14} /></button></li>
          ))}
        </ul>
      )}
    </div>
  );
}
