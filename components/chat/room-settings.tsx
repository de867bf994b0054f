"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { chat } from "#components/doors/chat.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Field, SelectField, TextField } from "#components/ui/field.tsx";
import { say } from "#components/ui/toast.tsx";
import { useMe } from "#components/doors/me.ts";
import { PlaceFields, type RoomPlace } from "./place-fields.tsx";
import { loadRooms } from "./rooms-store.ts";
import type { Room } from "./use-room.ts";

const paces = [0, 10, 60, 300] as const;

/** What a room's keeper may change of it. */
export function RoomSettings({ open }: { open: Room }) {
  const t = useTranslations("chat");
  const words = useProblem();
  const { room } = open;
  const [name, setName] = useState(room.name);
  const [topic, setTopic] = useState(room.topic);
  const [slowSeconds, setSlow] = useState(room.slowSeconds);
  const [readOnly, setReadOnly] = useState(room.readOnly);
  const [place, setPlace] = useState<RoomPlace>({ categoryId: room.category?.id ?? null, product: room.product });
  const me = useMe()?.me;
  // What a room belongs to is the house's to say.
  const places = room.audience !== "invited" && me !== undefined && me !== null && me.role !== "customer";
  const [error, setError] = useState<string>();
  const save = async (): Promise<void> => {
    const answer = await chat.change(room.id, { version: room.version, name, topic, ...(room.kind === "group" ? {} : { slowSeconds, readOnly }), ...(places ? { categoryId: place.categoryId, productId: place.product?.id ?? null } : {}) });
    if (!answer.ok) return setError(words(answer.problem));
    say(t("saved"));
    await Promise.all([open.reload(), loadRooms()]);
  };
  return (
    <form className="grid gap-4 border-t border-line pt-5" onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <Field label={t("roomName")} value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
      <TextField label={t("roomTopic")} value={topic} maxLength={300} rows={3} onChange={(event) => setTopic(event.target.value)} />
      {room.kind !== "group" && (
        <>
          <SelectField label={t("pace")} value={slowSeconds} onChange={(event) => setSlow(Number(event.target.value))}>{[...new Set([...paces, room.slowSeconds])].map((one) => <option key={one} value={one}>{one === 0 ? t("noPace") : t("slow", { seconds: one })}</option>)}</SelectField>
          <label className="flex items-center gap-2.5"><input type="checkbox" className="size-4 accent-(--accent)" checked={readOnly} onChange={(event) => setReadOnly(event.target.checked)} />{t("announcementsOnly")}</label>
        </>
      )}
      {places && <PlaceFields value={place} onChange={setPlace} />}
      {error && <p role="alert" className="text-sm text-danger">{error}</p>}
      <div><button type="submit" className="btn btn-accent">{t("save")}</button></div>
    </form>
  );
}
