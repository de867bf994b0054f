"use client";
import { useTranslations } from "next-intl";
import { segments } from "#components/doors/customers.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Time } from "#components/ui/time.tsx";
import { say } from "#components/ui/toast.tsx";
import type { SegmentVersion, SegmentView } from "#lib/analytics/segments/types.ts";
import { sizeOf } from "./tree.ts";

function useChanges(): (now: SegmentVersion, before: SegmentVersion | undefined) => string {
  const t = useTranslations("segments");
  return (now, before) => {
    if (now.backTo !== null) return t("wentBack", { version: now.backTo });
    if (!before) return t("made");
    const parts = [now.name !== before.name && t("changedName", { name: now.name }), now.description !== before.description && t("changedDescription"), JSON.stringify(now.rule) !== JSON.stringify(before.rule) && t("changedRule", { before: sizeOf(before.rule), now: sizeOf(now.rule) })].filter(Boolean);
    return parts.join(" · ") || t("changedNothing");
  };
}

/** Every version of a segment: who made it, when, what changed; and the way back to it. */
export function Versions({ segment, onChanged }: { segment: SegmentView; onChanged: () => void }) {
  const t = useTranslations("segments");
  const words = useProblem();
  const changes = useChanges();
  const back = async (version: number): Promise<void> => {
    const answer = await segments.restore(segment.id, version, segment.version);
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    say(t("saved", { version: answer.data.version }));
    onChanged();
  };
  return (
    <section aria-labelledby="versions">
      <h2 id="versions" className="section-title mb-2">{t("versions")}</h2>
      <ol className="divide-y divide-line">
        {segment.versions.map((one, at) => (
          <li key={one.version} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-2.5">
            <span className="w-20 shrink-0 tabular-nums">{t("version", { version: one.version })}</span>
            <span className="min-w-0 flex-1 basis-60 [overflow-wrap:anywhere]">{changes(one, segment.versions[at + 1])}</span>
            <span className="text-sm text-faint">{one.by ?? t("somebody")} · <Time at={one.at} /></span>
            {one.version !== segment.version && <button type="button" className="act" onClick={() => void back(one.version)}>{t("goBack")}</button>}
          </li>
        ))}
      </ol>
    </section>
  );
}
