export const postsPerPage = 20;

/** The address of a topic, and of the post with this number in it: numbers have no gaps, so its page is known. */
export function topicPath(locale: string, topic: { id: number; slug: string }, number?: number): string {
  const base = `/${locale}/t/${topic.id}/${topic.slug}`;
  if (!number) return base;
  const first = Math.floor((number - 1) / postsPerPage) * postsPerPage + 1;
  return `${base}${first > 1 ? `?from=${first}` : ""}#post-${number}`;
}
