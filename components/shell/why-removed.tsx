"use client";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { moderation } from "#components/doors/moderation.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import type { RulingView } from "#lib/moderation/types.ts";
import { Ruling } from "./ruling.tsx";

/** Why moderators removed a post of mine, by which rule, and how to appeal. Load it with `withWords`. */
export function WhyRemoved({ postId, onClose }: { postId: number; onClose: () => void }) {
  const t = useTranslations("rulings");
  const words = useProblem();
  const [ruling, setRuling] = useState<RulingView>();
  const [error, setError] = useState<string>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with each render, the post does not
  const load = useCallback(async (): Promise<void> => {
    const answer = await moderation.removal(postId);
    if (answer.ok) setRuling(answer.data);
    else setError(words(answer.problem));
  }, [postId]);
  useEffect(() => { void load(); }, [load]);
  return (
    <Dialog title={t("whyRemoved")} closeLabel={t("close")} onClose={onClose}>
      {error && <p role="alert" className="text-danger">{error}</p>}
      {ruling ? <Ruling ruling={ruling} onAppealed={() => void load()} /> : !error && <div className="skeleton h-32" />}
    </Dialog>
  );
}
