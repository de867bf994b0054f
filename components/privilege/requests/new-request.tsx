"use client";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { requests } from "#components/doors/requests.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { Field, TextField } from "#components/ui/field.tsx";
import type { MediaView } from "#lib/media/types.ts";
import type { ServiceOffer } from "#lib/privilege/services/types.ts";
import { useKept } from "./dialogue.tsx";
import { FilesField } from "./files.tsx";
import { Offer } from "./offer.tsx";

export type From = { origin: "message" | "topic"; originId: string; title: string; path: string };
type More = { serviceId: number | undefined; budget: string; deadline: string; readers: string; files: MediaView[]; callMe: boolean; phone: string; callTimes: string };
const nothing: More = { serviceId: undefined, budget: "", deadline: "", readers: "", files: [], callMe: false, phone: "", callTimes: "" };

/** A typed amount in cents: with a point or a comma. Null when nothing was typed, undefined when it is none. */
export function centsOf(typed: string): number | null | undefined {
  const text = typed.replace(/[\s\u202f\u00a0€$£]/g, "").replace(",", ".");
  if (text === "") return null;
  return /^\d{1,7}(\.\d{0,2})?$/.test(text) ? Math.round(Number(text) * 100) : undefined;
}

function Categories({ offers, chosen, onChoose }: { offers: ServiceOffer[]; chosen: number | undefined; onChoose: (id: number) => void }) {
  const t = useTranslations("requests");
  return (
    <fieldset>
      <legend className="text-[0.925rem] font-[540]">{t("aboutWhat")}</legend>
      <div className="mt-2 flex flex-wrap gap-2">
        {offers.map((one) => (
          <label key={one.id} className="btn btn-quiet cursor-pointer whitespace-normal has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent">
            <input type="radio" name="service" className="sr-only" checked={chosen === one.id} onChange={() => onChoose(one.id)} />{one.name}</label>
        ))}
      </div>
    </fieldset>
  );
}

function Details({ more, set, currency, errors }: { more: More; set: (part: Partial<More>) => void; currency: string; errors: { budget?: string; field?: string; text?: string } }) {
  const t = useTranslations("requests");
  const today = new Date().toISOString().slice(0, 10);
  const of = (field: string): string | undefined => (errors.field === field ? errors.text : undefined);
  return (
    <div className="grid gap-6">
      <div className="grid gap-6 sm:grid-cols-2">
        <Field label={t("budgetIn", { currency })} hint={t("optional")} inputMode="decimal" autoComplete="off" value={more.budget} error={errors.budget ?? of("budgetCents")} onChange={(event) => set({ budget: event.target.value })} />
        <Field label={t("deadline")} hint={t("optional")} type="date" min={today} value={more.deadline} error={of("deadline")} onChange={(event) => set({ deadline: event.target.value })} />
      </div>
      <div><p className="text-[0.925rem] font-[540]">{t("files")}</p><div className="mt-1"><FilesField files={more.files} onChange={(files) => set({ files })} /></div></div>
      <Field label={t("whoElse")} hint={t("whoElseHint")} autoComplete="off" value={more.readers} error={of("readers")} onChange={(event) => set({ readers: event.target.value })} />
      <div className="grid gap-4">
        <label className="flex min-h-6 items-center gap-2.5"><input type="checkbox" className="size-4 accent-(--accent)" checked={more.callMe} onChange={(event) => set({ callMe: event.target.checked })} />{t("callMe")}</label>
        {more.callMe && (
          <div className="grid gap-6 sm:grid-cols-2">
            <Field label={t("phone")} hint={t("phoneHint")} type="tel" autoComplete="tel" value={more.phone} error={of("phone")} onChange={(event) => set({ phone: event.target.value })} />
            <Field label={t("callTimes")} maxLength={200} value={more.callTimes} onChange={(event) => set({ callTimes: event.target.value })} />
          </div>
        )}
      </div>
    </div>
  );
}

function useOffers() {
  const [answer, setAnswer] = useState<{ services: ServiceOffer[]; currency: string }>();
  const [problem, setProblem] = useState<Problem>();
  const load = useCallback(async (): Promise<void> => {
    const got = await requests.services();
    setProblem(got.ok ? undefined : got.problem);
    if (got.ok) setAnswer(got.data);
  }, []);
  useEffect(() => { void load(); }, [load]);
  return { answer, problem, load };
}

const inputOf = (wish: string, more: More, { clientId, from }: { clientId: string; from: From | undefined }) => ({
  wish: wish.trim(), clientId, budgetCents: centsOf(more.budget) ?? null, deadline: more.deadline || null, media: more.files.map((one) => one.id),
  readers: more.readers.split(/[\s,]+/).map((one) => one.replace(/^@/, "")).filter(Boolean), ...(more.serviceId === undefined ? {} : { serviceId: more.serviceId }),
  ...(from ? { origin: from.origin, originId: from.originId } : more.callMe ? { origin: "callback" as const } : {}), ...(more.callMe ? { phone: more.phone.trim(), callTimes: more.callTimes.trim() || null } : {}),
});

function useForwarding(wish: string, more: More, { from, done, again }: { from: From | undefined; done: () => void; again: () => void }) {
  const locale = useLocale();
  const words = useProblem();
  const clientId = useRef(crypto.randomUUID());
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<{ field: string | undefined; text: string }>();
  const send = async (): Promise<void> => {
    setSending(true);
    const answer = await requests.forward(inputOf(wish, more, { clientId: clientId.current, from }));
    if (answer.ok) {
      done();
      location.assign(`/${locale}/premium/requests/${answer.data.id}`);
      return;
    }
    setSending(false);
    setProblem({ field: answer.problem.field ?? undefined, text: words(answer.problem) });
    // What can be promised may have changed meanwhile: it is said anew.
    again();
  };
  return { send, sending, problem };
}

/** Where a need is put into words, with what can be expected said before it is sent. What was typed stays until it has arrived. */
export function NewRequest({ from }: { from?: From | undefined }) {
  const t = useTranslations("requests");
  const locale = useLocale();
  const words = useProblem();
  const { answer, problem, load } = useOffers();
  const [wish, setWish] = useKept("request:new");
  const [more, setMore] = useState(nothing);
  const set = (part: Partial<More>): void => setMore((old) => ({ ...old, ...part }));
  const forwarding = useForwarding(wish, more, { from, done: () => setWish(""), again: () => void load() });
  if (problem?.code === "sign-in") return <EmptyState title={t("signInFirst")} text={t("signInText")} action={{ label: t("signIn"), href: `/${locale}/sign-in?return=/${locale}/premium/new` }} />;
  if (problem && !answer) return <p role="alert" className="text-danger">{words(problem)} <button type="button" className="link" onClick={() => void load()}>{t("again")}</button></p>;
  if (!answer) return <div role="status" aria-label={t("loading")} className="grid gap-6"><div className="skeleton h-40" /><div className="skeleton h-64" /></div>;
  const offer = answer.services.find((one) => one.id === more.serviceId);
  const budget = centsOf(more.budget) === undefined ? t("badAmount") : undefined;
  const ready = wish.trim() !== "" && offer !== undefined && offer.taken && !offer.full && budget === undefined && (!more.callMe || more.phone.trim() !== "");
  return (
    <form className="grid gap-10" onSubmit={(event) => { event.preventDefault(); if (ready) void forwarding.send(); }}>
      {from && <p className="text-sm text-soft">{t("fromThere")} <a className="link" href={`/${locale}${from.path}`}>{from.title}</a></p>}
      <TextField label={t("wish")} hint={t("wishHint")} rows={5} maxLength={4000} required value={wish} error={forwarding.problem?.field === "wish" ? forwarding.problem.text : undefined} onChange={(event) => setWish(event.target.value)} style={{ fontFamily: "var(--font-serif)", fontSize: "1.2rem", lineHeight: 1.5 }} />
      <div className="grid gap-6"><Categories offers={answer.services} chosen={more.serviceId} onChoose={(serviceId) => set({ serviceId })} />{offer && <Offer offer={offer} />}</div>
      <Details more={more} set={set} currency={answer.currency} errors={{ ...(budget ? { budget } : {}), ...(forwarding.problem?.field ? { field: forwarding.problem.field, text: forwarding.problem.text } : {}) }} />
      {forwarding.problem && <p role="alert" className="text-danger">{forwarding.problem.text}</p>}
      <div className="flex flex-wrap items-center gap-4 border-t border-line pt-6"><button type="submit" className="btn btn-accent" disabled={!ready || forwarding.sending}>{t("forwardNow")}</button>
        {!ready && <p className="text-sm text-faint">{wish.trim() === "" ? t("firstWish") : offer === undefined ? t("firstCategory") : ""}</p>}</div>
    </form>
  );
}
