"use client";
import { useTranslations } from "next-intl";
import type { DraftState } from "./use-draft.ts";

/** Where the draft is kept, and the choice when another device has a newer one. */
export function DraftNote({ state, onTake }: { state: DraftState; onTake: (which: "mine" | "theirs") => void }) {
  const t = useTranslations("composer");
  if (state === "clean") return null;
  if (state !== "conflict") return <span role="status">{t(state === "saved" ? "draftSaved" : "draftLocal")}</span>;
  return (
    <span role="status" className="flex flex-wrap items-center gap-2 text-ink">{t("draftConflict")}
      <button type="button" className="link" onClick={() => onTake("theirs")}>{t("takeTheirs")}</button>
      <button type="button" className="link" onClick={() => onTake("mine")}>{t("keepMine")}</button>
    </span>
  );
}
