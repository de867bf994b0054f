import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { SharePage } from "#components/buzz/share-page.tsx";
import { readShared } from "#lib/buzz/links.ts";
import { things } from "#lib/buzz/types.ts";
import { Words } from "../../words.tsx";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "share" });
  return { title: t("title"), robots: { index: false } };
}

/** Sharing a topic, a review or a product. */
export default async function Page({ params, searchParams }: Props) {
  setRequestLocale((await params).locale);
  const asked = await searchParams;
  const thing = things.find((one) => one === asked.thing);
  const id = typeof asked.id === "string" && /^[\w-]{1,120}$/.test(asked.id) ? asked.id : "";
  const found = thing && thing !== "invite" ? await readShared({ thing, id }) : undefined;
  if (!thing || !found) notFound();
  return <div className="mx-auto max-w-3xl"><Words names={["share"]}><SharePage thing={thing} id={id} title={found.title} path={found.path} /></Words></div>;
}
