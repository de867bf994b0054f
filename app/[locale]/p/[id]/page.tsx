import { notFound, redirect } from "next/navigation";
import { topicPath } from "#components/forum/paths.ts";
import { findPost } from "#lib/forum/queries.ts";
import { asPublic } from "../../../as-public.ts";
import { numberOf } from "../../../query.ts";

/** A post by its id alone leads to where it stands in its topic. */
export default async function PostById({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { locale, id } = await params;
  const number = numberOf(id) ?? notFound();
  const place = await asPublic((actor) => findPost(actor, number));
  redirect(topicPath(locale, { id: place.topicId, slug: place.slug }, place.number));
}
