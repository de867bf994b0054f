"use client";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState, useSyncExternalStore } from "react";
import { withWords } from "#components/shell/with-words.tsx";
import { liveState, watchState } from "#components/realtime/live.ts";
import type { PostView, TopicView } from "#lib/forum/types.ts";
import { topicPath } from "./paths.ts";
import { Post } from "./post.tsx";
import { PostActions } from "./post-actions.tsx";
import type { ReplyHandle } from "./reply-box.tsx";
import { type Thread as ThreadState, useThread } from "./use-thread.ts";

// What only a member needs arrives when one is there.
const NoReply = withWords(() => import("./no-reply.tsx").then((module) => module.NoReply));
const EditBox = withWords(() => import("./edit-box.tsx").then((module) => module.EditBox), () => <div className="skeleton mt-3 h-40" />);
const TopicTools = withWords(() => import("./topic-tools.tsx").then((module) => module.TopicTools));
const ReplyBox = withWords(() => import("./reply-box.tsx").then((module) => module.ReplyBox), () => <div className="skeleton my-8 h-64" />);
const FollowControl = withWords(() => import("./follow-control.tsx").then((module) => module.FollowControl), () => <span className="skeleton h-8 w-28 rounded-full" />);
const Reader = withWords(() => import("./reader.tsx").then((module) => module.Reader));
// A topic of more than a page becomes one list that moves over all of it.
const Timeline = withWords(() => import("./timeline.tsx").then((module) => module.Timeline));

type Lines = Record<number, React.ReactNode>;

function Posts({ topic, thread, box, lines }: { topic: TopicView; thread: ThreadState; lines: Lines; box: React.RefObject<ReplyHandle | null> }) {
  const locale = useLocale();
  const t = useTranslations("forum");
  const [editing, setEditing] = useState<number>();
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set());
  const quote = async (post: PostView): Promise<void> => {
    const { quoteOf } = await import("./quoting.ts");
    const text = await quoteOf(post, topicPath(locale, topic, post.number));
    if (text) box.current?.quote(post.number, text);
  };
  const saved = (post: PostView, change: { html: string; version: number }): void => {
    thread.patch(post.id, { ...change, editedAt: change.version > post.version ? new Date().toISOString() : post.editedAt });
    setEditing(undefined);
  };
  const folded = (post: PostView): boolean => Boolean(post.author && thread.overlay?.ignored.includes(post.author.id)) && !unfolded.has(post.id);
  return thread.posts.map((post) => (folded(post) ? (
    <article key={post.id} id={`post-${post.number}`} data-item tabIndex={-1} className="flex flex-wrap items-center gap-3 border-b border-line py-4 text-faint">
      <p>{t("folded", { number: post.number })}</p><button type="button" className="act" onClick={() => setUnfolded(new Set([...unfolded, post.id]))}>{t("unfold")}</button>{lines[post.number]}
    </article>
  ) : (
    <Post key={post.id} below={lines[post.number]} post={post} topic={topic} fresh={thread.arrived.has(post.id)}
      body={editing === post.id ? <EditBox post={post} topicId={topic.id} onCancel={() => setEditing(undefined)} onSaved={(change) => saved(post, change)} /> : undefined}>
      <PostActions post={post} topic={topic} thread={thread} onReply={() => box.current?.answer(post.number)} onQuote={() => void quote(post)} onEdit={() => setEditing(post.id)} />
    </Post>
  )));
}

function Foot({ topic, thread, long }: { topic: TopicView; thread: ThreadState; long: boolean }) {
  const t = useTranslations("forum");
  const locale = useLocale();
  const state = useSyncExternalStore(watchState, liveState, () => "starting" as const);
  const pages = !long && (topic.previous !== null || topic.next !== null);
  return (
    <>
      <p role="status" className="text-sm text-faint">{state === "lost" && <span className="mt-4 block rounded-md bg-sunk px-4 py-2">{t("lost")}</span>}{thread.elsewhere > 0 && <button type="button" data-fresh className="link mt-4 block" onClick={() => (long ? dispatchEvent(new Event("topic-end")) : location.assign(topicPath(locale, topic, thread.total)))}>{t("elsewhere", { count: thread.elsewhere })}</button>}</p>
      {pages && (
        <nav aria-label={t("pages")} className="no-print flex justify-between gap-3 pt-6">
          {topic.previous !== null ? <a rel="prev" className="btn btn-quiet" href={topicPath(locale, topic, topic.previous).replace(/#.*/, "")}>{t("earlier")}</a> : <span />}
          {topic.next !== null && <a rel="next" className="btn btn-quiet" href={topicPath(locale, topic, topic.next).replace(/#.*/, "")}>{t("later")}</a>}
        </nav>
      )}
    </>
  );
}

/** A topic's posts from one page on, the lines of what was done to it, what arrives, and where one answers. */
export function Thread({ topic, lines = {} }: { topic: TopicView; lines?: Lines }) {
  const t = useTranslations("forum");
  const thread = useThread(topic);
  const box = useRef<ReplyHandle>(null);
  const list = useRef<HTMLDivElement>(null);
  const [windowed, setWindowed] = useState(false);
  const { overlay, posts, total } = thread;
  const me = overlay?.canReply ? overlay.me : null;
  const arrivals = thread.arrived.size;
  const sent = async (): Promise<void> => {
    if ((posts.at(-1)?.number ?? 0) >= total) await thread.catchUp();
    else window.dispatchEvent(new Event("topic-end"));
  };
  return (
    <div>
      <p aria-live="polite" className="sr-only">{arrivals > 0 ? t("arrived", { count: arrivals }) : ""}</p>
      <div className="no-print flex min-h-12 flex-wrap items-center gap-2 pt-3">
        {overlay?.me && <FollowControl subject={{ type: "topic", id: String(topic.id) }} level={overlay.level ?? "none"} />}
        {overlay?.me && <Reader topic={topic} posts={posts} total={total} readTo={overlay.readTo} />}
      </div>
      <div>
        <div ref={list}><Posts topic={topic} thread={thread} box={box} lines={lines} /></div>
        {(topic.previous !== null || topic.next !== null) && <Timeline topic={topic} thread={thread} list={list} onReady={() => setWindowed(true)} />}
      </div>
      <Foot topic={topic} thread={thread} long={windowed} />
      {overlay && (topic.kind === "idea" || overlay.retitles || overlay.operates) && <TopicTools topic={topic} overlay={overlay} />}
      {overlay && me && <ReplyBox ref={box} topic={topic} me={me} kept={overlay.draft} onSent={sent} />}
      {overlay && !me && <NoReply why={overlay.why} />}
    </div>
  );
}
