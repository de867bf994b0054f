export const postsPerPage = 20;

/** The address of a topic, and of the post with this number in it: numbers have no gaps, so its page is known. */
export function topicPath(locale: string, topic: { id: number; slug: string }, number?: number): string {
  const base = `/${locale}/t/${topic.id}/${topic.slug}`;
  if (!number) return base;
  const first = Math.floor((number - 1) / postsPerPage) * postsPerPage + 1;
  return `${base}${first > 1 ? `?from=${first}` : ""}#post-${number}`;
}

const tabs = ["topics", "posts", "answers", "reviews"] as const;

/** What of someone's writing stands first on their page: the first kind there is any of. */
export const firstTab = (counts: Record<(typeof tabs)[number], number> | null): (typeof tabs)[number] => tabs.find((one) => counts && counts[one] > 0) ?? "topics";

/** A title whose question marks and colons, set off by a space as in French, never begin a line. */
export const unbroken = (title: string): string => title.replace(/ (?=[?!:;»])/g, "\u00a0").replace(/(?<=«) /g, "\u00a0");
