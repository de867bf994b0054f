"use client";
import { useMe } from "#components/doors/me.ts";
import { withWords } from "#components/shell/with-words.tsx";
import type { FollowLevel, FollowSubject } from "#lib/forum/reading/types.ts";

const FollowControl = withWords(() => import("./follow-control.tsx").then((module) => module.FollowControl), () => <span className="skeleton h-8 w-28 rounded-full" />);

/** The control that follows, mutes or ignores something, for who is signed in; for others nothing, and not its code. Its place is kept free by where it stands. */
export function Follow({ subject, level }: { subject: FollowSubject; level?: FollowLevel | undefined }) {
  const me = useMe()?.me;
  return me && me.id !== subject.id ? <FollowControl subject={subject} level={level} /> : null;
}
