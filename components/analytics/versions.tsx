"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { analytics } from "#components/doors/analytics.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { FigureTable } from "#components/ui/figure-table.tsx";
import { Time } from "#components/ui/time.tsx";
import { say } from "#components/ui/toast.tsx";
import { type Preview, segmentNames, type TaskView, type ValidityView, type VersionView } from "#lib/analytics/types.ts";
import { ReasonDialog } from "./reason-dialog.tsx";
import { TaskLine } from "./task-line.tsx";
import type { Shown } from "./use-shown.ts";
import { useTask } from "./use-task.ts";

const signals = ["r", "f", "m", "v", "e", "p", "b"] as const;

/** What a version would change, before anybody adopts it. */
function Shift({ preview, shown }: { preview: Preview; shown: Shown }) {
  const t = useTranslations("validity");
  const names = useTranslations("studio");
  return (
    <div className="mt-4 border-t border-line pt-4" data-preview={preview.version}>
      <p className="font-serif text-xl leading-snug">{t("wouldChange", { changed: preview.changed, customers: preview.customers, move: shown.digits(preview.factor.meanMove) })}</p>
      <div className="mt-4"><FigureTable caption={t("preview")} data={{ file: "preview", columns: [{ label: t("segment") }, { label: t("now"), numeric: true }, { label: t("then"), numeric: true }], rows: segmentNames.map((name) => [names(`segments.${name}`), preview.segments.before[name], preview.segments.after[name]]) }} /></div>
      {preview.moves.length > 0 && <p className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-sm text-soft tabular-nums">{preview.moves.map((one) => <span key={one.from + one.to}>{one.from} → {one.to} {shown.whole(one.customers)}</span>)}</p>}
    </div>
  );
}

function Version({ one, kept, shown, open, onAdopted }: { one: VersionView; kept: TaskView<Preview> | null; shown: Shown; open: boolean; onAdopted: () => void }) {
  const t = useTranslations("validity");
  const words = useProblem();
  const [asking, setAsking] = useState(false);
  const task = useTask<Preview>(kept, () => {});
  const preview = task.task?.state === "done" ? task.task.result : null;
  const look = (): Promise<void> => task.start(() => analytics.previewVersion(one.version));
  // biome-ignore lint/correctness/useExhaustiveDependencies: shown once, when it was just made
  useEffect(() => { if (open) void look(); }, [open]);
  const adopt = async (reason: string): Promise<string | undefined> => {
    const answer = await analytics.adopt(one.version, reason);
    if (!answer.ok) return words(answer.problem);
    setAsking(false);
    say(t("adopted", { version: one.version }));
    onAdopted();
    return undefined;
  };
  const live = one.status === "adopted";
  return (
    <li className="border-b border-line py-5 last:border-0" data-version={one.version}>
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h3 className="font-[560]">{t("versionNumber", { version: one.version })}</h3><span className={live ? "text-good" : "text-faint"}>{t(`status.${one.status}`)}</span><Time at={one.adoptedAt ?? one.madeAt} className="text-sm text-faint" />
        {!live && <span className="ml-auto flex gap-2"><button type="button" className="btn btn-quiet" disabled={task.busy} onClick={() => void look()}>{task.busy ? t("previewing") : t("preview")}</button><button type="button" className="btn btn-accent" disabled={!preview} title={preview ? undefined : t("previewFirst")} onClick={() => setAsking(true)}>{t("adopt")}</button></span>}
      </div>
      {one.note && <p className="mt-1 text-soft">{one.note}</p>}
      <p className="mt-1 flex flex-wrap gap-x-4 text-sm text-soft tabular-nums">{signals.map((signal) => <span key={signal}>{t(`signals.${signal}`)} {shown.digits(one.weights[signal])}</span>)}{one.indicators.map((each) => <span key={each.name} className="text-accent">{each.label} {shown.digits(each.weight)}</span>)}</p>
      {one.judged && <p className="mt-1 text-sm text-soft">{t("judgedOn", { draft: shown.digits(one.judged.draft.auc?.value ?? 0, 3), live: shown.digits(one.judged.live.auc?.value ?? 0, 3) })}</p>}
      <TaskLine of={task} label={t("previewing")} />
      {preview && <Shift preview={preview} shown={shown} />}
      {asking && <ReasonDialog title={t("adoptVersion", { version: one.version })} hint={t("adoptHint", { changed: preview?.changed ?? 0 })} act={t("adopt")} onSave={adopt} onClose={() => setAsking(false)} />}
    </li>
  );
}

/** Every version of the model: what it weighs, how it was judged, what it would change. */
export function Versions({ view, shown, fresh, onAdopted }: { view: ValidityView; shown: Shown; fresh: number | undefined; onAdopted: () => void }) {
  const t = useTranslations("validity");
  return (
    <section>
      <h2 className="section-title">{t("versions")}</h2>
      <p className="mt-1 mb-2 max-w-2xl text-soft">{t("versionsHint")}</p>
      <ul>{view.versions.slice(0, 8).map((one) => <Version key={one.version} one={one} kept={(view.tasks.preview?.asked as { version?: number } | undefined)?.version === one.version ? view.tasks.preview : null} shown={shown} open={one.version === fresh} onAdopted={onAdopted} />)}</ul>
    </section>
  );
}
