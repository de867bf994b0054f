"use client";
import { X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from "react";
import { forum } from "#components/doors/forum.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { sayHeld } from "#components/shell/held.ts";
import type { Person, TopicOverlay, TopicView } from "#lib/forum/types.ts";
import { Composer } from "./composer.tsx";
import { DraftNote } from "./draft-note.tsx";
import { useDraft } from "./use-draft.ts";

export type ReplyHandle = { answer: (number: number) => void; quote: (number: number, text: string) => void };
type Props = { topic: TopicView; me: Person; kept: TopicOverlay["draft"]; onSent: () => Promise<void>; ref: Ref<ReplyHandle> };

/** Where a reply is written. Until the server has it, it stays: a second send of the same text cannot make a second post. */
export function ReplyBox({ topic, me, kept, onSent, ref }: Props) {
  const t = useTranslations("forum");
  const words = useProblem();
  const locale = useLocale();
  const { draft, state, change, take, done } = useDraft(me.id, `reply:${topic.id}`, kept);
  const [replyTo, onReplyTo] = useState<number>();
  const area = useRef<HTMLTextAreaElement>(null);
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<string>();
  const answer = (number: number | undefined): void => {
    onReplyTo(number === 1 ? undefined : number);
    requestAnimationFrame(() => { area.current?.scrollIntoView({ block: "center" }); area.current?.focus({ preventScroll: true }); });
  };
  // The box arrives after the page: an address that leads to it is followed once it is there.
  useEffect(() => { if (location.hash === "#reply") requestAnimationFrame(() => { area.current?.scrollIntoView({ block: "center" }); area.current?.focus({ preventScroll: true }); }); }, []);
  useImperativeHandle(ref, () => ({
    answer,
    quote: (number, text) => {
      change({ body: `${draft.body}${draft.body && !draft.body.endsWith("\n\n") ? "\n\n" : ""}${text}` });
      answer(number);
    },
  }));
  const send = async (): Promise<void> => {
    if (sending) return;
    setSending(true);
    const answer = await forum.reply(topic.id, { body: draft.body, clientId: draft.clientId, ...(replyTo ? { replyTo } : {}) });
    setSending(false);
    if (!answer.ok) return setError(words(answer.problem));
    setError(undefined);
    done();
    onReplyTo(undefined);
    if ("held" in answer.data) return sayHeld(t("waits"), { label: t("seeWaiting"), locale });
    await onSent();
  };
  return (
    <section id="reply" data-compose-area aria-label={t("yourReply")} className="no-print flex gap-3 py-8 sm:gap-4">
      <span className="max-sm:hidden"><Avatar id={me.id} /></span>
      <div className="min-w-0 flex-1">
        {replyTo && (
          <p className="mb-2 flex items-center gap-2 text-sm text-soft">{t("replyingTo", { number: replyTo })}
            <button type="button" aria-label={t("notReplying")} className="act px-1.5" onClick={() => onReplyTo(undefined)}><X aria-hidden size={14} /></button>
          </p>
        )}
        <Composer label={t("yourReply")} value={draft.body} onChange={(body) => change({ body })} onSend={() => void send()} sendLabel={t("send")} sending={sending} error={error} area={area} topicId={topic.id}
          note={<DraftNote state={state} onTake={take} />} />
      </div>
    </section>
  );
}
