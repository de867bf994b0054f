"use client";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { imports } from "#components/doors/imports.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { atEachConnection, hear } from "#components/realtime/live.ts";
import { Field } from "#components/ui/field.tsx";
import { Time } from "#components/ui/time.tsx";
import { say } from "#components/ui/toast.tsx";
import type { ImportView } from "#lib/exchange/types.ts";
import { StudioHead, Waiting } from "../parts.tsx";
import { type Shown, useShown } from "../use-shown.ts";
import { Columns, Found } from "./book.tsx";

type Put = (one: ImportView | undefined, id: string) => void;

/** How far a book is written, and the way to stop it. */
function Progress({ one, onStop }: { one: ImportView; onStop: () => void }) {
  const t = useTranslations("orderImport");
  return (
    <div className="flex flex-wrap items-center gap-4">
      <progress className="h-2 min-w-40 flex-1 accent-accent" max={Math.max(1, one.total)} value={one.done} aria-label={t("progress")} />
      <p className="tabular-nums" role="status">{t("written", { done: one.done, total: one.total })}</p>
      <button type="button" className="btn btn-quiet" onClick={onStop}>{t("stop")}</button>
    </div>
  );
}

function Book({ one, shown, put }: { one: ImportView; shown: Shown; put: Put }) {
  const t = useTranslations("orderImport");
  const locale = useLocale();
  const words = useProblem();
  const [busy, setBusy] = useState(false);
  const run = async (ask: () => Promise<Awaited<ReturnType<typeof imports.stop>>>): Promise<void> => {
    setBusy(true);
    const answer = await ask();
    setBusy(false);
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    put("id" in answer.data ? (answer.data as ImportView) : undefined, one.id);
  };
  const looked = one.state === "columns" || one.state === "read";
  return (
    <li className="card grid gap-6 p-5 sm:p-6" data-import={one.state}>
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1"><h2 className="section-title min-w-0 wrap-anywhere">{one.fileName || t("aBook")}</h2><p className={one.state === "done" ? "text-good" : one.state === "failed" ? "text-danger" : "text-soft"}>{t(`state.${one.state}`)}</p><p className="text-sm text-faint">{t("by", { source: one.source, by: one.by ?? "–" })} <Time at={one.endedAt ?? one.madeAt} /></p></div>
      {looked && <Columns one={one} busy={busy} onName={(mapping) => void run(() => imports.name(one.id, mapping))} />}
      {one.found && (looked || one.state === "failed") && <Found found={one.found} shown={shown} />}
      {one.state === "running" && <Progress one={one} onStop={() => void run(() => imports.stop(one.id))} />}
      {(one.state === "done" || one.state === "stopped") && <p>{t("result", { written: one.written, known: Math.max(0, one.done - one.written) })} {one.state === "done" && one.found && one.found.waiting > 0 && t("waits", { count: one.found.waiting })}</p>}
      <div className="flex flex-wrap gap-2">
        {(one.state === "columns" || one.state === "read") && <button type="button" className="btn btn-accent" disabled={busy || one.state === "columns" || one.found?.orders === 0} title={one.state === "columns" ? t("columnsFirst") : undefined} onClick={() => void run(() => imports.start(one.id))}>{t("write", { count: one.found?.orders ?? 0 })}</button>}
        {looked && <button type="button" className="btn btn-quiet" disabled={busy} onClick={() => void run(() => imports.stop(one.id))}>{t("drop")}</button>}
        {(one.state === "stopped" || one.state === "failed") && <button type="button" className="btn btn-quiet" disabled={busy} onClick={() => void run(() => imports.start(one.id))}>{t("goOn")}</button>}
        {one.state === "done" && <a className="btn btn-quiet" href={`/${locale}/studio/portfolio`}>{t("toPortfolio")}</a>}
      </div>
    </li>
  );
}

function Bring({ onBrought }: { onBrought: (one: ImportView) => void }) {
  const t = useTranslations("orderImport");
  const words = useProblem();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const bring = async (event: React.FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    const file = given.get("file");
    if (!(file instanceof File) || file.size === 0) return setError(t("chooseFile"));
    setBusy(true);
    const answer = await imports.bring({ id: crypto.randomUUID(), name: file.name.slice(0, 120), source: String(given.get("source")) }, new Blob([file], { type: "text/csv" }));
    setBusy(false);
    setError(answer.ok ? undefined : words(answer.problem));
    if (!answer.ok) return;
    form.reset();
    onBrought(answer.data);
  };
  return (
    <form className="card grid gap-5 p-5 sm:p-6" onSubmit={(event) => void bring(event)}>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label={t("file")} name="file" type="file" accept=".csv,.gz,text/csv" hint={t("fileHint")} error={error} />
        <Field label={t("source")} name="source" defaultValue="orders" required pattern="[a-z0-9][a-z0-9\-]{0,39}" hint={t("sourceHint")} />
      </div>
      <p><button type="submit" className="btn btn-accent" disabled={busy}>{busy ? t("looking") : t("look")}</button></p>
    </form>
  );
}

function useImports() {
  const words = useProblem();
  const [list, setList] = useState<ImportView[]>();
  const [currency, setCurrency] = useState("EUR");
  const [error, setError] = useState<string>();
  const put = useCallback<Put>((one, id) => setList((now) => (one ? [...(now?.some((other) => other.id === id) ? [] : [one]), ...(now ?? []).map((other) => (other.id === id ? one : other))] : now?.filter((other) => other.id !== id))), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words of a problem never change
  const load = useCallback(async (): Promise<void> => {
    const answer = await imports.list();
    setError(answer.ok ? undefined : words(answer.problem));
    if (answer.ok) { setList(answer.data.imports); setCurrency(answer.data.currency); }
  }, []);
  useEffect(() => {
    void load();
    const stops = [hear<{ id: string }>("orders.import", ({ id }) => void imports.read(id).then((answer) => { if (answer.ok) put(answer.data, id); })), atEachConnection(() => void load())];
    return () => { for (const stop of stops) stop(); };
  }, [load, put]);
  return { list, currency, error, put, load };
}

/** Bringing order books: looked at first, then written while one may look on, stop it, or leave. */
export function OrderImports() {
  const t = useTranslations("orderImport");
  const { list, currency, error, put, load } = useImports();
  const shown = useShown(currency);
  return (
    <>
      <StudioHead title={t("title")} intro={t("intro")} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
        <Bring onBrought={(one) => put(one, one.id)} />
        {list ? <ul className="grid grid-cols-[minmax(0,1fr)] gap-5">{list.map((one) => <Book key={one.id} one={one} shown={shown} put={put} />)}</ul> : <Waiting error={error} again={() => void load()} />}
        {list?.length === 0 && <p className="text-soft">{t("none")}</p>}
      </div>
    </>
  );
}
