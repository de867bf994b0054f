"use client";
import { Bookmark } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { reading } from "#components/doors/reading.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { withWords } from "#components/shell/with-words.tsx";
import { say } from "#components/ui/toast.tsx";
import type { Acting } from "./acting.ts";

const BookmarkDialog = withWords(() => import("./bookmark-dialog.tsx").then((module) => module.BookmarkDialog));

/** Keeps a post at one press, and opens its note and reminder at the next. */
export function BookmarkButton({ post, thread }: Pick<Acting, "post" | "thread">) {
  const t = useTranslations("reading");
  const words = useProblem();
  const [open, setOpen] = useState(false);
  const all = thread.overlay?.bookmarked ?? [];
  const kept = all.includes(post.id);
  const mark = (now: boolean): void => thread.setOverlay({ bookmarked: [...all.filter((id) => id !== post.id), ...(now ? [post.id] : [])] });
  const keep = async (): Promise<void> => {
    mark(true);
    const answer = await reading.keep(post.id, {});
    if (answer.ok) return say(t("kept"), { action: { label: t("addReminder"), run: () => setOpen(true) } });
    mark(false);
    say(words(answer.problem), { tone: "danger" });
  };
  return (
    <>
      <button type="button" data-bookmark className="act max-sm:px-2" title={t(kept ? "bookmarked" : "keep")} aria-pressed={kept} onClick={() => (kept ? setOpen(true) : void keep())}><Bookmark aria-hidden size={14} fill={kept ? "currentColor" : "none"} /><span className="max-sm:sr-only">{t(kept ? "bookmarked" : "keep")}</span></button>
      {open && <BookmarkDialog postId={post.id} onClose={() => setOpen(false)} onChange={(now) => mark(now !== null)} />}
    </>
  );
}
