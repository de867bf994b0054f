"use client";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { topics } from "#components/doors/topics.ts";
import { SelectField } from "#components/ui/field.tsx";
import type { TopicView } from "#lib/forum/types.ts";
import { ActingDialog, type DialogOf, useAct } from "./acting-dialog.tsx";

export const paces = [0, 60, 300, 900, 3600, 14_400, 86_400] as const;

/** How long a member waits between two replies. */
export function SlowDialog({ topic, onClose }: DialogOf<{ topic: TopicView }>) {
  const t = useTranslations("topicMenu");
  const router = useRouter();
  const [seconds, setSeconds] = useState(topic.slowSeconds);
  const { run, busy, elsewhere } = useAct(() => { onClose(); router.refresh(); });
  return (
    <ActingDialog title={t("open.slow")} intro={t("slowIntro")} act={t("save")} busy={busy} error={elsewhere()} onClose={onClose} onAct={() => run(() => topics.state(topic.id, { slowSeconds: seconds }))}>
      <SelectField label={t("pace")} value={seconds} onChange={(event) => setSeconds(Number(event.target.value))}>
        {paces.map((pace) => <option key={pace} value={pace}>{t(`paces.${pace}`)}</option>)}
      </SelectField>
    </ActingDialog>
  );
}
