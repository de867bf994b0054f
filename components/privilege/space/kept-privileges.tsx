"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { keptPrivileges } from "#components/doors/space.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { useRead } from "#components/doors/use-read.ts";
import { NotYet } from "#components/shell/not-yet.tsx";
import { Field } from "#components/ui/field.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Kept, KeptPrivilege, PrivilegeVersion } from "#lib/privilege/privileges/types.ts";
import { useOwnWords, useWorth } from "./parts.tsx";
import { PrivilegeForm } from "./privilege-form.tsx";

const tiers = ["member", "select", "premier", "circle"] as const;

function History({ id }: { id: number }) {
  const t = useTranslations("keptPrivileges");
  const [versions, setVersions] = useState<PrivilegeVersion[]>();
  useEffect(() => { void keptPrivileges.versions(id).then((answer) => { if (answer.ok) setVersions(answer.data.versions); }); }, [id]);
  if (!versions) return <div className="skeleton mt-3 h-16" />;
  return (
    <ol className="mt-3 grid gap-2 text-sm">{versions.map((one) => (
      <li key={one.version} className="flex flex-wrap gap-x-3 text-soft"><span className="tabular-nums">{t("version", { version: one.version })}</span><Time at={one.madeAt} />{one.madeBy && <span>{one.madeBy}</span>}
        {one.changed.length > 0 && <span>{t("changed", { what: one.changed.map((name) => t(`field.${name as "words"}`)).join(", ") })}</span>}{one.note && <span className="font-serif">“{one.note}”</span>}</li>
    ))}</ol>
  );
}

function One({ one, kept, onEdit }: { one: KeptPrivilege; kept: Kept; onEdit: () => void }) {
  const t = useTranslations("keptPrivileges");
  const standing = useTranslations("standing");
  const own = useOwnWords();
  const worth = useWorth(kept.currency);
  const [history, setHistory] = useState(false);
  const words = own(one.words);
  const given = tiers.flatMap((tier, place) => { const count = one.grants[place] ?? 0; return count > 0 ? [one.kind === "counted" || one.kind === "timed" ? `${standing(tier)} × ${count}` : standing(tier)] : []; });
  return (
    <li data-kept={one.id} className={`card p-5 sm:p-6 ${one.retired ? "bg-sunk" : ""}`}>
      <p className="flex flex-wrap items-baseline justify-between gap-x-4"><span className="eyebrow">{t(`kinds.${one.kind}`)}{one.kind === "counted" && ` · ${t(`periods.${one.period}`)}`}{one.retired && ` · ${t("retired")}`}</span>
        <span className="flex gap-1"><button type="button" className="act" aria-expanded={history} onClick={() => setHistory(!history)}>{t("history")}</button><button type="button" className="act" aria-label={t("editNamed", { name: words.name })} onClick={onEdit}>{t("edit")}</button></span></p>
      <h2 className="mt-1 font-serif text-xl font-[540] wrap-anywhere">{words.name}</h2>
      <p className="mt-1 text-soft wrap-anywhere">{words.what}</p>
      <p className="mt-3 facts"><span>{given.join(" · ")}</span>{one.points > 0 && <span>{t("pricePoints", { count: one.points })}</span>}<span>{t("costs", { amount: worth(one.costCents) })}</span><span>{t("takenYear", { claimed: one.claimed, used: one.used })}</span>{one.spentCents > 0 && <span>{t("spentYear", { amount: worth(one.spentCents) })}</span>}</p>
      {history && <History id={one.id} />}
    </li>
  );
}

function Allowance({ kept, onDone }: { kept: Kept; onDone: () => void }) {
  const t = useTranslations("keptPrivileges");
  const standing = useTranslations("standing");
  const words = useProblem();
  const [problem, setProblem] = useState<Problem>();
  const save = async (form: HTMLFormElement): Promise<void> => {
    const data = new FormData(form);
    const answer = await keptPrivileges.allowance({ choices: tiers.map((tier) => Math.max(0, Math.round(Number(data.get(tier)) || 0))), version: kept.allowance.version });
    setProblem(answer.ok ? undefined : answer.problem);
    onDone();
  };
  return (
    <form key={kept.allowance.version} noValidate className="mt-12 border-t border-line pt-6" onSubmit={(event) => { event.preventDefault(); void save(event.currentTarget); }}>
      <h2 className="section-title">{t("allowance")}</h2><p className="mt-1 max-w-2xl text-soft">{t("allowanceText")}</p>
      <div className="mt-4 grid max-w-2xl grid-cols-2 gap-4 sm:grid-cols-4">{tiers.map((tier, place) => <Field key={tier} label={standing(tier)} name={tier} type="number" min={0} max={1000} inputMode="numeric" defaultValue={kept.allowance.choices[place] ?? 0} />)}</div>
      {problem && <p role="alert" className="mt-3 text-danger">{words(problem)}</p>}
      <p className="mt-4"><button type="submit" className="btn btn-quiet">{t("saveAllowance")}</button></p>
    </form>
  );
}

/** What members are given, for its keepers: made, changed with its history, retired; and how many they choose in a year. */
export function KeptPrivileges() {
  const t = useTranslations("keptPrivileges");
  const read = useRead(keptPrivileges.list);
  const [open, setOpen] = useState<number | "new">();
  const { data: kept, load } = read;
  const saved = (): void => { setOpen(undefined); void load(); };
  if (!kept) return <NotYet read={read} labels={{ again: t("again"), loading: t("loading") }} shape={["h-36", "h-36"]} />;
  return (
    <>
      {open === "new" ? <PrivilegeForm kept={kept} onDone={saved} onLeave={() => setOpen(undefined)} /> : <p><button type="button" className="btn btn-accent" onClick={() => setOpen("new")}>{t("add")}</button></p>}
      {kept.privileges.length === 0 && open !== "new" && <p className="mt-8 text-soft">{t("empty")}</p>}
      <ul className="mt-8 grid gap-5">{kept.privileges.map((one) => (open === one.id ? <li key={one.id}><PrivilegeForm privilege={one} kept={kept} onDone={saved} onLeave={() => setOpen(undefined)} /></li> : <One key={one.id} one={one} kept={kept} onEdit={() => setOpen(one.id)} />))}</ul>
      <Allowance kept={kept} onDone={() => void load()} />
    </>
  );
}
