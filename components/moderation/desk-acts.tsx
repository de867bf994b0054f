"use client";
import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { SelectField, TextField } from "#components/ui/field.tsx";
import type { CannedReply, DecisionName, ItemView } from "#lib/moderation/types.ts";
import type { Desk, Wording } from "./use-desk.ts";

export const keyOf: Record<DecisionName, string> = { approve: "a", remove: "r", silence: "s", warn: "w", spam: "x", dismiss: "i" };
const order = ["approve", "remove", "warn", "silence", "spam", "dismiss"] as const satisfies readonly DecisionName[];

type Props = { desk: Desk; item: ItemView; said: Wording; onSaid: (said: Wording) => void; replies: CannedReply[]; area: RefObject<HTMLTextAreaElement | null> };

/** What one can do with the open item, and the words that go with it to the person. */
export function DeskActs({ desk, item, said, onSaid, replies, area }: Props) {
  const t = useTranslations("desk");
  const taken = Boolean(item.claim && !item.claim.mine);
  return (
    <section aria-label={t("decide")} className="grid grid-cols-1 gap-3 border-t border-line pt-4">
      <div className="grid gap-3 sm:grid-cols-[1fr_12rem]">
        <TextField ref={area} label={t("message")} hint={t("messageHint")} rows={2} maxLength={2000} value={said.message} onChange={(event) => onSaid({ ...said, message: event.target.value })} />
        <div className="grid content-start gap-3">
          <SelectField label={t("canned")} value="" onChange={(event) => onSaid({ ...said, message: replies.find((one) => String(one.id) === event.target.value)?.text ?? said.message })}>
            <option value="">{t("choose")}</option>{replies.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
          </SelectField>
          <SelectField label={t("term")} value={said.days ?? ""} onChange={(event) => onSaid({ ...said, days: event.target.value ? Number(event.target.value) : null })}>
            <option value="">{t("usual")}</option>{[1, 3, 7, 30, 90].map((days) => <option key={days} value={days}>{t("days", { count: days })}</option>)}
          </SelectField>
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        {order.filter((act) => item.allowed.includes(act)).map((act) => (
          <button key={act} type="button" disabled={taken || desk.busy} title={taken ? t("claimedBy", { name: item.claim?.by.name ?? "" }) : undefined} onClick={() => void desk.decide(act, said)}
            className={`btn ${act === "approve" ? "btn-accent" : act === "spam" ? "btn-danger" : "btn-quiet"}`}>
            {t(item.kind === "appeal" ? (act === "approve" ? "act.grant" : "act.refuse") : `act.${act}`)}<kbd aria-hidden>{keyOf[act]}</kbd>
          </button>
        ))}
        <button type="button" className="btn btn-quiet ml-auto" disabled={taken} onClick={() => void desk.claim()}>{t(item.claim?.mine ? "letGo" : "claim")}<kbd aria-hidden>c</kbd></button>
      </div>
    </section>
  );
}
