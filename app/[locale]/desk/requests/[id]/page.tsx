import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { DeskRequest } from "#components/privilege/requests/desk-request.tsx";
import { type Beside, Relation } from "#components/privilege/requests/relation.tsx";
import { recentOrders } from "#lib/catalogue/purchases.ts";
import type { Actor } from "#lib/core/actor.ts";
import { refused } from "#lib/core/errors.ts";
import { listWritten } from "#lib/forum/person-posts.ts";
import { viewer } from "#lib/identity/viewer.ts";
import { listPast, openOne } from "#lib/privilege/requests/queries.ts";
import { type RequestView, worksAtRequests } from "#lib/privilege/requests/types.ts";
import { readNightOf } from "#lib/relationship/losses.ts";
import { readFactor } from "#lib/relationship/queries.ts";
import { numberOf } from "../../../../query.ts";
import { Words } from "../../../../words.tsx";

type Props = { params: Promise<{ locale: string; id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "requestDesk" });
  return { title: t("request"), robots: { index: false } };
}

/** The member's relationship as it stands beside their request: what no single room knows. */
async function besideOf(actor: Actor, request: RequestView): Promise<Beside> {
  const { id, handle } = request.member;
  const [factor, night, orders, past, written] = await Promise.all([readFactor(id), readNightOf(id), recentOrders(id), listPast(id, request.id), listWritten(actor, { authorId: id, accepted: false })]);
  const posts = written.posts.slice(0, 3).map((one) => ({ id: one.id, excerpt: one.excerpt, at: one.at, topic: { title: one.topic.title }, path: `/t/${one.topic.id}/${one.topic.slug}` }));
  return { handle, factor, stage: night?.stage ?? 0, segment: night?.segment ?? null, alive: night?.alive ?? null, orders, past, posts };
}

/** One request at the desk, with the whole relationship beside it. That somebody looked is noted for its member. */
export default async function Page({ params }: Props) {
  const { locale, id } = await params;
  setRequestLocale(locale);
  const actor = await viewer();
  const number = numberOf(id);
  if (!worksAtRequests(actor) || !number) notFound();
  const request = await openOne(actor, number);
  if (refused(request)) notFound();
  return <Words names={["requestDesk", "requests", "photos"]}><DeskRequest id={number}><Relation beside={await besideOf(actor, request)} /></DeskRequest></Words>;
}
