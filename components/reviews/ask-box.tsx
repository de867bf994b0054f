"use client";
import { CircleHelp } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { reviews } from "#components/doors/reviews.ts";
import { say } from "#components/ui/toast.tsx";
import { TextBox } from "./text-box.tsx";
import { useAct } from "./use-act.ts";
import { useProduct } from "./use-product.ts";

/** Where a question is asked. */
export function AskBox({ productId }: { productId: number }) {
  const t = useTranslations("questions");
  const locale = useLocale();
  const overlay = useProduct(productId);
  const act = useAct(productId);
  const [open, setOpen] = useState(false);
  const [clientId, setClientId] = useState(() => crypto.randomUUID());
  if (!overlay) return <div className="mt-5 h-10" />;
  if (!overlay.me) return <p className="mt-5 h-10"><a href={`/${locale}/sign-in?return=${encodeURIComponent(`${location.pathname}#questions`)}`} className="btn btn-quiet"><CircleHelp aria-hidden size={16} />{t("signIn")}</a></p>;
  if (!open) return <p className="mt-5 h-10"><button type="button" className="btn btn-quiet" disabled={!overlay.can} title={overlay.can ? undefined : t("mayNot")} onClick={() => setOpen(true)}><CircleHelp aria-hidden size={16} />{t("ask")}</button></p>;
  const send = async (text: string): Promise<boolean> => {
    const done = await act(async () => {
      const answer = await reviews.ask({ productId, text, clientId });
      if (answer.ok && answer.data.held) say(t("held"));
      return answer;
    });
    if (done) setClientId(crypto.randomUUID());
    return done;
  };
  return <TextBox label={t("yours")} hint={t("hint")} sendLabel={t("send")} rows={2} most={500} onSend={send} onCancel={() => setOpen(false)} />;
}
