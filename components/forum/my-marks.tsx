"use client";
import { useMe } from "#components/doors/me.ts";
import { withWords } from "#components/shell/with-words.tsx";

const ListMarks = withWords(() => import("./list-marks.tsx").then((module) => module.ListMarks));

/** What is mine about a list's topics, for who is signed in; for others nothing, and not its code. */
export function MyMarks({ topics }: { topics: readonly { id: number; slug: string }[] }) {
  return useMe()?.me ? <ListMarks topics={topics} /> : null;
}
