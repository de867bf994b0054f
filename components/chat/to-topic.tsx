"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { chat } from "#components/doors/chat.ts";
import { forum } from "#components/doors/forum.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { sayHeld } from "#components/shell/held.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, SelectField } from "#components/ui/field.tsx";
import type { CategoryView } from "#lib/forum/types.ts";
import type { MessageView } from "#lib/threads/types.ts";
import type { Acting } from "./acting.ts";

type Scope = "one" | "side" | "rest";

/** Makes a topic of what was said here, of one message and what belongs to it, or of those that were chosen: its authors keep their words and their name. */
export function ToTopic({ acting, message, chosen, onClose }: { acting: Acting; message: Pick<MessageView, "seq" | "replies">; chosen?: readonly number[]; onClose: () => void }) {
  const t = useTranslations("chat");
  const words = useProblem();
  const locale = useLocale();
  const [clientId] = useState(() => crypto.randomUUID());
  const [categories, setCategories] = useState<CategoryView[]>([]);
  const [categoryId, setCategory] = useState("");
  const [title, setTitle] = useState("");
  const [scope, setScope] = useState<Scope>(message.replies > 0 ? "side" : "one");
  const [error, setError] = useState<string>();
  const [sending, setSending] = useState(false);
  useEffect(() => { void forum.categories().then((answer) => { if (answer.ok) setCategories(answer.data.categories.filter((one) => one.opens.includes("discussion"))); }); }, []);
  const rest = acting.feed.state().held.messages.filter((one) => one.seq >= message.seq && one.root === null && one.kind === "text" && !one.deletedAt).map((one) => one.seq).slice(0, 200);
  const send = async (): Promise<void> => {
    if (sending) return;
    if (!categoryId) return setError(t("chooseCategory"));
    setSending(true);
    const answer = await chat.topic(acting.roomId, { categoryId: Number(categoryId), title, clientId, ...(scope === "side" && !chosen ? { root: message.seq } : { seqs: chosen ? [...chosen] : scope === "one" ? [message.seq] : rest }) });
    setSending(false);
    if (!answer.ok) return setError(words(answer.problem));
    if (!("held" in answer.data)) return location.assign(`/${locale}/t/${answer.data.id}/${answer.data.slug}`);
    sayHeld(t("waits"), { label: t("seeWaiting"), locale });
    onClose();
  };
  const scopes: Scope[] = chosen ? [] : ["one", ...(message.replies > 0 ? ["side" as const] : []), ...(rest.length > 1 ? ["rest" as const] : [])];
  return (
    <Dialog title={t("toTopic")} closeLabel={t("close")} onClose={onClose}>
      <form className="grid gap-5" onSubmit={(event) => { event.preventDefault(); void send(); }}>
        <p className="text-soft">{t("toTopicText")}</p>
        <Field label={t("topicTitle")} value={title} maxLength={160} onChange={(event) => setTitle(event.target.value)} />
        <SelectField label={t("topicCategory")} value={categoryId} onChange={(event) => setCategory(event.target.value)}>
          <option value="">{t("chooseCategory")}</option>
          {categories.map((one) => <option key={one.id} value={one.id}>{`${"\u2003".repeat(one.depth)}${one.name}`}</option>)}
        </SelectField>
        {scopes.length > 1 && (
          <fieldset className="grid gap-1.5">
            <legend className="mb-1 text-[0.925rem] font-[540]">{t("topicScope")}</legend>
            {scopes.map((one) => <label key={one} className="flex items-center gap-2.5"><input type="radio" name="scope" className="size-4 accent-(--accent)" checked={scope === one} onChange={() => setScope(one)} />{t(`scopes.${one}`, { count: one === "rest" ? rest.length : message.replies + 1 })}</label>)}
          </fieldset>
        )}
        {error && <p role="alert" className="text-sm text-danger">{error}</p>}
        <div className="flex justify-end gap-3">
          <button type="button" className="btn btn-quiet" onClick={onClose}>{t("cancel")}</button>
          <button type="submit" className="btn btn-accent" disabled={sending}>{t("makeTopic")}</button>
        </div>
      </form>
    </Dialog>
  );
}
