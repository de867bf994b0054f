"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { chat } from "#components/doors/chat.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Time } from "#components/ui/time.tsx";
import type { MessageVersionView, MessageView } from "#lib/threads/types.ts";

/** What a message said before, the last first. */
export function History({ message, onClose }: { message: MessageView; onClose: () => void }) {
  const t = useTranslations("chat");
  const words = useProblem();
  const [versions, setVersions] = useState<MessageVersionView[]>();
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => { void chat.history(message.id).then((answer) => (answer.ok ? setVersions(answer.data.versions) : setProblem(answer.problem))); }, [message.id]);
  return (
    <Dialog title={t("history")} closeLabel={t("close")} onClose={onClose}>
      {problem && <p role="alert" className="text-danger">{words(problem)}</p>}
      {!versions && !problem && <div className="skeleton h-24" />}
      {versions && (
        <ol className="grid gap-4">
          {versions.map((one) => (
            <li key={one.version}>
              <p className="mb-1 flex items-center gap-2 text-sm text-faint"><span>{one.editor.name}</span><Time at={one.at} /></p>
              <p className="rounded-md bg-sunk p-3 leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere]">{one.source}</p>
            </li>
          ))}
        </ol>
      )}
      {versions?.length === 0 && <p className="text-faint">{t("noHistory")}</p>}
    </Dialog>
  );
}
