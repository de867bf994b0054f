"use client";
import { Settings2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { createPortal } from "react-dom";
import { topics } from "#components/doors/topics.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { keepUndo } from "#components/shell/undo-later.ts";
import { Menu, type MenuEntry } from "#components/ui/menu.tsx";
import { say } from "#components/ui/toast.tsx";
import type { StateInput } from "#lib/forum/schema.ts";
import type { TopicOverlay, TopicView } from "#lib/forum/types.ts";
import { DecideDialog } from "./topic-decide.tsx";
import { EditDialog } from "./topic-edit.tsx";
import { MergeDialog } from "./topic-merge.tsx";
import { PinDialog } from "./topic-pin.tsx";
import { SlowDialog } from "./topic-slow.tsx";
import { SplitDialog } from "./topic-split.tsx";
import { VoteButton } from "./vote-button.tsx";

const dialogs = { edit: EditDialog, pin: PinDialog, slow: SlowDialog, split: SplitDialog, merge: MergeDialog, decide: DecideDialog } as const;
type Name = keyof typeof dialogs;

function useEntries({ topic, overlay, open }: { topic: TopicView; overlay: TopicOverlay; open: (name: Name) => void }): MenuEntry[] {
  const t = useTranslations("topicMenu");
  const locale = useLocale();
  const router = useRouter();
  const words = useProblem();
  const set = (input: StateInput, back: StateInput, text: string): (() => void) => () => void topics.state(topic.id, input).then((answer) => {
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    router.refresh();
    say(text, { action: { label: t("undo"), run: () => void topics.state(topic.id, back).then(() => router.refresh()) } });
  });
  const remove = async (): Promise<void> => {
    const answer = await topics.remove(topic.id);
    if (!answer.ok) return say(words(answer.problem), { tone: "danger" });
    keepUndo({ label: t("undo"), text: t("removed"), method: "POST", path: `/api/topics/${topic.id}/restore`, leadsTo: `/${locale}/t/${topic.id}` });
    location.assign(`/${locale}/c/${topic.category.slug}`);
  };
  const dialog = (name: Name): MenuEntry => ({ label: t(`open.${name}`), run: () => open(name) });
  return [
    ...(overlay.decides ? [dialog("decide"), "line" as const] : []),
    ...(overlay.retitles ? [dialog("edit")] : []),
    ...(overlay.operates ? [
      topic.pinned ? { label: t("unpin"), run: set({ pinned: null }, { pinned: topic.pinned }, t("unpinned")) } : dialog("pin"),
      { label: t(topic.closed ? "reopen" : "close"), run: set({ closed: !topic.closed }, { closed: topic.closed }, t(topic.closed ? "reopened" : "closed")) },
      { label: t(topic.archived ? "unarchive" : "archive"), run: set({ archived: !topic.archived }, { archived: topic.archived }, t(topic.archived ? "unarchived" : "archived")) },
      { label: t(topic.bumps ? "still" : "rise"), run: set({ bumps: !topic.bumps }, { bumps: topic.bumps }, t(topic.bumps ? "stilled" : "risen")) },
      dialog("slow"), "line" as const, dialog("split"), dialog("merge"), { label: t("remove"), run: () => void remove() },
    ] : []),
  ];
}

/** What this reader may do with a topic as a whole: its menu and its vote, in their places in the head. */
export function TopicTools({ topic, overlay }: { topic: TopicView; overlay: TopicOverlay }) {
  const t = useTranslations("topicMenu");
  const [open, setOpen] = useState<Name>();
  const entries = useEntries({ topic, overlay, open: setOpen });
  const [tools, vote] = [document.getElementById("topic-tools"), document.getElementById("topic-vote")];
  const Dialog = open && dialogs[open];
  const trigger = <span className="act px-2.5"><Settings2 aria-hidden size={16} /><span className="max-sm:hidden">{t("manage")}</span></span>;
  return (
    <>
      {tools && entries.length > 0 && createPortal(<Menu label={t("label")} trigger={trigger} entries={entries} />, tools)}
      {vote && createPortal(<VoteButton key={topic.votes} topic={topic} overlay={overlay} />, vote)}
      {Dialog && <Dialog topic={topic} onClose={() => setOpen(undefined)} />}
    </>
  );
}
