"use client";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState } from "react";
import { requestDesk } from "#components/doors/requests.ts";
import { Field, SelectField, TextField } from "#components/ui/field.tsx";
import type { RequestView, Workload } from "#lib/privilege/requests/types.ts";
import { centsOf } from "./new-request.tsx";
import { type Product, ProductField } from "./product-field.tsx";
import type { Opened } from "./use-request.ts";

export type FormProps = { opened: Opened; onClose: () => void };
const idOf = (opened: Opened): number => (opened.request as RequestView).id;

function Frame({ ready, label, danger = false, onSend, children }: { ready: boolean; label: string; danger?: boolean; onSend: () => Promise<void>; children: React.ReactNode }) {
  const [busy, setBusy] = useState(false);
  return (
    <form className="grid gap-5" onSubmit={(event) => { event.preventDefault(); if (!ready || busy) return; setBusy(true); void onSend().finally(() => setBusy(false)); }}>
      {children}
      <button type="submit" className={`btn ${danger ? "btn-danger" : "btn-accent"} justify-self-end`} disabled={!ready || busy}>{label}</button>
    </form>
  );
}

/** What staff understood; the member confirms it or says what is different. */
export function UnderstandForm({ opened, onClose }: FormProps) {
  const t = useTranslations("requestDesk");
  const last = (opened.request as RequestView).needs.at(-1);
  const [text, setText] = useState(last?.text ?? "");
  return (
    <Frame ready={text.trim() !== ""} label={t("askThem")} onSend={async () => { if (await opened.act(requestDesk.understand(idOf(opened), text.trim()), t("asked"))) onClose(); }}>
      {last?.correction && <p className="rounded-lg bg-sunk px-4 py-3 text-[0.95rem]"><span className="font-[560]">{t("theySaid")}</span> {last.correction}</p>}
      <TextField label={t("understood")} hint={t("understoodHint")} rows={4} maxLength={2000} value={text} onChange={(event) => setText(event.target.value)} />
    </Frame>
  );
}

/** Something to propose. */
export function ProposeForm({ opened, onClose }: FormProps) {
  const t = useTranslations("requestDesk");
  const clientId = useRef(crypto.randomUUID());
  const [option, setOption] = useState({ title: "", text: "", price: "", link: "", hold: "" });
  const set = (part: Partial<typeof option>): void => setOption((old) => ({ ...old, ...part }));
  const [product, setProduct] = useState<Product | null>(null);
  const cents = centsOf(option.price);
  const choose = useCallback((one: Product | null): void => {
    setProduct(one);
    // What it is called is a beginning for what it is.
    if (one) setOption((old) => ({ ...old, title: old.title || one.name }));
  }, []);
  const send = async (): Promise<void> => {
    const given = { productId: product?.id ?? null, title: option.title.trim(), text: option.text.trim(), priceCents: cents ?? null, link: option.link.trim() || null, holdUntil: option.hold ? new Date(option.hold).toISOString() : null, clientId: clientId.current };
    if (await opened.act(requestDesk.propose(idOf(opened), given), t("proposed"))) onClose();
  };
  return (
    <Frame ready={option.title.trim() !== "" && cents !== undefined} label={t("propose")} onSend={send}>
      <ProductField value={product} onChange={choose} />
      <Field label={t("optionTitle")} maxLength={160} value={option.title} onChange={(event) => set({ title: event.target.value })} />
      <TextField label={t("optionText")} rows={3} maxLength={2000} value={option.text} onChange={(event) => set({ text: event.target.value })} />
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label={t("price", { currency: (opened.request as RequestView).currency })} inputMode="decimal" value={option.price} error={cents === undefined ? t("badAmount") : undefined} onChange={(event) => set({ price: event.target.value })} />
        <Field label={t("hold")} type="datetime-local" value={option.hold} onChange={(event) => set({ hold: event.target.value })} />
      </div>
      <Field label={t("link")} type="url" value={option.link} onChange={(event) => set({ link: event.target.value })} />
    </Frame>
  );
}

/** That it was met, and how. */
export function FulfilForm({ opened, onClose }: FormProps) {
  const t = useTranslations("requestDesk");
  const [outcome, setOutcome] = useState("");
  return (
    <Frame ready={outcome.trim() !== ""} label={t("fulfil")} onSend={async () => { if (await opened.act(requestDesk.fulfil(idOf(opened), outcome.trim()), t("fulfilled"))) onClose(); }}>
      <TextField label={t("whatWasDone")} hint={t("theyRead")} rows={3} maxLength={2000} value={outcome} onChange={(event) => setOutcome(event.target.value)} />
    </Frame>
  );
}

/** A no, with its reason and what there is instead. */
export function DeclineForm({ opened, onClose }: FormProps) {
  const t = useTranslations("requestDesk");
  const [reason, setReason] = useState("");
  const [alternative, setAlternative] = useState("");
  return (
    <Frame danger ready={reason.trim() !== ""} label={t("decline")} onSend={async () => { if (await opened.act(requestDesk.decline(idOf(opened), reason.trim(), alternative.trim()), t("declined"))) onClose(); }}>
      <TextField label={t("whyNot")} hint={t("theyRead")} rows={3} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
      <TextField label={t("instead")} rows={2} maxLength={2000} value={alternative} onChange={(event) => setAlternative(event.target.value)} />
    </Frame>
  );
}

/** Minutes and what was paid. */
export function WorkForm({ opened, onClose }: FormProps) {
  const t = useTranslations("requestDesk");
  const clientId = useRef(crypto.randomUUID());
  const [minutes, setMinutes] = useState("5");
  const [direct, setDirect] = useState("");
  const [words, setWords] = useState("");
  const cents = centsOf(direct);
  const ready = /^\d{1,4}$/.test(minutes) && Number(minutes) <= 1440 && cents !== undefined;
  return (
    <Frame ready={ready} label={t("noteTime")} onSend={async () => { if (await opened.act(requestDesk.work(idOf(opened), { minutes: Number(minutes), directCents: cents ?? 0, words: words.trim(), clientId: clientId.current }), t("timeNoted", { minutes: Number(minutes) }))) onClose(); }}>
      <div className="grid grid-cols-2 gap-5"><Field label={t("minutes")} inputMode="numeric" value={minutes} onChange={(event) => setMinutes(event.target.value)} /><Field label={t("directCost")} inputMode="decimal" value={direct} error={cents === undefined ? t("badAmount") : undefined} onChange={(event) => setDirect(event.target.value)} /></div>
      <Field label={t("forWhat")} maxLength={200} value={words} onChange={(event) => setWords(event.target.value)} />
    </Frame>
  );
}

/** A note that the desk alone reads. */
export function NoteForm({ opened, onClose }: FormProps) {
  const t = useTranslations("requestDesk");
  const clientId = useRef(crypto.randomUUID());
  const [text, setText] = useState("");
  return (
    <Frame ready={text.trim() !== ""} label={t("keep")} onSend={async () => { if (await opened.act(requestDesk.note(idOf(opened), text.trim(), clientId.current))) onClose(); }}>
      <TextField label={t("note")} hint={t("noteHint")} rows={4} maxLength={2000} value={text} onChange={(event) => setText(event.target.value)} />
    </Frame>
  );
}

/** To whom it goes, with a note for them. */
export function HandForm({ opened, onClose }: FormProps) {
  const t = useTranslations("requestDesk");
  const [people, setPeople] = useState<Workload[]>([]);
  const [to, setTo] = useState((opened.request as RequestView).concierge?.id ?? "");
  const [note, setNote] = useState("");
  useEffect(() => { void requestDesk.workload().then((answer) => { if (answer.ok) setPeople(answer.data.people); }); }, []);
  return (
    <Frame ready label={t("handOver")} onSend={async () => { if (await opened.act(requestDesk.hand(idOf(opened), to || null, note.trim()), t("handed"))) onClose(); }}>
      <SelectField label={t("toWhom")} value={to} onChange={(event) => setTo(event.target.value)}><option value="">{t("nobody")}</option>{people.map((one) => <option key={one.id} value={one.id}>{t("carriesOption", { name: one.name, open: one.open, cases: one.cases })}</option>)}</SelectField>
      <TextField label={t("noteForThem")} rows={2} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
    </Frame>
  );
}

const inHours = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();
/** Until when it is put off. No clock stops. */
export function SnoozeForm({ opened, onClose }: FormProps) {
  const t = useTranslations("requestDesk");
  const [until, setUntil] = useState("");
  const off = async (at: string): Promise<void> => { if (await opened.act(requestDesk.snooze(idOf(opened), at), t("snoozed"))) onClose(); };
  return (
    <div className="grid gap-5">
      <p className="text-sm text-soft">{t("snoozeHint")}</p>
      <div className="flex flex-wrap gap-2">{([["inHours", 4], ["tomorrow", 24], ["nextWeek", 168]] as const).map(([name, hours]) => <button key={name} type="button" className="btn btn-quiet" onClick={() => void off(inHours(hours))}>{t(name)}</button>)}</div>
      <Frame ready={until !== ""} label={t("snooze")} onSend={() => off(new Date(until).toISOString())}><Field label={t("untilWhen")} type="datetime-local" value={until} onChange={(event) => setUntil(event.target.value)} /></Frame>
    </div>
  );
}
