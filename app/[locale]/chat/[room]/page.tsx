import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { Room } from "#components/chat/room.tsx";
import { numberOf } from "../../../query.ts";

type Props = { params: Promise<{ locale: string; room: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "chat" });
  return { title: t("title"), robots: { index: false } };
}

/** One room. Nothing of it is in the page itself: its door answers to who asks, and to nobody else. */
export default async function Page({ params }: Props) {
  const { locale, room } = await params;
  setRequestLocale(locale);
  return <Room id={numberOf(room) ?? notFound()} />;
}
