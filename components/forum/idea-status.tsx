import { CheckCircle2, CircleDashed, CircleDot, CircleX, Hammer } from "lucide-react";
import { useTranslations } from "next-intl";
import type { IdeaStatus as Status } from "#lib/forum/types.ts";

const signs = { open: CircleDashed, planned: CircleDot, started: Hammer, done: CheckCircle2, declined: CircleX } as const;
const tones = { open: "text-faint", planned: "text-steel", started: "text-accent", done: "text-good", declined: "text-soft" } as const;

/** What became of an idea, in a word. */
export function IdeaStatus({ status }: { status: Status }) {
  const t = useTranslations("ideas");
  const Sign = signs[status];
  return <span className={`inline-flex items-center gap-1 ${tones[status]}`}><Sign aria-hidden size={14} /><span className={status === "planned" ? "text-soft" : ""}>{t(`status.${status}`)}</span></span>;
}
