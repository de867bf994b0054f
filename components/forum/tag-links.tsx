import type { TagView } from "#lib/forum/types.ts";

/** The tags of a topic, each leading to what else stands under it. */
export function TagLinks({ tags, locale }: { tags: TagView[]; locale: string }) {
  return tags.map((tag) => (
    <a key={tag.slug} href={`/${locale}/tag/${tag.slug}`} className="inline-block max-w-44 truncate rounded-full bg-sunk px-2.5 py-0.5 text-[0.8rem] text-soft no-underline hover:text-ink">{tag.name}</a>
  ));
}
