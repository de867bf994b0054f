"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { forum } from "#components/doors/forum.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Time } from "#components/ui/time.tsx";
import type { PostVersionView } from "#lib/forum/types.ts";

/** What a post said before, the newest first. */
export function History({ postId, onClose }: { postId: number; onClose: () => void }) {
  const t = useTranslations("forum");
  const say = useProblem();
  const [versions, setVersions] = useState<PostVersionView[]>();
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    void forum.versions(postId).then((answer) => (answer.ok ? setVersions(answer.data.versions) : setProblem(answer.problem)));
  }, [postId]);
  return (
    <Dialog title={t("history")} closeLabel={t("close")} onClose={onClose} wide>
      {problem && <p role="alert" className="text-danger">{say(problem)}</p>}
      {!versions && !problem && <div className="skeleton h-24" />}
      {versions?.map((version) => (
        <section key={version.version} className="border-t border-line py-4 first:border-0 first:pt-0">
          <h3 className="mb-2 text-sm text-faint">{t("versionBefore", { number: version.version, name: version.editor })} <Time at={version.editedAt} /></h3>
          <pre className="max-h-80 overflow-auto font-sans text-[0.95rem] leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere]">{version.source}</pre>
        </section>
      ))}
    </Dialog>
  );
}
