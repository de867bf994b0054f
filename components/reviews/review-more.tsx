"use client";
import { Flag, MessageSquareReply, Pencil, Trash2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { reviews } from "#components/doors/reviews.ts";
import { withWords } from "#components/shell/with-words.tsx";
import type { ProductOverlay } from "#lib/reviews/types.ts";
import type { Acting } from "./acting.ts";
import { TextBox } from "./text-box.tsx";
import { useAct } from "./use-act.ts";

const Report = withWords(() => import("#components/shell/report.tsx").then((module) => module.Report));

/** What someone signed in can do with a review beside voting: change or remove their own, report it, and for staff reply or remove. */
export function ReviewMore({ reviewId, authorId, productId, replied, overlay }: Acting & { overlay: ProductOverlay }) {
  const t = useTranslations("reviews");
  const locale = useLocale();
  const act = useAct(productId);
  const [open, setOpen] = useState<"report" | "reply">();
  const mine = overlay.me?.id === authorId;
  const restore = (): void => void act(() => reviews.restore(reviewId));
  const remove = (): void => void act(() => reviews.remove(reviewId), t("removed"), { label: t("undo"), run: restore });
  return (
    <>
      {mine && <a className="act" href={`/${locale}/products/${location.pathname.split("/")[3] ?? ""}/review`}><Pencil aria-hidden size={14} />{t("edit")}</a>}
      {overlay.staff && !replied && <button type="button" className="act" onClick={() => setOpen("reply")}><MessageSquareReply aria-hidden size={15} />{t("replyTo")}</button>}
      {overlay.staff && replied && <button type="button" className="act" onClick={() => void act(() => reviews.removeReply(reviewId))}><Trash2 aria-hidden size={14} />{t("removeReply")}</button>}
      {(mine || overlay.moderates) && <button type="button" className="act" onClick={remove}><Trash2 aria-hidden size={14} />{t("remove")}</button>}
      {!mine && <button type="button" className="act" onClick={() => setOpen("report")}><Flag aria-hidden size={14} />{t("report")}</button>}
      {open === "report" && <Report subjectType="review" subjectId={String(reviewId)} onClose={() => setOpen(undefined)} />}
      {open === "reply" && <TextBox label={t("yourReply")} hint={t("replyHint")} sendLabel={t("sendReply")} onCancel={() => setOpen(undefined)} onSend={(text) => act(() => reviews.reply(reviewId, text))} />}
    </>
  );
}
