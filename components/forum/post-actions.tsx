"use client";
import { useTranslations } from "next-intl";
import { forum } from "#components/doors/forum.ts";
import { useProblem } from "#components/doors/use-problem.ts";
import { later } from "#components/ui/later.tsx";
import { say } from "#components/ui/toast.tsx";
import type { Acting } from "./acting.ts";

const MemberActions = later(() => import("./member-actions.tsx").then((module) => module.MemberActions));

function useLike({ post, thread }: Acting): () => Promise<void> {
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

/** What a reader can do with a post. Who may not like it is told why. */
export function PostActions(props: Acting) {
  const { post, thread } = props;
  const t = useTranslations("forum");
  const like = useLike(props);
  const { overlay } = thread;
  const can = Boolean(overlay?.canReply);
  if (post.deleted) return can || overlay?.judged.includes(post.id) ? <MemberActions {...props} /> : null;
  const why = !overlay?.me ? t("signInToLike") : overlay.me.id === post.author?.id ? t("ownPost") : undefined;
  return (
    <div className="post-acts">
      <button type="button" data-like className="act like" aria-pressed={thread.mineOf(post).reacted} disabled={Boolean(why) || !can} title={why} onClick={() => void like()}>
        {post.score > 0 && <span aria-hidden>{post.score}</span>}<span className="sr-only">{t("like", { number: post.number, count: post.score })}</span>
      </button>
      {can && <MemberActions {...props} />}
    </div>
  );
}
