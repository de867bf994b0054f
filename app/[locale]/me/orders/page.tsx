import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { MyOrders } from "#components/orders/my-orders.tsx";
import { Words } from "../../../words.tsx";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "myOrders" });
  return { title: t("title"), robots: { index: false } };
}

/** What someone ordered, and where each order is. */
export default async function Page({ params }: Props) {
  setRequestLocale((await params).locale);
  const t = await getTranslations("myOrders");
  return (
    <div className="mx-auto max-w-4xl">
      <h1 className="page-title mb-8">{t("title")}</h1>
      <Words names={["myOrders"]}><MyOrders /></Words>
    </div>
  );
}
