"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { requestDesk, requests } from "#components/doors/requests.ts";
import { Field, SelectField, TextField } from "#components/ui/field.tsx";
import type { RequestView } from "#lib/privilege/requests/types.ts";
import type { ServiceOffer } from "#lib/privilege/services/types.ts";
import type { FormProps } from "./desk-forms.tsx";

const numberIn = (text: string): number | undefined => { const found = /(\d{1,9})\/?$/.exec(text.trim()); return found ? Number(found[1]) : undefined; };

/** Joining to another request of the same member, linking with others of the same need, and making a second one of a part. */
export function JoinForm({ opened, onClose }: FormProps) {
  const t = useTranslations("requestDesk");
  const locale = useLocale();
  const request = opened.request as RequestView;
  const clientId = useRef(crypto.randomUUID());
  const [other, setOther] = useState("");
  const [wish, setWish] = useState("");
  const [services, setServices] = useState<ServiceOffer[]>([]);
  const [serviceId, setServiceId] = useState(request.service.id);
  useEffect(() => { void requests.services().then((answer) => { if (answer.ok) setServices(answer.data.services.filter((one) => one.taken)); }); }, []);
  const number = numberIn(other);
  const join = async (): Promise<void> => { if (number && (await opened.act(requestDesk.merge(request.id, number), t("joined")))) onClose(); };
  const link = async (): Promise<void> => { if (number && (await opened.act(requestDesk.link(request.id, number, true), t("linked")))) onClose(); };
  const split = async (): Promise<void> => {
    const answer = await requestDesk.split(request.id, { wish: wish.trim(), serviceId, clientId: clientId.current });
    if (answer.ok) location.assign(`/${locale}/desk/requests/${answer.data.id}`);
    else await opened.act(Promise.resolve(answer));
  };
  return (
    <div className="grid gap-8">
      <form className="grid gap-4" onSubmit={(event) => { event.preventDefault(); void link(); }}>
        <Field label={t("other")} hint={t("otherHint")} value={other} onChange={(event) => setOther(event.target.value)} />
        <div className="flex flex-wrap justify-end gap-2"><button type="submit" className="btn btn-quiet" disabled={!number}>{t("linkThem")}</button><button type="button" className="btn btn-accent" disabled={!number} onClick={() => void join()}>{t("join")}</button></div>
      </form>
      <form className="grid gap-4 border-t border-line pt-6" onSubmit={(event) => { event.preventDefault(); if (wish.trim()) void split(); }}>
        <TextField label={t("splitWish")} hint={t("splitHint")} rows={3} maxLength={4000} value={wish} onChange={(event) => setWish(event.target.value)} />
        <SelectField label={t("category")} value={serviceId} onChange={(event) => setServiceId(Number(event.target.value))}>{services.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}</SelectField>
        <button type="submit" className="btn btn-accent justify-self-end" disabled={!wish.trim()}>{t("split")}</button>
      </form>
    </div>
  );
}
