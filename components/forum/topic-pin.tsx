"use client";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { topics } from "#components/doors/topics.ts";
import { say } from "#components/ui/toast.tsx";
import { Field, SelectField } from "#components/ui/field.tsx";
import type { TopicView } from "#lib/forum/types.ts";
import { ActingDialog, type DialogOf, useAct } from "./acting-dialog.tsx";

/** Where a topic stands on top, and until when. */
export function PinDialog({ topic, onClose }: DialogOf<{ topic: TopicView }>) {
  const t = useTranslations("topicMenu");
  const router = useRouter();
  const [where, setWhere] = useState<"everywhere" | "category">("category");
  const [day, setDay] = useState("");
  const { run, busy, at, elsewhere } = useAct(() => {
    onClose();
    router.refresh();
    say(t("pinned"), { action: { label: t("undo"), run: () => void topics.state(topic.id, { pinned: null }).then(() => router.refresh()) } });
  });
  const until = day ? new Date(`${day}T23:59:59`).toISOString() : null;
  return (
    <ActingDialog title={t("open.pin")} act={t("pin")} busy={busy} error={elsewhere("until")} onClose={onClose} onAct={() => run(() => topics.state(topic.id, { pinned: where, until }))}>
      <SelectField label={t("where")} value={where} onChange={(event) => setWhere(event.target.value as typeof where)}>
        <option value="category">{t("inCategory", { name: topic.category.name })}</option><option value="everywhere">{t("everywhere")}</option>
      </SelectField>
      <Field label={t("untilDay")} hint={t("untilHint")} type="date" value={day} error={at("until")} onChange={(event) => setDay(event.target.value)} />
    </ActingDialog>
  );
}
