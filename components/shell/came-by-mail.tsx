"use client";
import { Mail } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Dialog } from "#components/ui/dialog.tsx";
import { mailOf } from "./by-mail.ts";
import { WholeMail } from "./whole-mail.tsx";

/** Leads from something that came by mail to all of that mail, for who may read it; else nothing stands here; as a sign among others, or in words. Load it with `withWords`. */
export function CameByMail({ type, id, words = false }: { type: "post" | "message"; id: number; words?: boolean }) {
  const t = useTranslations("mailIn");
  const [mailId, setMailId] = useState<number>();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    let here = true;
    void mailOf(type, id).then((found) => { if (here) setMailId(found); });
    return () => { here = false; };
  }, [type, id]);
  if (mailId === undefined) return null;
  return (
    <>
      {words ? <button type="button" className="text-[0.8rem] text-faint underline decoration-dotted underline-offset-4 hover:text-ink" onClick={() => setOpen(true)}>{t("byMailShort")}</button>
        : <button type="button" className="act px-2" title={t("byMail")} onClick={() => setOpen(true)}><Mail aria-hidden size={15} /><span className="sr-only">{t("byMail")}</span></button>}
      {open && <Dialog title={t("wholeTitle")} closeLabel={t("close")} onClose={() => setOpen(false)}><WholeMail id={mailId} /></Dialog>}
    </>
  );
}
