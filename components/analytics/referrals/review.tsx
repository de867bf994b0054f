"use client";
import { Check, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { TextField } from "#components/ui/field.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ReviewItem } from "#lib/buzz/types.ts";
import { Waiting } from "../parts.tsx";
import { type Shown, useShown } from "../use-shown.ts";
import { ReferralHead, Ways } from "./places.tsx";
import { RingPicture } from "./ring-picture.tsx";
import { type State, useReviews } from "./use-reviews.ts";

type Decide = (item: ReviewItem, verdict: "approved" | "refused", note: string) => void;

function Evidence({ item, shown }: { item: ReviewItem; shown: Shown }) {
  const t = useTranslations("wordOfMouth.review");
  const locale = useLocale();
  const person = (who: ReviewItem["referrer"]) => <a className="link" href={`/${locale}/studio/customers/${who.id}`}>{who.name}</a>;
  return (
    <div className="min-w-0">
      <p className="eyebrow">{t(`state.${item.verdict}`)} · {t("points", { points: item.risk })}</p>
      <h2 className="mt-1 font-serif text-[1.35rem] leading-snug [overflow-wrap:anywhere]">{t.rich("brought", { by: () => person(item.referrer), who: () => person(item.newcomer) })}</h2>
      <p className="facts mt-1"><Time at={item.joinedAt} /><span>{item.heldPoints > 0 ? t("heldPoints", { points: item.heldPoints }) : t("noPoints")}</span><span>{t("ofThem", { count: item.broughtByReferrer })}</span>{item.netCents > 0 && <span>{t("net", { money: shown.money(item.netCents) })}</span>}</p>
      <ul className="mt-3 grid gap-1.5">
        {item.reasons.map((one) => <li key={one.reason} className="flex items-baseline gap-3"><span className="w-9 flex-none text-right text-sm tabular-nums text-faint">+{one.points}</span><span>{t(`reasons.${one.reason}`, { figure: one.figure ?? 0 })}</span></li>)}
      </ul>
      {item.note && <p className="mt-3 text-soft">{t("noted", { note: item.note })}{item.decidedAt && <> <Time at={item.decidedAt} className="text-sm text-faint" /></>}</p>}
    </div>
  );
}

function Item({ item, chosen, walked, decide, onChoose, shown, open }: { item: ReviewItem; chosen: boolean; walked: boolean; decide: Decide; onChoose: () => void; shown: Shown; open: boolean }) {
  const t = useTranslations("wordOfMouth.review");
  const [note, setNote] = useState("");
  const [error, setError] = useState<string>();
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => { if (walked) place.current?.scrollIntoView({ block: "nearest" }); }, [walked]);
  const act = (verdict: "approved" | "refused"): void => {
    if (verdict === "refused" && note.trim().length < 3) { setError(t("needsReason")); place.current?.querySelector("textarea")?.focus(); return; }
    decide(item, verdict, note.trim());
  };
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    if (!chosen || !open) return;
    const pressed = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || (event.target as HTMLElement).closest("input,textarea,select,[contenteditable]")) return;
      if (event.key === "a") latest.current("approved");
      else if (event.key === "x") latest.current("refused");
      else if (event.key === "n") { event.preventDefault(); place.current?.querySelector("textarea")?.focus(); }
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [chosen, open]);
  return (
    <li ref={place} data-review={item.id} aria-current={chosen ? "true" : undefined} onFocus={onChoose} className="grid gap-x-10 gap-y-5 border-b border-line py-8 pl-4 first:pt-2 last:border-0 aria-[current=true]:shadow-[inset_2px_0_0_0_var(--accent)] xl:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="grid min-w-0 content-start gap-5">
        <Evidence item={item} shown={shown} />
        {open && (
          <div className="grid max-w-xl gap-3">
            <TextField label={t("note")} hint={t("noteHint")} rows={2} maxLength={500} value={note} error={error} onChange={(event) => { setNote(event.target.value); setError(undefined); }} onKeyDown={(event) => { if (event.key === "Escape") event.currentTarget.blur(); }} />
            <div className="flex flex-wrap gap-2">
              <button type="button" className="btn btn-accent" onClick={() => act("approved")}><Check aria-hidden size={16} />{t("release")}</button>
              <button type="button" className="btn btn-danger" onClick={() => act("refused")}><X aria-hidden size={16} />{t("refuse")}</button>
            </div>
          </div>
        )}
      </div>
      <RingPicture id={item.id} />
    </li>
  );
}

/** Referrals that wait for a person: what speaks against each in words and as a picture, to release or to refuse. */
export function ReviewPage({ state }: { state: State }) {
  const t = useTranslations("wordOfMouth.review");
  const locale = useLocale();
  const shown = useShown();
  const { items, next, error, fresh, decide, more, reload } = useReviews(state);
  const [chosen, choose] = useState<string>();
  const [walked, walk] = useState<string>();
  const current = items?.some((one) => one.id === chosen) ? chosen : items?.[0]?.id;
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const by = { j: 1, k: -1 }[event.key];
      if (by === undefined || event.ctrlKey || event.metaKey || event.altKey || (event.target as HTMLElement).closest("input,textarea,select")) return;
      const at = items?.findIndex((one) => one.id === current) ?? -1;
      const next = items?.[Math.max(0, Math.min(items.length - 1, at + by))]?.id;
      choose(next);
      walk(next);
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [items, current]);
  const way = (one: State) => ({ key: one, label: t(one), href: `/${locale}/studio/referrals/review${one === "open" ? "" : "?state=decided"}`, here: one === state });
  return (
    <>
      <ReferralHead title={t("title")} intro={t("intro")} individuals />
      <div className="mb-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-2"><Ways label={t("which")} ways={[way("open"), way("decided")]} />{state === "open" && <p className="text-sm text-faint max-md:hidden">{t("keys")}</p>}</div>
      {fresh && <p className="mb-4"><button type="button" className="btn btn-quiet" onClick={reload}>{t("again")}</button></p>}
      {!items ? <Waiting error={error} again={reload} /> : items.length === 0 ? <EmptyState title={t("none")} text={t("noneText")} /> : <ol>{items.map((item) => <Item key={item.id} item={item} chosen={item.id === current} walked={item.id === walked} decide={decide} onChoose={() => choose(item.id)} shown={shown} open={state === "open"} />)}</ol>}
      {next && <button type="button" className="btn btn-quiet mt-6" onClick={more}>{t("more")}</button>}
    </>
  );
}
