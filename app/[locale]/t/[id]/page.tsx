import { notFound, permanentRedirect } from "next/navigation";
import { topicPath } from "#components/forum/paths.ts";
import { refused } from "#lib/core/errors.ts";
import { mergedInto, readTopic } from "#lib/forum/queries.ts";
import { asPublic } from "../../../as-public.ts";
import { numberOf } from "../../../query.ts";

/** A topic by its number alone leads to its full address. */
export default async function TopicByNumber({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { locale, id } = await params;
  const number = numberOf(id) ?? notFound();
  const topic = await asPublic(async (actor) => {
    const read = await readTopic(actor, number, {});
    const into = refused(read) ? await mergedInto(number) : null;
    return into === null ? read : { into };
  });
  permanentRedirect("into" in topic ? `/${locale}/t/${topic.into}` : topicPath(locale, topic));
}
