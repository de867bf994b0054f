"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { customers } from "#components/doors/customers.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { say } from "#components/ui/toast.tsx";
import type { ViewRow, ViewSetting } from "#lib/analytics/customers/types.ts";

/** Keeping a list as it is looked at, under a name; for oneself or for the studio. */
export function SaveView({ setting, onClose, onSaved }: { setting: ViewSetting; onClose: () => void; onSaved: (view: ViewRow) => void }) {
  const t = useTranslations("customers");
  const words = useProblem();
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  const [error, setError] = useState<string>();
  const [id] = useState(() => crypto.randomUUID());
  const save = async (): Promise<void> => {
    const answer = await customers.saveView({ id, name, shared, setting });
    if (!answer.ok) return setError(words(answer.problem));
    say(t("viewSaved"));
    onSaved({ id, name, shared, own: true, by: "", version: answer.data.version, setting });
  };
  return (
    <Dialog title={t("saveView")} closeLabel={t("close")} onClose={onClose}>
      <form className="grid gap-4" onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <Field label={t("viewName")} value={name} required maxLength={80} error={error} onChange={(event) => setName(event.target.value)} />
        <label className="flex items-center gap-2"><input type="checkbox" className="size-4 accent-(--accent)" checked={shared} onChange={(event) => setShared(event.target.checked)} />{t("shareView")}</label>
        <button type="submit" className="btn btn-accent justify-self-start">{t("save")}</button>
      </form>
    </Dialog>
  );
}

/** The saved views, one's own and those of others. */
export function ViewChoice({ views, chosen, onChoose }: { views: readonly ViewRow[]; chosen: string; onChoose: (view: ViewRow | undefined) => void }) {
  const t = useTranslations("customers");
  const [own, others] = [views.filter((view) => view.own), views.filter((view) => !view.own)];
  return (
    <select aria-label={t("views")} className="field-input min-h-10! w-auto! max-w-56 px-3! py-1.5! text-[0.95rem]!" value={chosen} onChange={(event) => onChoose(views.find((view) => view.id === event.target.value))}>
      <option value="">{t("everybody")}</option>
      {own.length > 0 && <optgroup label={t("ownViews")}>{own.map((view) => <option key={view.id} value={view.id}>{view.name}</option>)}</optgroup>}
      {others.length > 0 && <optgroup label={t("sharedViews")}>{others.map((view) => <option key={view.id} value={view.id}>{`${view.name} · ${view.by}`}</option>)}</optgroup>}
    </select>
  );
}
