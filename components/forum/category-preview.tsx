"use client";
import { Eye, MessageSquarePlus, Reply } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Audience } from "#lib/forum/types.ts";

/** In words, who will see, open and reply: what is about to be set, as it will be. */
export function CategoryPreview({ value }: { value: { audience: Audience; openAudience: Audience | null; replyAudience: Audience | null } }) {
  const t = useTranslations("arrange");
  const [open, reply] = [value.openAudience ?? value.audience, value.replyAudience ?? value.audience];
  return (
    <ul aria-live="polite" aria-label={t("preview.title")} className="grid gap-1.5 rounded-md bg-sunk px-4 py-3 text-[0.925rem] text-soft">
      <li className="flex gap-2.5"><Eye aria-hidden size={16} className="mt-1 flex-none" />{t(`preview.see.${value.audience}`)}</li>
      <li className="flex gap-2.5"><MessageSquarePlus aria-hidden size={16} className="mt-1 flex-none" />{t(`preview.open.${open}`)}</li>
      <li className="flex gap-2.5"><Reply aria-hidden size={16} className="mt-1 flex-none" />{t(`preview.reply.${reply}`)}</li>
    </ul>
  );
}
