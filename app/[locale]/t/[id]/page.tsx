import { notFound, permanentRedirect } from "next/navigation";
import { topicPath } from "#components/forum/paths.ts";
import { readTopic } from "#lib/forum/queries.ts";
import { asPublic } from "../../../as-public.ts";
import { numberOf } from "../../../query.ts";

/** A topic by its number alone leads to its full address. */
export default async function TopicByNumber({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { locale, id } = await params;
  const number = numberOf(id) ?? notFound();
  permanentRedirect(topicPath(locale, await asPublic((actor) => readTopic(actor, number, {}))));
}
