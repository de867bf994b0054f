import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { DeskRequest } from "#components/privilege/requests/desk-request.tsx";
import { Relation } from "#components/privilege/requests/relation.tsx";
import { viewer } from "#lib/identity/viewer.ts";
import { worksAtRequests } from "#lib/privilege/requests/types.ts";
import { numberOf } from "../../../../query.ts";
import { Words } from "../../../../words.tsx";
import { besideOf } from "./beside.ts";

type Props = { params: Promise<{ locale: string; id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "requestDesk" });
  return { title: t("request"), robots: { index: false } };
}

/** One request at the desk, with the whole relationship beside it. Its door, which notes for the member that somebody looked, answers with the rest. */
export default async function Page({ params }: Props) {
  const { locale, id } = await params;
  setRequestLocale(locale);
  const actor = await viewer();
  const number = numberOf(id);
  const beside = worksAtRequests(actor) && number ? await besideOf(actor, number) : undefined;
  if (!beside || !number) notFound();
  return <Words names={["requestDesk", "requests", "photos"]}><DeskRequest id={number}><Relation beside={beside} /></DeskRequest></Words>;
}
