"use client";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { tags as doors } from "#components/doors/topics.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Field, SelectField, TextField } from "#components/ui/field.tsx";
import { say } from "#components/ui/toast.tsx";
import type { Audience, DescribedTag } from "#lib/forum/types.ts";
import { ActingDialog, useAct } from "./acting-dialog.tsx";

const makers = ["members", "select", "premier", "circle", "staff"] as const;
type Act = { kind: "edit" | "merge" | "remove"; tag: DescribedTag };

/** One tag named and described, put under another, or taken away everywhere. */
function TagDialog({ act, onClose, onDone }: { act: Act; onClose: () => void; onDone: () => void }) {
  const t = useTranslations("tagCare");
  const [name, setName] = useState(act.kind === "edit" ? act.tag.name : "");
  const [description, setDescription] = useState(act.tag.description);
  const { run, busy, at, elsewhere } = useAct<unknown>(onDone);
  const work = () => (act.kind === "edit" ? doors.edit(act.tag.id, { name, description }) : act.kind === "merge" ? doors.merge(act.tag.id, name) : doors.remove(act.tag.id));
  return (
    <ActingDialog title={t(`${act.kind}Title`, { name: act.tag.name })} intro={t(`${act.kind}Intro`, { count: act.tag.topics })} act={t(act.kind === "edit" ? "save" : act.kind)} ready={act.kind === "remove" || name.trim() !== ""} busy={busy} error={elsewhere("name", "into", "description")} onClose={onClose} onAct={() => run(work)}>
      {act.kind !== "remove" && <Field label={t(act.kind === "edit" ? "name" : "into")} value={name} maxLength={30} error={at("name") ?? at("into")} onChange={(event) => setName(event.target.value)} />}
      {act.kind === "edit" && <TextField label={t("description")} hint={t("descriptionHint")} rows={3} value={description} maxLength={500} error={at("description")} onChange={(event) => setDescription(event.target.value)} />}
    </ActingDialog>
  );
}

/** Every tag there is, and who may make new ones. */
export function TagCare() {
  const t = useTranslations("tagCare");
  const words = useProblem();
  const [all, setAll] = useState<DescribedTag[]>();
  const [newTags, setNewTags] = useState<Audience>("members");
  const [more, setMore] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [act, setAct] = useState<Act>();
  const load = useCallback(async (after = ""): Promise<void> => {
    const answer = await doors.all(after);
    if (!answer.ok) return setProblem(answer.problem);
    setAll((old) => [...(after ? (old ?? []) : []), ...answer.data.tags]);
    setMore(answer.data.tags.length === 100);
    setNewTags(answer.data.newTags);
  }, []);
  useEffect(() => { void load(); }, [load]);
  const choose = async (audience: Audience): Promise<void> => {
    const before = newTags;
    setNewTags(audience);
    const answer = await doors.setNew(audience);
    if (answer.ok) return say(t("saved"));
    setNewTags(before);
    say(words(answer.problem), { tone: "danger" });
  };
  if (problem) return <p role="alert" className="text-danger">{words(problem)}</p>;
  if (!all) return <div aria-busy="true" className="grid gap-3"><div className="skeleton h-14" /><div className="skeleton h-14" /></div>;
  return (
    <>
      <div className="mb-8 max-w-sm"><SelectField label={t("newTags")} hint={t("newTagsHint")} value={newTags} onChange={(event) => void choose(event.target.value as Audience)}>{makers.map((one) => <option key={one} value={one}>{t(`makers.${one}`)}</option>)}</SelectField></div>
      {all.length === 0 && <p className="py-6 text-soft">{t("none")}</p>}
      <ul aria-label={t("title")}>
        {all.map((tag) => (
          <li key={tag.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-2.5">
            <span className="min-w-0 flex-1 basis-40 font-[540] [overflow-wrap:anywhere]">{tag.name} <span className="text-sm font-normal text-faint">{t("topics", { count: tag.topics })}</span>{tag.description && <span className="line-clamp-1 block text-sm font-normal text-soft">{tag.description}</span>}</span>
            <span className="flex flex-wrap">{(["edit", "merge", "remove"] as const).map((kind) => <button key={kind} type="button" className="act" aria-label={t(`${kind}Title`, { name: tag.name })} onClick={() => setAct({ kind, tag })}>{t(kind)}</button>)}</span>
          </li>
        ))}
      </ul>
      {more && <button type="button" className="btn btn-quiet mt-6" onClick={() => void load(all.at(-1)?.slug)}>{t("more")}</button>}
      {act && <TagDialog act={act} onClose={() => setAct(undefined)} onDone={() => { setAct(undefined); void load(); }} />}
    </>
  );
}
