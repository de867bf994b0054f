"use client";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { Problem } from "#components/doors/call.ts";
import { requestDesk, requests } from "#components/doors/requests.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { SelectField, TextField } from "#components/ui/field.tsx";
import { say } from "#components/ui/toast.tsx";
import type { ServiceOffer } from "#lib/privilege/services/types.ts";
import type { SaidAt } from "./concierge.ts";

/** Asks a member whether we may open a request from what they said; nothing is opened before they say yes. Load it with `withWords` when it is asked for. */
export function AskConsent({ member, at, text, onClose }: { member: { id: string; name: string }; at: SaidAt; text: string; onClose: () => void }) {
  const t = useTranslations("askConsent");
  const words = useProblem();
  const clientId = useRef(crypto.randomUUID());
  const [wish, setWish] = useState(text.slice(0, 4000));
  const [offers, setOffers] = useState<ServiceOffer[]>();
  const [serviceId, setServiceId] = useState<number>();
  const [problem, setProblem] = useState<Problem>();
  const [sending, setSending] = useState(false);
  useEffect(() => {
    void requests.services().then((answer) => {
      if (!answer.ok) return setProblem(answer.problem);
      const taken = answer.data.services.filter((one) => one.taken && !one.full);
      setOffers(taken);
      setServiceId(taken.at(-1)?.id);
    });
  }, []);
  const ask = async (): Promise<void> => {
    if (serviceId === undefined || sending) return;
    setSending(true);
    const answer = await requestDesk.askConsent({ customerId: member.id, serviceId, wish: wish.trim(), ...at, clientId: clientId.current });
    setSending(false);
    if (!answer.ok) return setProblem(answer.problem);
    say(t("asked", { name: member.name }));
    onClose();
  };
  return (
    <Dialog title={t("title", { name: member.name })} closeLabel={t("close")} onClose={onClose}>
      <form className="grid gap-5" onSubmit={(event) => { event.preventDefault(); void ask(); }}>
        <p className="text-soft">{t("intro", { name: member.name })}</p>
        <TextField label={t("wish")} hint={t("wishHint")} rows={5} maxLength={4000} value={wish} onChange={(event) => setWish(event.target.value)} />
        <SelectField label={t("about")} value={serviceId ?? ""} disabled={!offers} onChange={(event) => setServiceId(Number(event.target.value))}>{offers?.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}</SelectField>
        {problem && <p role="alert" className="text-sm text-danger">{words(problem)}</p>}
        <button type="submit" className="btn btn-accent justify-self-end" disabled={sending || serviceId === undefined || wish.trim() === ""}>{t("ask")}</button>
      </form>
    </Dialog>
  );
}
