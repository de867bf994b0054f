"use client";
import { Check, Heart, Pencil, Quote, Reply, Trash2, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { forum } from "#components/doors/forum.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { say } from "#components/ui/toast.tsx";
import type { PostView, TopicView } from "#lib/forum/types.ts";
import type { Thread } from "./use-thread.ts";

type Props = { post: PostView; topic: TopicView; thread: Thread; onReply: () => void; onQuote: () => void; onEdit: () => void };

function useLike({ post, thread }: Props): () => Promise<void> {
  const words = useProblem();
  return async () => {
    const mine = thread.mineOf(post);
    const by = mine.reacted ? -1 : 1;
    // Shown at once; put back when the server says otherwise.
    thread.setReacted(post.id, !mine.reacted);
    thread.patch(post.id, { score: post.score + by });
    const answer = await (mine.reacted ? forum.unreact(post.id) : forum.react(post.id));
    if (answer.ok) return;
    thread.setReacted(post.id, mine.reacted);
    thread.patch(post.id, { score: post.score });
    say(words(answer.problem), { tone: "danger" });
  };
}

function useRemoval({ post, thread }: Props): { remove: () => Promise<void>; restore: () => Promise<void> } {
  const t = useTranslations("forum");
  const words = useProblem();
  const restore = async (): Promise<void> => {
    const answer = await forum.restore(post.id);
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    await thread.reload(post.number);
    await thread.refresh();
  };
  const remove = async (): Promise<void> => {
    const answer = await forum.remove(post.id);
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    thread.patch(post.id, { deleted: true, author: null, html: "" });
    await thread.refresh();
    say(t("removed"), { action: { label: t("undo"), run: () => void restore() } });
  };
  return { remove, restore };
}

/** What a reader can do with a post. Who may not is told why when they try, or does not see what is not theirs. */
export function PostActions(props: Props) {
  const { post, topic, thread, onReply, onQuote, onEdit } = props;
  const t = useTranslations("forum");
  const words = useProblem();
  const like = useLike(props);
  const { remove, restore } = useRemoval(props);
  const { overlay } = thread;
  const mine = thread.mineOf(post);
  if (post.deleted) return mine.canDelete ? <button type="button" className="act" onClick={() => void restore()}><Undo2 aria-hidden size={15} />{t("restore")}</button> : null;
  const own = overlay?.me?.id === post.author?.id;
  const accept = async (): Promise<void> => {
    const answer = await forum.accept(topic.id, { postId: post.accepted ? null : post.id });
    if (answer.ok) await thread.reload(post.number);
    else say(words(answer.problem), { tone: "danger" });
  };
  const why = !overlay?.me ? t("signInToLike") : own ? t("ownPost") : undefined;
  const can = Boolean(overlay?.canReply);
  return (
    <div className="no-print mt-3 -ml-2 flex flex-wrap items-center gap-x-0.5">
      <button type="button" data-like className="act" aria-pressed={mine.reacted} disabled={Boolean(why) || !can} title={why} onClick={() => void like()}>
        <Heart aria-hidden size={16} fill={mine.reacted ? "currentColor" : "none"} />{post.score > 0 && <span aria-hidden className="tabular-nums">{post.score}</span>}<span className="sr-only">{t("like", { number: post.number, count: post.score })}</span>
      </button>
      {can && <button type="button" data-reply className="act" onClick={onReply}><Reply aria-hidden size={16} />{t("reply")}</button>}
      {can && <button type="button" className="act" onClick={onQuote}><Quote aria-hidden size={14} />{t("quote")}</button>}
      {overlay?.canAccept && post.number > 1 && <button type="button" className="act" aria-pressed={post.accepted} onClick={() => void accept()}><Check aria-hidden size={16} />{t(post.accepted ? "unaccept" : "accept")}</button>}
      {mine.canEdit && <button type="button" className="act" onClick={onEdit}><Pencil aria-hidden size={14} />{t("edit")}</button>}
      {mine.canDelete && <button type="button" className="act" onClick={() => void remove()}><Trash2 aria-hidden size={14} />{t("delete")}</button>}
    </div>
  );
}
