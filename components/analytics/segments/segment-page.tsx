"use client";
import { Archive, Download } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { segments } from "#components/doors/customers.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Field } from "#components/ui/field.tsx";
import { say } from "#components/ui/toast.tsx";
import type { CustomerRow } from "#lib/analytics/customers/types.ts";
import type { Rule, SegmentView, Vocabulary } from "#lib/analytics/segments/types.ts";
import { CustomerTable } from "../customers/customer-table.tsx";
import { useLoaded } from "#components/doors/use-loaded.ts";
import { useShown } from "../use-shown.ts";
import { RuleBuilder } from "./rule-builder.tsx";
import { type Group, rootOf, ruleOfPart } from "./tree.ts";
import { useCount } from "./use-count.ts";
import { Versions } from "./versions.tsx";

function LiveCount({ rule }: { rule: Rule | null | undefined }) {
  const t = useTranslations("segments");
  const words = useProblem();
  const locale = useLocale();
  const shown = useShown();
  const { counted, busy, problem } = useCount(rule);
  const said = rule === null ? t("nothingYet") : rule === undefined ? t("unfinished") : problem ? words(problem) : undefined;
  return (
    <aside className="lg:sticky lg:top-24 lg:self-start">
      <p className="eyebrow">{t("liveCount")}</p>
      <p className={`font-serif text-4xl tabular-nums ${busy ? "opacity-50" : ""}`} aria-live="polite" aria-busy={busy} data-count>{said || !counted ? "–" : counted.exact ? shown.whole(counted.count) : t("about", { count: shown.whole(counted.count) })}</p>
      <p className="mt-1 text-sm text-soft">{said ?? (counted ? t(counted.exact ? "exactNow" : "estimated") : t("counting"))}</p>
      {!said && counted && counted.sample.length > 0 && (
        <>
          <p className="mt-5 text-sm font-[560] text-soft">{t("sample")}</p>
          <ul className="mt-1 divide-y divide-line text-[0.935rem]">{counted.sample.map((one) => <li key={one.id} className="flex items-baseline gap-3 py-1.5"><a className="min-w-0 flex-1 truncate no-underline hover:underline" href={`/${locale}/studio/customers/${one.id}`}>{one.name}</a><span className="text-sm text-faint tabular-nums">{one.segment ?? "–"} {one.rf === null ? "" : shown.digits(one.rf, 0)}</span></li>)}</ul>
        </>
      )}
    </aside>
  );
}

function Members({ id }: { id: string }) {
  const t = useTranslations("segments");
  const { data, error } = useLoaded(() => segments.members(id, null));
  const [more, setMore] = useState<{ rows: CustomerRow[]; next: string | null }>();
  const next = more ? more.next : data?.next;
  const load = async (): Promise<void> => {
    const answer = next ? await segments.members(id, next) : undefined;
    if (answer?.ok) setMore((old) => ({ rows: [...(old?.rows ?? []), ...answer.data.customers], next: answer.data.next }));
  };
  const rows = [...(data?.customers ?? []), ...(more?.rows ?? [])];
  return (
    <section aria-labelledby="members">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3"><h2 id="members" className="section-title">{t("members")}</h2><a className="act" download href={`/api/studio/segments/${id}/members.csv?sort=rf`}><Download aria-hidden size={16} />CSV</a></div>
      {error && <p role="alert" className="text-danger">{error}</p>}
      {!data && !error && <div className="skeleton h-48" />}
      {data && rows.length === 0 && <p className="text-soft">{t("noMembers")}</p>}
      {rows.length > 0 && <CustomerTable rows={rows} columns={["name", "rf", "net", "segment", "tier", "lastActive"]} sort="rf" dir="desc" currency={data?.currency ?? "EUR"} />}
      {next && <button type="button" className="btn btn-quiet mt-4" onClick={() => void load()}>{t("moreMembers")}</button>}
    </section>
  );
}

function Editor({ segment, vocabulary, onSaved }: { segment: SegmentView | undefined; vocabulary: Vocabulary | undefined; onSaved: () => void }) {
  const t = useTranslations("segments");
  const words = useProblem();
  const locale = useLocale();
  const [name, setName] = useState(segment?.name ?? "");
  const [description, setDescription] = useState(segment?.description ?? "");
  const [root, setRoot] = useState<Group>(() => rootOf(segment?.rule ?? { field: "rf", op: "gte", value: 50 }));
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [clientId] = useState(() => crypto.randomUUID());
  const rule = ruleOfPart(root);
  const same = segment && name === segment.name && description === segment.description && JSON.stringify(rule) === JSON.stringify(ruleOfPart(rootOf(segment.rule)));
  const save = async (): Promise<void> => {
    if (!rule) return setError(t(rule === null ? "nothingYet" : "unfinished"));
    setBusy(true);
    const answer = segment ? await segments.change(segment.id, { name, description, rule, version: segment.version }) : await segments.save({ name, description, rule, clientId });
    setBusy(false);
    setError(answer.ok ? undefined : words(answer.problem));
    if (!answer.ok) return;
    if (!segment) return location.assign(`/${locale}/studio/segments/${answer.data.id}`);
    say(t("saved", { version: answer.data.version }));
    onSaved();
  };
  return (
    <form className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_16rem]" onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <div className="grid content-start gap-5">
        <Field label={t("name")} value={name} required maxLength={120} onChange={(event) => setName(event.target.value)} />
        <Field label={t("description")} value={description} maxLength={500} onChange={(event) => setDescription(event.target.value)} />
        <div><p className="mb-2 font-[560]">{t("rule")}</p><RuleBuilder root={root} onChange={setRoot} vocabulary={vocabulary} currency={vocabulary?.currency ?? "EUR"} /></div>
        {error && <p role="alert" className="text-danger">{error}</p>}
        <div className="flex flex-wrap items-center gap-3"><button type="submit" className="btn btn-accent" disabled={busy || same === true}>{segment ? t("saveVersion") : t("saveNew")}</button>{same && <span className="text-sm text-faint">{t("unchanged")}</span>}</div>
      </div>
      <LiveCount rule={rule} />
    </form>
  );
}

function Archiving({ segment, onChanged }: { segment: SegmentView; onChanged: () => void }) {
  const t = useTranslations("segments");
  const words = useProblem();
  const put = async (archived: boolean): Promise<void> => {
    const answer = await segments.archive(segment.id, archived);
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    say(t(archived ? "archived" : "returned"), { action: { label: t("undo"), run: () => void segments.archive(segment.id, !archived).then(onChanged) } });
    onChanged();
  };
  const used = segment.usedBy.length > 0 && !segment.archived;
  return <button type="button" className="act" disabled={used} title={used ? t("inUse") : undefined} onClick={() => void put(!segment.archived)}><Archive aria-hidden size={16} />{t(segment.archived ? "bringBack" : "archive")}</button>;
}

/** A segment: its rule, for how many it holds right now, its versions, and who is in it. `new` is one that is not saved yet. */
export function SegmentPage({ id }: { id: string }) {
  const t = useTranslations("segments");
  const locale = useLocale();
  const fresh = id === "new";
  const { data, error, again } = useLoaded<SegmentView | null>(async () => (fresh ? { ok: true, data: null } : segments.read(id)));
  const [vocabulary, setVocabulary] = useState<Vocabulary>();
  useEffect(() => {
    void segments.vocabulary().then((answer) => { if (answer.ok) setVocabulary(answer.data); });
    if (!fresh) void segments.countSaved(id);
  }, [id, fresh]);
  if (error) return <p role="alert" className="text-danger">{error} <button type="button" className="link" onClick={again}>{t("again")}</button></p>;
  if (data === undefined) return <div className="skeleton h-96" />;
  return (
    <div className="grid gap-10">
      <header className="flex flex-wrap items-end justify-between gap-3">
        <div className="min-w-0"><a className="text-sm text-soft no-underline hover:underline" data-up href={`/${locale}/studio/segments`}>{t("title")}</a><h1 className="page-title">{data?.name ?? t("new")}</h1>{data?.archived && <p className="mt-1 text-soft">{t("isArchived")}</p>}</div>
        {data && <Archiving segment={data} onChanged={again} />}
      </header>
      <Editor key={data ? `${data.id} ${data.version}` : "new"} segment={data ?? undefined} vocabulary={vocabulary} onSaved={again} />
      {data && <Members key={data.version} id={data.id} />}
      {data && data.usedBy.length > 0 && <section><h2 className="section-title mb-2">{t("usedBy")}</h2><ul>{data.usedBy.map((one) => <li key={`${one.kind} ${one.id}`}><a className="link" href={`/${locale}/studio/segments/${one.id}`}>{one.name}</a></li>)}</ul></section>}
      {data && <Versions segment={data} onChanged={again} />}
    </div>
  );
}
