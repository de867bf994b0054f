"use client";
import { BookOpen, Check, CircleHelp, ConciergeBell, Flag, type LucideIcon, Pencil, Quote, Reply, Trash2, Undo2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { forum } from "#components/doors/forum.ts";
import { topics } from "#components/doors/topics.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { forwardFrom, mayAskConcierge, mayAskConsent } from "#components/shell/concierge.ts";
import { withWords } from "#components/shell/with-words.tsx";
import { say } from "#components/ui/toast.tsx";
import type { Acting } from "./acting.ts";

const BookmarkButton = withWords(() => import("./bookmark-button.tsx").then((module) => module.BookmarkButton));
const WhyRemoved = withWords(() => import("#components/shell/why-removed.tsx").then((module) => module.WhyRemoved));
const CameByMail = withWords(() => import("#components/shell/came-by-mail.tsx").then((module) => module.CameByMail));
const Report = withWords(() => import("#components/shell/report.tsx").then((module) => module.Report));

const AskConsent = withWords(() => import("#components/shell/ask-consent.tsx").then((module) => module.AskConsent));

function useRemoval({ post, thread }: Acting): { remove: () => Promise<void>; restore: () => Promise<void> } {
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

/** An act that its sign says well enough to who has seen it once: the word is there on pointing at it, and for who listens. */
function Sign({ icon: Icon, label, on, onPress }: { icon: LucideIcon; label: string; on?: boolean; onPress: () => void }) {
  return <button type="button" className="act px-2" title={label} aria-pressed={on} onClick={onPress}><Icon aria-hidden size={15} /><span className="sr-only">{label}</span></button>;
}

/** From what was said to a request: a member of the space forwards it, the desk asks whoever said it first. */
function Concierge({ post, topic, thread }: Acting) {
  const t = useTranslations("forum");
  const locale = useLocale();
  const [asking, setAsking] = useState(false);
  const me = thread.overlay?.me;
  const at = { origin: "topic" as const, originId: post.number > 1 ? `${topic.id}:${post.number}` : String(topic.id) };
  if (mayAskConcierge(me)) return <Sign icon={ConciergeBell} label={t("askConcierge")} onPress={() => location.assign(forwardFrom(locale, at))} />;
  if (!mayAskConsent(me, post.author) || !post.author) return null;
  return <><Sign icon={ConciergeBell} label={t("askConsent")} onPress={() => setAsking(true)} />{asking && <AskConsent member={post.author} at={at} text={new DOMParser().parseFromString(post.html, "text/html").body.textContent?.trim() ?? ""} onClose={() => setAsking(false)} />}</>;
}

/** What a member can do with a post beside liking it. Who may not does not see what is not theirs. */
export function MemberActions(props: Acting) {
  const { post, topic, thread, onReply, onQuote, onEdit } = props;
  const t = useTranslations("forum");
  const words = useProblem();
  const { remove, restore } = useRemoval(props);
  const mine = thread.mineOf(post);
  const [reporting, setReporting] = useState(false);
  const [asking, setAsking] = useState(false);
  if (post.deleted && thread.overlay?.judged.includes(post.id)) return <><button type="button" className="act" onClick={() => setAsking(true)}><CircleHelp aria-hidden size={15} />{t("whyRemoved")}</button>{asking && <WhyRemoved postId={post.id} onClose={() => setAsking(false)} />}</>;
  if (post.deleted) return mine.canDelete ? <button type="button" className="act" onClick={() => void restore()}><Undo2 aria-hidden size={15} />{t("restore")}</button> : null;
  const accept = async (): Promise<void> => {
    const answer = await forum.accept(topic.id, { postId: post.accepted ? null : post.id });
    if (answer.ok) await thread.reload(post.number);
    else say(words(answer.problem), { tone: "danger" });
  };
  const wiki = async (): Promise<void> => {
    const answer = await topics.wiki(post.id, !post.wiki);
    if (answer.ok) await thread.reload(post.number);
    else say(words(answer.problem), { tone: "danger" });
  };
  return (
    <>
      <button type="button" data-reply className="act" onClick={onReply}><Reply aria-hidden size={16} />{t("reply")}</button>
      <button type="button" className="act" title={t("quote")} onClick={onQuote}><Quote aria-hidden size={14} /><span className="max-sm:sr-only">{t("quote")}</span></button>
      <BookmarkButton post={post} thread={thread} />
      {thread.overlay?.canAccept && post.number > 1 && <button type="button" className="act" aria-pressed={post.accepted} onClick={() => void accept()}><Check aria-hidden size={16} />{t(post.accepted ? "unaccept" : "accept")}</button>}
      {mine.canEdit && <Sign icon={Pencil} label={t("edit")} onPress={onEdit} />}
      {mine.canDelete && <Sign icon={Trash2} label={t("delete")} onPress={() => void remove()} />}
      {thread.overlay?.operates && <Sign icon={BookOpen} label={t("wiki")} on={post.wiki === true} onPress={() => void wiki()} />}
      <Concierge {...props} />
      {post.author && post.author.id !== thread.overlay?.me?.id && <Sign icon={Flag} label={t("report")} onPress={() => setReporting(true)} />}
      {(thread.overlay?.moderates || post.author?.id === thread.overlay?.me?.id) && <CameByMail type="post" id={post.id} />}
      {reporting && <Report subjectType="post" subjectId={String(post.id)} onClose={() => setReporting(false)} />}
    </>
  );
}
