"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Answer } from "#components/doors/call.ts";
import { chat } from "#components/doors/chat.ts";
import { useMe } from "#components/doors/me.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, SelectField } from "#components/ui/field.tsx";
import type { RoomAudience } from "#lib/chat/types.ts";
import { PeopleField } from "./people-field.tsx";
import { PlaceFields, type RoomPlace } from "./place-fields.tsx";

type Kind = "direct" | "room" | "live";
const audiences = ["public", "members", "select", "premier", "circle"] as const;

/** Whom to write to, or what room to open: a conversation with people, a room, a live session. */
export function NewRoom({ onClose }: { onClose: () => void }) {
  const t = useTranslations("chat");
  const words = useProblem();
  const locale = useLocale();
  const me = useMe()?.me;
  const [kind, setKind] = useState<Kind>("direct");
  const [handles, setHandles] = useState<string[]>([]);
  const [name, setName] = useState("");
  const [topic, setTopic] = useState("");
  const [audience, setAudience] = useState<RoomAudience>("members");
  const [place, setPlace] = useState<RoomPlace>({ categoryId: null, product: null });
  const [startsAt, setStartsAt] = useState("");
  const [clientId] = useState(() => crypto.randomUUID());
  const [error, setError] = useState<string>();
  const [sending, setSending] = useState(false);
  // Rooms for many are the house's; everybody else opens one for those they invite.
  const staff = me !== undefined && me !== null && me.role !== "customer";
  const make = (): Promise<Answer<{ id: number }>> => {
    if (kind === "direct") return chat.direct(handles);
    if (kind === "live" && (audience === "public" || audience === "members" || audience === "select" || audience === "premier" || audience === "circle")) return chat.schedule({ name, topic, audience, hostHandle: handles[0] ?? me?.handle ?? "", startsAt: new Date(startsAt).toISOString(), clientId });
    return chat.make({ name, topic, clientId, ...(staff ? { audience, categoryId: place.categoryId, productId: place.product?.id ?? null } : { handles }) });
  };
  const send = async (): Promise<void> => {
    if (sending) return;
    if (kind === "live" && !startsAt) return setError(t("chooseStart"));
    setSending(true);
    const answer = await make();
    setSending(false);
    if (!answer.ok) return setError(words(answer.problem));
    location.assign(`/${locale}/chat/${answer.data.id}`);
  };
  const kinds: Kind[] = staff ? ["direct", "room", "live"] : ["direct", "room"];
  return (
    <Dialog title={t("new")} closeLabel={t("close")} onClose={onClose}>
      <form className="grid gap-5" onSubmit={(event) => { event.preventDefault(); void send(); }}>
        <fieldset className="flex flex-wrap gap-x-5 gap-y-1.5"><legend className="sr-only">{t("newKind")}</legend>
          {kinds.map((one) => <label key={one} className="flex items-center gap-2"><input type="radio" name="kind" className="size-4 accent-(--accent)" checked={kind === one} onChange={() => { setKind(one); setError(undefined); }} />{t(`newKinds.${one}`)}</label>)}
        </fieldset>
        {kind !== "direct" && <><Field label={t("roomName")} value={name} maxLength={80} onChange={(event) => setName(event.target.value)} /><Field label={t("roomTopic")} value={topic} maxLength={300} onChange={(event) => setTopic(event.target.value)} /></>}
        {kind !== "direct" && staff && <SelectField label={t("audience")} value={audience} onChange={(event) => setAudience(event.target.value as RoomAudience)}>{[...audiences, ...(kind === "room" ? ["staff" as const, "invited" as const] : [])].map((one) => <option key={one} value={one}>{t(`audiences.${one}`)}</option>)}</SelectField>}
        {kind === "room" && staff && <PlaceFields value={place} onChange={setPlace} />}
        {kind === "live" && <Field label={t("startsAt")} type="datetime-local" value={startsAt} onChange={(event) => setStartsAt(event.target.value)} />}
        {(kind !== "room" || !staff) && <PeopleField label={t(kind === "live" ? "hostWho" : kind === "direct" ? "toWhom" : "invite")} value={handles} onChange={(next) => setHandles(kind === "live" ? next.slice(-1) : next)} error={undefined} />}
        {error && <p role="alert" className="text-sm text-danger">{error}</p>}
        <div className="flex justify-end gap-3">
          <button type="button" className="btn btn-quiet" onClick={onClose}>{t("cancel")}</button>
          <button type="submit" className="btn btn-accent" disabled={sending || (kind === "direct" && handles.length === 0)}>{t(kind === "direct" ? "begin" : "create")}</button>
        </div>
      </form>
    </Dialog>
  );
}
