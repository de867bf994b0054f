"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { chat } from "#components/doors/chat.ts";
import { forum } from "#components/doors/forum.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { SelectField } from "#components/ui/field.tsx";
import type { RoomView } from "#lib/chat/types.ts";
import type { CategoryView } from "#lib/forum/types.ts";

/** Ends a live session, and says where its transcript is kept. */
export function EndSession({ room, onEnded, onClose }: { room: RoomView; onEnded: () => void; onClose: () => void }) {
  const t = useTranslations("chat");
  const words = useProblem();
  const [categories, setCategories] = useState<CategoryView[]>([]);
  const [categoryId, setCategory] = useState(String(room.category?.id ?? ""));
  const [error, setError] = useState<string>();
  const [sending, setSending] = useState(false);
  useEffect(() => { void forum.categories().then((answer) => { if (answer.ok) setCategories(answer.data.categories.filter((one) => one.opens.includes("discussion"))); }); }, []);
  const end = async (): Promise<void> => {
    if (sending) return;
    setSending(true);
    const answer = await chat.end(room.id, categoryId ? Number(categoryId) : null);
    setSending(false);
    if (!answer.ok) return setError(words(answer.problem));
    onEnded();
  };
  return (
    <Dialog title={t("live.end")} closeLabel={t("close")} onClose={onClose}>
      <form className="grid gap-5" onSubmit={(event) => { event.preventDefault(); void end(); }}>
        <SelectField label={t("live.keepIn")} value={categoryId} onChange={(event) => setCategory(event.target.value)}>
          <option value="">{t("live.noTranscript")}</option>
          {categories.map((one) => <option key={one.id} value={one.id}>{`${"\u2003".repeat(one.depth)}${one.name}`}</option>)}
        </SelectField>
        {error && <p role="alert" className="text-sm text-danger">{error}</p>}
        <div className="flex justify-end gap-3">
          <button type="button" className="btn btn-quiet" onClick={onClose}>{t("cancel")}</button>
          <button type="submit" className="btn btn-accent" disabled={sending}>{t("live.endNow")}</button>
        </div>
      </form>
    </Dialog>
  );
}
