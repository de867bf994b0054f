"use client";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { Time } from "#components/ui/time.tsx";
import type { QueueRow } from "#lib/moderation/types.ts";
import { type QueueKind, queueKinds } from "#lib/screening/types.ts";
import { Reasons } from "#components/shell/reason.tsx";
import type { Desk } from "./use-desk.ts";

/** Which kinds are shown, with how many of each wait. */
export function DeskKinds({ desk }: { desk: Desk }) {
  const t = useTranslations("desk");
  const counts = desk.page?.counts;
  const all = counts ? queueKinds.reduce((sum, kind) => sum + counts[kind], 0) : 0;
  const tab = (kind: QueueKind | null, label: string, count: number) => (
    <button key={label} type="button" aria-pressed={desk.kind === kind} onClick={() => desk.setKind(kind)} className="btn btn-quiet min-h-9 px-3 aria-pressed:border-line-strong aria-pressed:bg-sunk">
      {label}<span className="text-faint tabular-nums">{count}</span>
    </button>
  );
  return <fieldset aria-label={t("kinds")} className="flex flex-wrap gap-2">{tab(null, t("all"), all)}{queueKinds.map((kind) => tab(kind, t(`kind.${kind}`), counts?.[kind] ?? 0))}</fieldset>;
}

function Row({ row, chosen, onChoose }: { row: QueueRow; chosen: boolean; onChoose: () => void }) {
  const t = useTranslations("desk");
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => { if (chosen) button.current?.scrollIntoView({ block: "nearest" }); }, [chosen]);
  return (
    <li>
      <button ref={button} type="button" data-queue={row.id} aria-current={chosen ? "true" : undefined} onClick={onChoose} className="grid w-full gap-1.5 rounded-lg px-3 py-3 text-left aria-[current=true]:bg-sunk">
        <span className="flex items-center gap-2 text-sm"><Avatar id={row.author.id} size="small" /><span className="min-w-0 flex-1 truncate font-[560]">{row.author.name}</span><Time at={row.at} className="text-xs text-faint" /></span>
        <span className="line-clamp-2 text-[0.925rem] [overflow-wrap:anywhere]">{row.title && <span className="font-[540]">{row.title}: </span>}<span className="text-soft">{row.excerpt}</span></span>
        <span className="flex flex-wrap items-center gap-1.5"><span className="eyebrow">{t(`kind.${row.kind}`)}</span><Reasons reasons={row.reasons.slice(0, 3)} />{row.flags > 1 && <span className="text-xs text-faint">{t("times", { count: row.flags })}</span>}</span>
        {row.claim && <span className={`text-xs ${row.claim.mine ? "text-good" : "text-danger"}`}>{row.claim.mine ? t("yours") : t("claimedBy", { name: row.claim.by.name })}</span>}
      </button>
    </li>
  );
}

/** What waits, the oldest first. */
export function DeskList({ desk }: { desk: Desk }) {
  const t = useTranslations("desk");
  return (
    <div>
      <ul aria-label={t("queue")} className="grid gap-1">{desk.page?.items.map((row) => <Row key={row.id} row={row} chosen={row.id === desk.chosen} onChoose={() => desk.choose(row.id)} />)}</ul>
      {desk.page?.next ? <button type="button" className="btn btn-quiet mt-3 w-full" onClick={() => void desk.more()}>{t("more")}</button> : <p className="mt-3 px-3 text-sm text-faint">{t("end")}</p>}
    </div>
  );
}
