"use client";
import { Copy, KeyRound } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { keys as doors } from "#components/doors/keys.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { Time } from "#components/ui/time.tsx";
import { say } from "#components/ui/toast.tsx";
import type { KeyView } from "#lib/identity/types.ts";

type Scope = KeyView["scopes"][number];
const scopes: readonly Scope[] = ["orders:read", "orders:write", "indicators:write", "referrals:write"];
const wordOf = (scope: Scope) => scope.replace(":", "_") as "orders_read" | "orders_write" | "indicators_write" | "referrals_write";

/** The secret of a new key, which nobody can see again. */
function Shown({ secret, onDone }: { secret: string; onDone: () => void }) {
  const t = useTranslations("apiKeys");
  return (
    <div role="status" className="card border-accent p-5">
      <p className="font-[560]">{t("once")}</p>
      <p className="mt-3 rounded-md bg-sunk p-3 font-mono text-sm wrap-anywhere" data-secret>{secret}</p>
      <p className="mt-4 flex flex-wrap gap-3"><button type="button" className="btn btn-accent" onClick={() => void navigator.clipboard.writeText(secret).then(() => say(t("copied")))}><Copy aria-hidden size={16} />{t("copy")}</button><button type="button" className="btn btn-quiet" onClick={onDone}>{t("kept")}</button></p>
    </div>
  );
}

function MakeKey({ onMade }: { onMade: (secret: string) => void }) {
  const t = useTranslations("apiKeys");
  const words = useProblem();
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<Scope[]>([]);
  const [problem, setProblem] = useState<Problem>();
  const make = async (): Promise<void> => {
    const answer = await doors.make({ name, scopes: chosen });
    if (!answer.ok) return setProblem(answer.problem);
    setProblem(undefined);
    setName("");
    setChosen([]);
    onMade(answer.data.secret);
  };
  const at = (field: string): string | undefined => (problem?.field?.split(".")[0] === field ? words(problem) : undefined);
  return (
    <form className="grid gap-5" onSubmit={(event) => { event.preventDefault(); void make(); }}>
      <Field label={t("name")} hint={t("nameHint")} error={at("name")} value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
      <fieldset className="grid gap-2"><legend className="mb-1.5 text-[0.925rem] font-[540]">{t("may")}</legend>
        {scopes.map((scope) => (
          <label key={scope} className="flex items-baseline gap-3"><input type="checkbox" className="accent-(--accent)" checked={chosen.includes(scope)} onChange={(event) => setChosen(event.target.checked ? [...chosen, scope] : chosen.filter((one) => one !== scope))} /><span>{t(`scope.${wordOf(scope)}`)} <code className="text-sm text-faint">{scope}</code></span></label>
        ))}
        {at("scopes") && <p role="alert" className="text-sm text-danger">{at("scopes")}</p>}
      </fieldset>
      {problem && !at("name") && !at("scopes") && <p role="alert" className="text-danger">{words(problem)}</p>}
      <p><button type="submit" className="btn btn-accent"><KeyRound aria-hidden size={16} />{t("make")}</button></p>
    </form>
  );
}

function Row({ one, onRevoke }: { one: KeyView; onRevoke: () => void }) {
  const t = useTranslations("apiKeys");
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-4" data-key={one.name}>
      <div className="min-w-0 flex-1 basis-56">
        <p className={`wrap-anywhere ${one.revokedAt ? "text-faint line-through" : "font-[540]"}`}>{one.name} <code className="text-sm font-normal text-faint">{one.prefix}…</code></p>
        <p className="mt-0.5 text-sm text-soft">{one.scopes.map((scope) => t(`scope.${wordOf(scope)}`)).join(" · ")}</p>
        <p className="mt-0.5 text-sm text-faint">{t("made", { name: one.madeBy })} <Time at={one.madeAt} /> · {one.revokedAt ? <>{t("revoked")} <Time at={one.revokedAt} /></> : one.usedAt ? <>{t("used")} <Time at={one.usedAt} /></> : t("unused")}</p>
      </div>
      {!one.revokedAt && <button type="button" className="btn btn-danger" aria-label={t("revokeOf", { name: one.name })} onClick={onRevoke}>{t("revoke")}</button>}
    </li>
  );
}

/** Keys of other systems: made, listed and ended. */
export function KeyCare() {
  const t = useTranslations("apiKeys");
  const locale = useLocale();
  const words = useProblem();
  const [list, setList] = useState<KeyView[]>();
  const [problem, setProblem] = useState<Problem>();
  const [secret, setSecret] = useState<string>();
  const load = useCallback(async (): Promise<void> => {
    const answer = await doors.list();
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) setList(answer.data.keys);
  }, []);
  useEffect(() => { void load(); }, [load]);
  if (problem?.code === "sign-in") return <EmptyState title={t("title")} text={t("signInFirst")} action={{ label: t("signIn"), href: `/${locale}/sign-in?return=/${locale}/admin/keys` }} />;
  if (problem && !list) return <p role="alert" className="text-danger">{words(problem)}</p>;
  if (!list) return <div className="grid gap-4"><div className="skeleton h-40" /><div className="skeleton h-24" /></div>;
  const revoke = async (id: string): Promise<void> => {
    const answer = await doors.revoke(id);
    say(answer.ok ? t("ended") : words(answer.problem), answer.ok ? {} : { tone: "danger" });
    await load();
  };
  return (
    <div className="grid gap-12">
      <p className="-mt-4 max-w-2xl text-soft sm:text-lg">{t("intro")} <a className="link" href="/api/openapi.json">{t("description")}</a></p>
      <section><h2 className="section-title mb-4">{t("new")}</h2>{secret ? <Shown secret={secret} onDone={() => setSecret(undefined)} /> : <MakeKey onMade={(made) => { setSecret(made); void load(); }} />}</section>
      <section><h2 className="section-title">{t("all")}</h2>
        {list.length === 0 ? <p className="mt-3 text-soft">{t("none")}</p> : <ul className="divide-y divide-line">{list.map((one) => <Row key={one.id} one={one} onRevoke={() => void revoke(one.id)} />)}</ul>}
      </section>
    </div>
  );
}
