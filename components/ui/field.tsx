"use client";
import { type ComponentProps, useId } from "react";

type Own = { label: string; hint?: string | undefined; error?: string | undefined; aside?: React.ReactNode };

function useParts(own: Own) {
  const id = useId();
  const described = [own.error ? `${id}-error` : "", own.hint ? `${id}-hint` : ""].filter(Boolean).join(" ");
  return { id, aria: { id, "aria-invalid": own.error ? true : undefined, "aria-describedby": described || undefined } as const };
}

function Frame({ own, id, children }: { own: Own; id: string; children: React.ReactNode }) {
  return (
    <div className="grid content-start gap-1.5">
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="text-[0.925rem] font-[540]">{own.label}</label>
        {own.aside}
      </div>
      {children}
      {own.hint && <p id={`${id}-hint`} className="text-sm text-faint">{own.hint}</p>}
      {own.error && <p id={`${id}-error`} role="alert" className="text-sm text-danger">{own.error}</p>}
    </div>
  );
}

/** A line of text with its label, hint and error. */
export function Field({ label, hint, error, aside, ...input }: Own & ComponentProps<"input">) {
  const own = { label, hint, error, aside };
  const { id, aria } = useParts(own);
  return <Frame own={own} id={id}><input className="field-input" {...aria} {...input} /></Frame>;
}

/** Several lines of text with their label, hint and error. */
export function TextField({ label, hint, error, aside, ...area }: Own & ComponentProps<"textarea">) {
  const own = { label, hint, error, aside };
  const { id, aria } = useParts(own);
  return <Frame own={own} id={id}><textarea className="field-input leading-relaxed" {...aria} {...area} /></Frame>;
}

/** One of a few, with its label, hint and error. */
export function SelectField({ label, hint, error, aside, children, ...select }: Own & ComponentProps<"select">) {
  const own = { label, hint, error, aside };
  const { id, aria } = useParts(own);
  return <Frame own={own} id={id}><select className="field-input" {...aria} {...select}>{children}</select></Frame>;
}
