import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { type From, NewRequest } from "#components/privilege/requests/new-request.tsx";
import { ReadBy } from "#components/privilege/space/reader.tsx";
import { EmptyState } from "#components/shell/empty-state.tsx";
import { openRoom } from "#lib/chat/queries.ts";
import type { Actor } from "#lib/core/actor.ts";
import { refused } from "#lib/core/errors.ts";
import { readTopic } from "#lib/forum/queries.ts";
import { viewer } from "#lib/identity/viewer.ts";
import { readMyService } from "#lib/privilege/queries.ts";
import { spaceOpensAt } from "#lib/privilege/requests/types.ts";
import { type Query, textOf } from "../../../query.ts";
import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ from?: Query }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "requests" });
  return { title: t("forward"), robots: { index: false } };
}

/** What a need is forwarded from: a topic or a message that its member may read themselves. */
async function fromOf(actor: Actor, from: string | undefined, unnamed: string): Promise<From | undefined> {
  const [, kind, id, seq] = /^(topic|message):(\d{1,9})(?::(\d{1,9}))?$/.exec(from ?? "") ?? [];
  if (kind === "topic") {
    const topic = await readTopic(actor, Number(id), {});
    const first = seq ? Math.floor((Number(seq) - 1) / 20) * 20 + 1 : 1;
    return refused(topic) ? undefined : { origin: "topic", originId: seq ? `${id}:${seq}` : String(id), title: topic.title, path: `/t/${id}/${topic.slug}${first > 1 ? `?from=${first}` : ""}${seq ? `#post-${seq}` : ""}` };
  }
  const room = kind === "message" && seq ? await openRoom(actor, Number(id)) : undefined;
  return room && !refused(room) ? { origin: "message", originId: `${id}:${seq}`, title: room.room.name || unnamed, path: `/chat/${id}?m=${seq}` } : undefined;
}

/** Where a member forwards a need. Who is not in the space hears how one comes in. */
export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params;
  setRequestLocale(locale);
  const t = await getTranslations("requests");
  const actor = await viewer();
  const outside = actor.kind === "member" && (actor.role !== "customer" || actor.tier < spaceOpensAt);
  return (
    <div className="mx-auto max-w-2xl">
      <p><a href={`/${locale}/premium`} className="act -ml-2">← {t("toSpace")}</a></p>
      <h1 className="page-title">{t("forward")}</h1>
      <p className="mt-2 mb-7 text-soft">{t("forwardIntro")}</p>
      {!outside && actor.kind === "member" && <ReadBy service={await readMyService(actor.id)} />}
      {outside ? <EmptyState title={t("outsideTitle")} text={t("outsideText")} action={{ label: t("howIn"), href: `/${locale}/me/relationship` }} />
        : <Words names={["requests"]}><NewRequest from={await fromOf(actor, textOf((await searchParams).from), t("conversation"))} /></Words>}
    </div>
  );
}
