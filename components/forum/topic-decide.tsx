"use client";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { topics } from "#components/doors/topics.ts";
import { SelectField, TextField } from "#components/ui/field.tsx";
import { say } from "#components/ui/toast.tsx";
import type { IdeaStatus, TopicView } from "#lib/forum/types.ts";
import { ActingDialog, type DialogOf, useAct } from "./acting-dialog.tsx";

const statuses: readonly IdeaStatus[] = ["open", "planned", "started", "done", "declined"];

/** What becomes of an idea, and why. */
export function DecideDialog({ topic, onClose }: DialogOf<{ topic: TopicView }>) {
  const t = useTranslations("topicMenu");
  const ideas = useTranslations("ideas");
  const router = useRouter();
  const [status, setStatus] = useState<IdeaStatus>(topic.status ?? "open");
  const [reason, setReason] = useState(topic.decision?.reason ?? "");
  const { run, busy, at, elsewhere } = useAct(() => { onClose(); router.refresh(); say(t("decided")); });
  return (
    <ActingDialog title={t("open.decide")} intro={t("decideIntro")} act={t("save")} busy={busy} error={elsewhere("reason")} onClose={onClose} onAct={() => run(() => topics.decide(topic.id, { status, reason }))}>
      <SelectField label={t("becomes")} value={status} onChange={(event) => setStatus(event.target.value as IdeaStatus)}>{statuses.map((one) => <option key={one} value={one}>{ideas(`status.${one}`)}</option>)}</SelectField>
      <TextField label={t("reason")} hint={t("reasonHint")} rows={4} maxLength={500} value={reason} error={at("reason")} onChange={(event) => setReason(event.target.value)} />
    </ActingDialog>
  );
}
