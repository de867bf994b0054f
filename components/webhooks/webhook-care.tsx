"use client";
import { Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Answer, Problem } from "#components/doors/call.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { webhooks } from "#components/doors/webhooks.ts";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { say } from "#components/ui/toast.tsx";
import { type EndpointView, type EventName, eventNames } from "#lib/webhooks/types.ts";
import { Endpoint } from "./endpoint.tsx";

function AddForm({ onAdded }: { onAdded: (secret: string) => void }) {
  const t = useTranslations("webhooks");
  const words = useProblem();
  const [problem, setProblem] = useState<Problem>();
  const at = (field: string): string | undefined => (problem?.field === field ? words(problem) : undefined);
  const submit = (event: React.FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    void webhooks.add({ name: String(data.get("name") ?? ""), url: String(data.get("url") ?? ""), events: eventNames.filter((one) => data.getAll("events").includes(one)) }).then((answer) => {
      setProblem(answer.ok ? undefined : answer.problem);
      if (!answer.ok) return;
      form.reset();
      onAdded(answer.data.secret);
    });
  };
  return (
    <form onSubmit={submit} noValidate className="card grid gap-5 p-5 sm:p-6">
      <Field label={t("name")} name="name" maxLength={80} error={at("name")} />
      <Field label={t("url")} name="url" type="url" placeholder="https://" maxLength={500} hint={t("urlHint")} error={at("url")} />
      <fieldset className="grid gap-2"><legend className="mb-1 font-[580]">{t("events")}</legend>
        {eventNames.map((one: EventName) => <label key={one} className="flex items-baseline gap-3"><input type="checkbox" name="events" value={one} defaultChecked className="accent-(--accent)" /><span className="min-w-0">{t(`event.${one.replace(".", "_") as "referral_joined"}`)} <code className="text-sm text-faint wrap-anywhere">{one}</code></span></label>)}
        {at("events") && <p role="alert" className="text-sm text-danger">{at("events")}</p>}
      </fieldset>
      {problem && !problem.field && <p role="alert" className="text-danger">{words(problem)}</p>}
      <p><button type="submit" className="btn btn-accent">{t("add")}</button></p>
    </form>
  );
}

/** The secret of an endpoint, which nobody can see again: the page goes to it. */
function Shown({ secret, onDone }: { secret: string; onDone: () => void }) {
  const t = useTranslations("webhooks");
  const place = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another secret is shown as the first was
  useEffect(() => { place.current?.focus(); place.current?.scrollIntoView({ block: "center" }); }, [secret]);
  return (
    <div ref={place} tabIndex={-1} role="status" className="card border-accent p-5 sm:p-6">
      <p className="font-[560]">{t("secretOnce")}</p>
      <p className="mt-3 rounded-md bg-sunk p-3 font-mono text-sm wrap-anywhere" data-secret>{secret}</p>
      <p className="mt-4 flex flex-wrap gap-3"><button type="button" className="btn btn-accent" onClick={() => void navigator.clipboard.writeText(secret).then(() => say(t("copied")), () => {})}><Copy aria-hidden size={16} />{t("copy")}</button><button type="button" className="btn btn-quiet" onClick={onDone}>{t("kept")}</button></p>
    </div>
  );
}

// For so long a removal can be taken back: its secrets are gone afterwards.
const grace = 8000;

/** Endpoints on their way out: gone from the page at once, and from the house a little later or when the page is left. */
function useLeaving(onGone: () => void): { leaving: readonly string[]; remove: (one: EndpointView) => void } {
  const t = useTranslations("webhooks");
  const [leaving, setLeaving] = useState<readonly string[]>([]);
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  const stay = (id: string): void => setLeaving((now) => now.filter((one) => one !== id));
  const remove = ({ id, name }: EndpointView): void => {
    setLeaving((now) => [...now, id]);
    timers.current.set(id, setTimeout(() => { timers.current.delete(id); void webhooks.remove(id).then(() => { onGone(); stay(id); }); }, grace));
    say(t("removed", { name }), { action: { label: t("undo"), run: () => { clearTimeout(timers.current.get(id)); if (timers.current.delete(id)) stay(id); } } });
  };
  useEffect(() => {
    const waiting = timers.current;
    const leave = (): void => { for (const [id, timer] of waiting) { clearTimeout(timer); void fetch(`/api/webhooks/${id}`, { method: "DELETE", keepalive: true }); } waiting.clear(); };
    addEventListener("pagehide", leave);
    return () => { removeEventListener("pagehide", leave); leave(); };
  }, []);
  return { leaving, remove };
}

/** The endpoints that hear of what happens here. */
export function WebhookCare() {
  const t = useTranslations("webhooks");
  const words = useProblem();
  const [all, setAll] = useState<EndpointView[]>();
  const [problem, setProblem] = useState<Problem>();
  const [secret, setSecret] = useState("");
  const load = useCallback(async (): Promise<void> => {
    const answer = await webhooks.list();
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) setAll(answer.data.endpoints);
  }, []);
  useEffect(() => { void load(); }, [load]);
  const { leaving, remove } = useLeaving(() => void load());
  const act = (asked: Promise<Answer<{ secret?: string } | object>>): void => void asked.then((answer) => {
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok && "secret" in answer.data && answer.data.secret) setSecret(answer.data.secret);
    void load();
  });
  if (problem && !all) return problem.code === "sign-in" || problem.code === "forbidden" ? <EmptyState title={t("title")} text={words(problem)} /> : <p role="alert" className="text-danger">{words(problem)} <button type="button" className="link" onClick={() => void load()}>{t("again")}</button></p>;
  if (!all) return <div className="skeleton h-64" />;
  return (
    <div className="grid gap-8">
      <p className="max-w-[60ch] text-soft">{t("intro")}</p>
      {secret && <Shown secret={secret} onDone={() => setSecret("")} />}
      {all.filter((one) => !leaving.includes(one.id)).map((one) => <Endpoint key={one.id} one={one} onAct={act} onRemove={() => remove(one)} />)}
      <AddForm onAdded={(fresh) => { setSecret(fresh); void load(); }} />
      {problem && <p role="alert" className="text-danger">{words(problem)}</p>}
    </div>
  );
}
